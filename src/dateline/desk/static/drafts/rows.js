// @ts-check
/** One line of a list of drafts: what it is called, where it stands, what can be done. */

import { spoken } from '../timeline/row.js';

/** @param {import('./shapes.js').Kept} it @param {string} title @param {string} state @param {boolean} isTrouble */
export function item(it, title, state, isTrouble) {
  const element = document.createElement('li');
  const told = document.createElement('div');
  const name = document.createElement('p');
  const where = document.createElement('p');
  const deeds = document.createElement('p');
  name.className = 'draft-title';
  name.dir = 'auto';
  name.textContent = title;
  where.className = isTrouble ? 'draft-state error' : 'draft-state';
  where.textContent = state;
  deeds.className = 'draft-deeds';
  element.className = 'draft';
  element.dataset.key = [it.id, it.rev, title, state].join('\n');
  told.append(name, where);
  element.append(told, deeds);
  return { element, deeds };
}

/** @param {string} label @param {() => void} deed */
export function button(label, deed) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet';
  made.textContent = label;
  made.addEventListener('click', deed);
  return made;
}

/** The blog's time of a stamp: the hour today, the day before. @param {import('../live/desk.js').Desk} desk @param {string} stamp */
export function clock(desk, stamp) {
  const time = new Date(stamp);
  const day = (/** @type {Date} */ at) => at.toLocaleDateString('en-CA', { timeZone: desk.zone });
  /** @type {Intl.DateTimeFormatOptions} */
  const shape = day(time) === day(new Date()) ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(spoken(), { timeZone: desk.zone, ...shape }).format(time);
}
