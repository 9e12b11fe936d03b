// @ts-check
/**
 * What stands around the parts: how many readers there are, the blog's clock, and on a narrow screen which part shows.
 * @typedef {import('./desk.js').Desk} Desk
 */

import { spoken } from '../timeline/row.js';

/** @param {HTMLElement} body @param {Desk} desk */
export function mount(body, desk) {
  tellState(desk);
  tellReaders(desk);
  tellTime(desk);
  const turns = /** @type {HTMLButtonElement[]} */ ([...body.querySelectorAll('.live-turns [data-shows]')]);
  const show = (/** @type {string} */ part) => {
    body.dataset.shows = part;
    for (const turn of turns) turn.setAttribute('aria-pressed', String(turn.dataset.shows === part));
  };
  for (const turn of turns) turn.addEventListener('click', () => show(turn.dataset.shows ?? 'timeline'));
  for (const event of ['draft:open', 'post:edit', 'post:correct', 'write']) desk.on(event, () => show('composer'));
  for (const event of ['sent', 'post:show']) desk.on(event, () => show('timeline'));
  show('timeline');
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
