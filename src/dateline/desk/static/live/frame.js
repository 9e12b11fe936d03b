// @ts-check
/**
 * What stands around the parts: the blog's state, how many readers there are, its clock; and which part comes to the
 * front on a narrow screen, where `first.js` shows one at a time.
 * @typedef {import('./desk.js').Desk} Desk
 */

import { show } from './first.js';
import { spoken } from '../timeline/row.js';

/** @param {Desk} desk */
export function mount(desk) {
  tellState(desk);
  tellReaders(desk);
  tellTime(desk);
  for (const event of ['draft:open', 'post:edit', 'post:correct', 'write']) desk.on(event, () => show('composer'));
  for (const event of ['sent', 'post:show']) desk.on(event, () => show('timeline'));
}

/** @param {Desk} desk */
function tellState(desk) {
  const place = /** @type {HTMLElement} */ (document.getElementById('blog-state'));
  const page = /** @type {HTMLElement} */ (document.getElementById('readers-page'));
  desk.on('state', ({ state, paused }) => {
    const told = state === 'live' && paused !== null ? 'paused' : state;
    if (place.classList.contains(told)) return;
    place.className = `state ${told}`;
    place.textContent = desk.words[`state_${told}`];
    page.hidden = state === 'draft';
  });
}

/** @param {Desk} desk */
function tellReaders(desk) {
  const place = document.getElementById('readers');
  if (!place) return;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  desk.on('beat', ({ readers }) => {
    place.hidden = readers === null;
    if (readers !== null) place.textContent = desk.words.readers_now.replace('{n}', number.format(readers));
  });
}

/** @param {Desk} desk */
function tellTime(desk) {
  const place = /** @type {HTMLTimeElement | null} */ (document.getElementById('blog-clock'));
  if (!place) return;
  const wall = new Intl.DateTimeFormat(spoken(), {
    timeZone: desk.zone, hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
  });
  const tell = () => {
    const now = new Date();
    place.textContent = wall.format(now);
    place.dateTime = now.toISOString();
    setTimeout(tell, 60_000 - (now.getTime() % 60_000));
  };
  place.hidden = false;
  tell();
}
