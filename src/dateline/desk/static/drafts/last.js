// @ts-check
/**
 * What a page that goes away has not yet written. Its database answers too late for that; this is written at once, and
 * taken into the database by another page of the same person: one that is open, or else the next.
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

/**
 * What other pages have left. It stays until all of it is stored, so whoever stores it may meet it twice.
 * @param {string} person @param {(one: Last) => Promise<unknown>} store
 */
export async function take(person, store) {
  for (const [name, lasts] of found(person)) {
    for (const one of lasts) await store(one);
    localStorage.removeItem(name);
  }
}

/** Hear of what another window leaves. @param {string} person @param {() => void} listener */
export function onLeft(person, listener) {
  addEventListener('storage', ({ key, newValue }) => key?.startsWith(`${NAME}${person}-`) && newValue && listener());
}

/** @param {string} person @returns {[string, Last[]][]} */
function found(person) {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${NAME}${person}-`));
    return names.map((name) => [name, JSON.parse(localStorage.getItem(name) ?? '[]')]);
  } catch {
    return [];
  }
}
