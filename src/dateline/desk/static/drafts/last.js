// @ts-check
/**
 * What a page that goes away has not yet written. Its database answers too late for that; this is written at once, and
 * taken into the database by the next page of the same person.
 * @typedef {{draft: import('./shapes.js').Draft, wish: import('./shapes.js').Wish, hold: import('./shapes.js').Hold}} Last
 */

const NAME = 'dateline-last-';

/** @param {string} person @param {Last[]} lasts */
export function leave(person, lasts) {
  if (lasts.length === 0) return;
  try {
    localStorage.setItem(`${NAME}${person}-${crypto.getRandomValues(new Uint32Array(2)).join('')}`, JSON.stringify(lasts));
  } catch {
    // A browser that keeps nothing: what the desk has is all there is, and the page has said so.
  }
}

/** What pages before this one have left, once. @param {string} person @returns {Last[]} */
export function found(person) {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${NAME}${person}-`));
    const lasts = names.flatMap((name) => JSON.parse(localStorage.getItem(name) ?? '[]'));
    names.forEach((name) => localStorage.removeItem(name));
    return lasts;
  } catch {
    return [];
  }
}
