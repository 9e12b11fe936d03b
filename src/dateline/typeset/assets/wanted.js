// @ts-check
/** Modules that are fetched only when a reader asks for what they do, or when the browser remembers that she did. */

import { articles, body, byId, slug } from './page.js';

/**
 * @typedef {object} Visit What the browser remembers of a reader's last look at a blog, and sends nobody.
 * @property {string} cursor
 * @property {number} at milliseconds, by the reader's own clock
 * @property {string} changed The time of the blog's last change, as the server gave it.
 * @property {string} newest The time of the newest post.
 * @property {(string | null | undefined)[]} summary
 */

const LONG = 600_000; // ms away, after which a reader is told what she missed
const VISIT = `dateline:visit:${slug}`;

/** @param {string} key @returns {string | null} */
const stored = (key) => {
  try { return localStorage.getItem(key); } catch { return null; } // storage may be refused
};

/** @param {HTMLElement} element @param {unknown[]} given */
const load = async (element, ...given) => (await import(element.dataset.load ?? '')).use(element, ...given);

/** @param {string} cursor */
export function remember(cursor) {
  if (!byId('away')) return;
  const visit = {
    cursor,
    at: Date.now(),
    changed: byId('updated').querySelector('time').dateTime,
    newest: articles().map((post) => post.dataset.at).sort().at(-1) ?? '',
    summary: [...document.querySelectorAll('#summary li')].map((sentence) => sentence.firstChild?.textContent),
  };
  try { localStorage.setItem(VISIT, JSON.stringify(visit)); } catch {} // as above
}

/** Tells a reader who has been away for long what has happened since. @param {string} [cursor] how far the page stands */
export function welcome(cursor) {
  const visit = JSON.parse(stored(VISIT) ?? '{}');
  if (byId('away') && visit.cursor !== cursor && Date.now() - visit.at > LONG) load(byId('away'), visit);
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('button[data-load]'))) {
  button.hidden = false;
  if (stored(`dateline:${button.id}`)) load(button);
}

// On the document, since posts that come later bring buttons of their own.
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element && target.closest('button[data-load]');
  if (button) load(/** @type {HTMLElement} */ (button));
});

addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[jk?]$/.test(event.key)) return;
  if (byId('shortcuts')) load(byId('shortcuts'), event);
});

if (body.live !== 'no') welcome(body.cursor);
