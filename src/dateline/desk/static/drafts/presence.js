// @ts-check
/** Which drafts are open in which window of this browser. A window that crashes is out of its drafts at once. */

const NAME = 'dateline-open-';

export class Presence {
  #id = '';
  /** @type {() => void} */ #leave = () => {};

  /** @param {string} person */
  constructor(person) {
    this.prefix = `${NAME}${person}-`;
  }

  /** This window is at this draft, or at none (''). @param {string} id */
  at(id) {
    if (id === this.#id || !navigator.locks) return;
    this.#leave();
    this.#id = id;
    if (!id) return;
    // Shared: two windows may well be at the same draft; what matters is that both are seen.
    navigator.locks.request(this.prefix + id, { mode: 'shared' }, () => new Promise((resolve) => {
      this.#leave = () => resolve(undefined);
    }));
  }

  /** The drafts that other windows are at. @param {string} own @returns {Promise<Set<string>>} */
  async others(own) {
    const held = (await navigator.locks?.query())?.held ?? [];
    const ids = held.flatMap(({ name }) => (name?.startsWith(this.prefix) ? [name.slice(this.prefix.length)] : []));
    if (own) ids.splice(ids.indexOf(own), ids.includes(own) ? 1 : 0);
    return new Set(ids);
  }
}
