// @ts-check
/**
 * Where else the words of a post stand, in the dialog of its takedown: what that leaves, and somebody has to see to.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {{where: 'post' | 'summary' | 'about' | 'draft', post: string | null, headline: string, name: string, words: number, now: boolean}} Copy
 */

import { made } from './history.js';
import { named } from './row.js';

/** @param {HTMLElement} place with a paragraph and a list @param {Desk} desk @param {string} post */
export async function showCopies(place, desk, post) {
  const [about, list] = /** @type {Iterable<HTMLElement>} */ (place.children);
  place.dataset.of = post;
  place.hidden = true;
  const { status, data } = await desk.api('GET', `/blogs/${desk.slug}/posts/${post}/copies`);
  if (place.dataset.of !== post) return; // the dialog is about another post by now
  const copies = /** @type {Copy[]} */ (status === 200 ? data.copies : []);
  list.replaceChildren(...copies.map((copy) => told(desk, copy)));
  about.textContent = status === 200 ? desk.words.copies : desk.words.copies_unknown;
  place.hidden = status === 200 && copies.length === 0;
}

/** @param {Desk} desk @param {Copy} copy */
function told({ slug, words }, { where, post, headline, name, words: row, now }) {
  const item = made('li');
  if (where === 'post') {
    const link = /** @type {HTMLAnchorElement} */ (made('a', '', headline || words.copy_unnamed));
    link.href = `/${slug}/p/${post}`;
    link.target = '_blank';
    link.rel = 'noopener';
    link.dir = 'auto';
    item.append(link);
  } else {
    item.append(made('span', '', words[`copy_${where}`].replace('{name}', () => named(name))));
  }
  item.append(' ', made('small', '', (now ? words.copy_row : words.copy_was).replace('{n}', String(row))));
  return item;
}
