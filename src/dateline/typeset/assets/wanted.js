// @ts-check
/** Modules that are fetched only when a reader asks for what they do, or when the browser remembers that she did. */

import { articles, body, byId, slug } from './page.js';

/**
 * @typedef {object} Visit What the browser remembers of a reader's last look at a blog, and sends nobody.
 * @property {string} cursor
 * @property {number} at milliseconds, by the reader's own clock
 * @property {string} changed The time of the blog's last change, as the server gave it.
 * @property {string} [newest] The time of the newest post.
 * @property {(string | null | undefined)[]} summary
 */

const LONG = 600_000; // ms away, after which a reader is told what she missed
const away = byId('away');
const shortcuts = byId('shortcuts');
const VISIT = `dateline:visit:${slug}`;

/** @type {Record<string, string>} */
export let storage = {}; // a browser may refuse any other
try { storage = localStorage; } catch {}

/** @param {any} element @param {unknown[]} given */
export const load = async (element, ...given) => (await import(element.dataset.load)).use(element, ...given);

/** @param {string} cursor */
export function remember(cursor) {
  if (!away) return;
  storage[VISIT] = JSON.stringify({
    cursor,
    at: Date.now(),
    changed: byId('updated').querySelector('time').dateTime,
    newest: articles()[0]?.dataset.at,
    summary: [...document.querySelectorAll('#summary li')].map((sentence) => sentence.firstChild?.textContent),
  });
}

/** Tells a reader who has been away for long what has happened since. @param {string} [cursor] how far the page stands */
export function welcome(cursor) {
  const visit = JSON.parse(storage[VISIT] ?? '{}');
  if (away && visit.cursor !== cursor && Date.now() - visit.at > LONG) load(away, visit);
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('button[data-load]'))) {
  button.hidden = false;
  if (storage[`dateline:${button.id}`]) load(button);
}

// Not on the buttons, since posts that come later bring some of their own.
addEventListener('click', (/** @type {any} */ { target }) => {
  const button = target.closest('button[data-load]');
  if (button) load(button);
});

addEventListener('keydown', (event) => {
  if (shortcuts && 'jk?'.includes(event.key)) load(shortcuts, event);
});

welcome(body.cursor);
