// @ts-check
/**
 * Seconds after a post was published it can be taken back with one key, and readers never learn of it. The seconds are
 * the server's: what is left of them is told by it, and only counted down here.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {import('./source.js').Entry} Entry
 */

import { isTyping } from './keys.js';
import { made } from './history.js';

/** @param {HTMLElement} element @param {Desk} desk @param {import('./main.js').Timeline} timeline */
export function mountWithdrawal(element, desk, timeline) {
  const place = /** @type {HTMLElement} */ (element.querySelector('#withdrawal'));
  /** @type {{id: string, ends: number} | null} */
  let last = null;
  let ticking = 0;

  const button = /** @type {HTMLButtonElement} */ (made('button', 'withdraw'));
  const said = made('p');
  button.type = 'button';
  button.setAttribute('aria-keyshortcuts', 'z');
  place.append(said, button);

  const left = () => (last ? Math.ceil((last.ends - performance.now()) / 1000) : 0);
  const tick = () => {
    const seconds = left();
    place.hidden = seconds <= 0;
    if (seconds > 0) button.textContent = desk.words.withdraw_in.replace('{n}', String(seconds));
    else stop();
  };
  const stop = () => {
    clearInterval(ticking);
    ticking = 0;
    last = null;
    place.hidden = true;
  };
  const offer = (/** @type {Entry} */ entry) => {
    if (desk.role === 'reporter' || entry.first.actor !== `person:${desk.person}`) return;
    if (last?.id === entry.id && entry.withdraw_for <= 0) stop();
    if (entry.withdraw_for <= 0) return;
    last = { id: entry.id, ends: performance.now() + entry.withdraw_for * 1000 };
    said.textContent = entry.headline ? desk.words.published_named.replace('{post}', entry.headline) : desk.words.published_plain;
    ticking ||= window.setInterval(tick, 250);
    tick();
  };
  const withdraw = async () => {
    const entry = last && timeline.source.entries.get(last.id);
    if (!entry) return;
    button.disabled = true;
    const done = await timeline.deeds.withdraw(entry);
    button.disabled = false;
    if (done) stop();
  };

  button.addEventListener('click', withdraw);
  desk.on('post', ({ entry }) => offer(entry));
  desk.on('sent', () => timeline.source.sync());
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'z' || event.ctrlKey || event.metaKey || event.altKey || left() <= 0 || isTyping(event)) return;
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return; // a post of the list was meant
    event.preventDefault();
    withdraw();
  });
}
