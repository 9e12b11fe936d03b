// @ts-check
/** Puts the posts of the next page below those of this one: loaded when a reader first asks for them. */

import { byId, focus, posts } from './page.js';

/**
 * @param {HTMLElement} _pages
 * @param {HTMLAnchorElement} link To the next page.
 * @param {(path: string) => Promise<Document>} getPage
 * @param {Map<string, unknown>} beyond What came of posts that were beyond the last of this page.
 * @param {(op: any) => void} operate
 * @param {(change: () => void) => void} turn
 */
export async function use(_pages, link, getPage, beyond, operate, turn) {
  const page = await getPage(link.href);
  const next = [...page.querySelectorAll('#posts > article')].filter(({ id }) => !byId(id));
  posts.append(...next);
  link.replaceWith(...page.querySelectorAll('.pages [rel=next]'));
  const puts = [...beyond.values()]; // that page may have come from a cache, or have been made before they were
  beyond.clear();
  turn(() => puts.forEach(operate));
  if (next[0]) focus(byId(next[0].id));
}
