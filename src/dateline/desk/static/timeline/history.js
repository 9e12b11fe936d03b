// @ts-check
/** Every change of one post: who made it, when, and what it did to the text, word by word.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

import { clock, named } from './row.js';

/** @param {HTMLElement} element @param {Desk} desk @param {import('./source.js').Entry} entry */
export async function openHistory(element, desk, entry) {
  const dialog = /** @type {HTMLDialogElement} */ (element.querySelector('#history'));
  const list = /** @type {HTMLElement} */ (dialog.querySelector('ol'));
  const about = /** @type {HTMLElement} */ (dialog.querySelector('[data-headline]'));
  about.textContent = entry.headline;
  about.hidden = !entry.headline;
  list.replaceChildren();
  dialog.showModal();
  const { status, data } = await desk.api('GET', `/blogs/${desk.slug}/posts/${entry.id}/history`);
  if (status === 200) list.replaceChildren(...data.changes.map((/** @type {any} */ change) => told(desk, change)));
  else list.append(made('li', 'error', data?.detail ?? desk.words.no_list));
}

/** @param {Desk} desk @param {any} change */
function told(desk, change) {
  const item = made('li', 'revision');
  const head = made('h3', '', change.kind);
  const who = made('p', 'who', `${named(change.name)} · ${clock(desk, change.at)}`);
  item.append(head, who);
  if (change.note) item.append(own(made('p', 'note', change.note)));
  if (change.why) item.append(own(made('p', 'why', change.why)));
  for (const { label, html } of change.parts) item.append(difference(label, html));
  if (change.headline) item.append(own(made('h4', '', change.headline)));
  if (change.html) item.append(rendered('body', change.html));
  return item;
}

/** One part of a post before and after. @param {string} label @param {string} html @param {'h3' | 'h4'} [level] */
export function difference(label, html, level = 'h4') {
  const part = made('section', 'part');
  part.append(made(level, '', label), rendered('difference', html));
  return part;
}

/** HTML of our own renderer. @param {string} name @param {string} html */
export function rendered(name, html) {
  const place = own(made('div', name));
  place.innerHTML = html;
  for (const link of place.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  return place;
}

/** What the blog says, which may run the other way than the desk. @template {HTMLElement} E @param {E} element */
function own(element) {
  element.dir = 'auto';
  return element;
}

/** @param {string} tag @param {string} [name] @param {string} [text] */
export function made(tag, name = '', text = '') {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}
