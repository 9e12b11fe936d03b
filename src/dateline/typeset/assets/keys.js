// @ts-check
/**
 * Keys to the next and the previous new update: loaded by the first press of one, or by the button that lists them.
 * A reader who speaks to her machine, or whose hand is not steady, can turn them off (WCAG 2.2, 2.1.4).
 */

import { articles, byId, focus, topOf } from './page.js';

const KEPT = 'dateline:keys';
const LINE = 96; // px below the screen's top: what stands above has been passed
let isOff = false;
try { isOff = localStorage.getItem(KEPT) === 'off'; } catch {} // a browser that may keep nothing asks again next time

const source = /** @type {HTMLTemplateElement} */ (byId('keyboard')).content;

/** @param {HTMLElement} button @param {KeyboardEvent} [event] The key that was pressed; a click has none. */
export async function use(button, event) {
  if (event?.ctrlKey || event?.metaKey || event?.altKey) return;
  if (event && document.activeElement?.closest('input, textarea, select, [contenteditable]')) return;
  if (!event || (event.key === '?' && !isOff)) await show();
  else if (!isOff) go(event.key === 'j');
}

/** @param {boolean} down */
function go(down) {
  const more = byId('new');
  const all = articles();
  const here = all.indexOf(document.activeElement?.closest('#posts > [id]'));
  const ahead = all.findIndex((post) => !post.hidden && topOf(post) >= LINE);
  const passed = ahead < 0 ? all.length : ahead;
  const isBeyond = (/** @type {number} */ n) =>
    here < 0 ? (down ? n >= passed || all[n].hidden : n < passed) : down ? n > here : n < here;
  const found = all.filter((post, n) => 'new' in post.dataset && !(post.hidden && more.hidden) && isBeyond(n));
  const next = down ? found[0] : found.at(-1);
  if (!next) return void (byId('status').textContent = source.querySelector('dialog')?.dataset.none);
  if (next.hidden) more.click();
  focus(next);
  next.scrollIntoView({ behavior: 'instant' });
}

async function show() {
  if (document.querySelector('dialog.keyboard')) return;
  const sheet = source.querySelector('link');
  if (sheet) await new Promise((done) => { sheet.onload = sheet.onerror = done; document.head.append(sheet); });
  document.body.append(source.cloneNode(true));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('dialog.keyboard'));
  const box = /** @type {HTMLInputElement} */ (dialog.querySelector('input'));
  box.checked = !isOff;
  box.addEventListener('change', () => turn(!box.checked));
  dialog.querySelector('button')?.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

/** @param {boolean} off */
function turn(off) {
  isOff = off;
  try {
    if (off) localStorage.setItem(KEPT, 'off');
    else localStorage.removeItem(KEPT);
  } catch {} // as above
}
