// @ts-check
/**
 * Logging out, from any page of the desk: nothing that somebody wrote is lost by it, and nothing is left for the next
 * person at this browser. What is here goes to the desk first; only then is it removed. See docs/decisions/0029-drafts-at-logout.md.
 */

import { makeDesk } from '../live/desk.js';
import { Sender } from './sender.js';
import { isEmpty } from './shapes.js';
import { openStore, people, wipe } from './store.js';
import { Writing } from './writing.js';

/** @type {(() => Promise<void>)[]} */
const firsts = [];

/** Have this done before anybody is logged out. @param {() => Promise<void>} deed */
export function beforeLeaving(deed) {
  firsts.push(deed);
}

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById('leaving'));
const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[action$="/logout/"]'));
if (dialog && form) {
  const person = dialog.dataset.person ?? '';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    leave(form, dialog, person);
  });
  sweep(person);
}

/** @param {HTMLFormElement} form @param {HTMLDialogElement} dialog @param {string} person */
async function leave(form, dialog, person) {
  await Promise.all(firsts.map((deed) => deed()));
  const store = await opened(person);
  const silent = () => {};
  const unheard = { line: silent, sent: silent, refused: silent, parted: silent, renamed: silent, erased: silent };
  const desk = makeDesk();
  const sender = new Sender({ ...desk, person }, store, unheard);
  await sender.run();
  const token = form.querySelector('input[name="csrfmiddlewaretoken"]');
  if (token instanceof HTMLInputElement) token.value = desk.csrf; // a login in another window has replaced the page's own
  const left = (await store.all()).filter(isOnlyHere);
  if (left.length === 0) {
    if (store.isKept) await wipe(person);
    form.submit();
    return;
  }
  const count = dialog.querySelector('[data-count]');
  if (count) count.textContent = String(left.length);
  dialog.onclose = () => dialog.returnValue === 'leave' && form.submit();
  dialog.returnValue = '';
  dialog.showModal();
}

/** Remove what the desk has anyway of those who used this browser before. @param {string} person */
async function sweep(person) {
  for (const other of await people()) {
    if (other === person) continue;
    const store = await opened(other);
    const all = await store.all();
    if (store.isKept && !all.some(isOnlyHere)) await wipe(other);
  }
}

/** All that is here of this person, with what closed pages have left beside their database. @param {string} person */
export async function opened(person) {
  const store = await openStore(person);
  await new Writing(person, store, () => {}).takeIn();
  return store;
}

/** @param {import('./shapes.js').Kept} it */
function isOnlyHere(it) {
  return Boolean(it.queue) || (it.rev > it.saved && !it.gone && !it.sent && !isEmpty(it.draft));
}
