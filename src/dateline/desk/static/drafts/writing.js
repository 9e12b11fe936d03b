// @ts-check
/**
 * From the writer's hands into this browser: each keystroke within 300 ms, and at once when the page goes away.
 *
 * A window that writes over what another one has written meanwhile goes on under a name of its own. The composer need
 * not know: what it calls by the old name is kept under the new one, until it opens a draft anew.
 * @typedef {import('./shapes.js').Draft} Draft
 * @typedef {import('./shapes.js').Kept} Kept
 * @typedef {import('./shapes.js').Wish} Wish
 * @typedef {import('./shapes.js').Hold} Hold
 * @typedef {import('./store.js').Store} Store
 */

import * as last from './last.js';
import { isEmpty, kept, newId, renamed, same } from './shapes.js';

const EVERY = 300; // milliseconds

export class Writing {
  #window = newId();
  /** What this window has in hand, by the composer's name for it. @type {Map<string, Hold>} */
  #inHand = new Map();
  /** @type {Map<string, Draft>} */ #unwritten = new Map();
  /** @type {Set<{draft: Draft, wish: Wish}>} */ #onTheWay = new Set();
  #latest = -EVERY;
  #timer = 0;
  /** @type {Promise<void>} */ #opening = Promise.resolve();
  /** The composer's name of what is being written. */
  current = '';
  /** Whether anything was written, begun or opened in this window. */
  isTouched = false;

  /** @param {string} person @param {Store} store @param {() => void} written */
  constructor(person, store, written) {
    this.person = person;
    this.store = store;
    this.written = written;
    addEventListener('pagehide', () => this.#leave());
  }

  /** Take in what pages before this one could not write any more. */
  async takeIn() {
    await last.take(this.person, ({ draft, wish, hold }) => this.store.change(hold.id, (there, hand) => {
      if (!isWritten(there, draft, wish, hold)) hand.put(written(there, draft, wish, hold));
    }));
  }

  /** Something was typed. @param {Draft} draft */
  changed(draft) {
    this.current = draft.id;
    this.isTouched = true;
    this.#unwritten.set(draft.id, stamped(draft));
    if (this.#timer) return;
    this.#timer = window.setTimeout(() => this.flush(), Math.max(0, this.#latest + EVERY - performance.now()));
  }

  /** The composer is given this draft. @param {Kept} there */
  opened(there) {
    this.current = there.id;
    this.isTouched = true;
    this.#inHand.set(there.id, { id: there.id, rev: there.rev, window: this.#window });
  }

  /** Write nothing before this is done: the composer has been given something. @param {Promise<void>} opening */
  after(opening) {
    this.#opening = opening;
  }

  /** What the composer's draft is called here. @param {string} id */
  nameOf(id) {
    return this.#inHand.get(id)?.id ?? id;
  }

  /** Whether something of it is not written down yet. @param {Kept} there */
  isBehind({ id }) {
    return [...this.#unwritten.keys()].some((called) => this.nameOf(called) === id);
  }

  /** Whether this window is at it. @param {Kept} there */
  holds({ id }) {
    return this.nameOf(this.current) === id;
  }

  /** What the composer calls by this name goes on as that draft. @param {string} id @param {Kept} to */
  rename(id, to) {
    const now = { id: to.id, rev: to.rev, window: this.#window };
    for (const [called, held] of this.#inHand) if (held.id === id) this.#inHand.set(called, now);
  }

  /** Write down now all that is not. */
  async flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#latest = performance.now();
    await this.#opening;
    const drafts = [...this.#unwritten.values()].filter((draft) => this.#inHand.has(draft.id) || !isEmpty(draft));
    this.#unwritten.clear();
    await Promise.all(drafts.map((draft) => this.#write(draft, {})));
    this.written();
  }

  /**
   * Write down this draft and what is to become of it; the composer goes on with another.
   * @param {Draft} draft @param {Wish} wish @returns {Promise<Kept>}
   */
  async settle(draft, wish) {
    this.#unwritten.delete(draft.id);
    const there = await this.#write(stamped(draft), wish);
    this.#inHand.delete(draft.id);
    if (this.current === draft.id) this.current = '';
    return there;
  }

  /** @param {Draft} draft @param {Wish} wish */
  async #write(draft, wish) {
    const way = { draft, wish };
    this.#onTheWay.add(way);
    await this.#opening;
    const there = await this.#change(draft, wish, this.#hold(draft.id));
    this.#onTheWay.delete(way);
    return there;
  }

  /** @param {string} called @returns {Hold} */
  #hold(called) {
    return this.#inHand.get(called) ?? { id: called, rev: null, window: this.#window };
  }

  /** @param {Draft} draft @param {Wish} wish @param {Hold} hold @returns {Promise<Kept>} */
  #change(draft, wish, hold) {
    return this.store.change(hold.id, (there, hand) => {
      const made = written(there, draft, wish, hold);
      hand.put(made);
      this.#inHand.set(draft.id, { id: made.id, rev: made.rev, window: hold.window });
      return made;
    });
  }

  /** The page goes away. Of each draft the newest is what counts. */
  #leave() {
    const newest = [...this.#unwritten.values()].map((draft) => ({ draft, wish: {} }));
    const each = new Map([...this.#onTheWay, ...newest].map((one) => [one.draft.id, one]));
    const lasts = [...each.values()].filter(({ draft }) => this.#inHand.has(draft.id) || !isEmpty(draft));
    last.leave(this.person, lasts.map((one) => ({ ...one, hold: this.#hold(one.draft.id) })));
  }
}

/** @param {Draft} draft @returns {Draft} */
function stamped(draft) {
  return { ...draft, updated: new Date().toISOString() };
}

/**
 * Whether what a page has left was written after all, as it or another window went on.
 * @param {Kept | undefined} there @param {Draft} draft @param {Wish} wish @param {Hold} hold
 */
function isWritten(there, draft, wish, hold) {
  if (!there) return false;
  const said = { ...draft, state: wish.state ?? draft.state };
  if (wish.queue && there.queue?.order === wish.queue.order) return true;
  if (same(there.draft, said)) return !wish.queue || Boolean(there.sent || there.gone);
  return there.window === hold.window && there.draft.updated > draft.updated;
}

/**
 * @param {Kept | undefined} there @param {Draft} draft @param {Wish} wish @param {Hold} hold
 * @returns {Kept}
 */
function written(there, draft, wish, hold) {
  const told = { ...draft, state: wish.state ?? draft.state };
  return { ...merged(there, told, hold), queue: wish.queue ?? null, window: hold.window };
}

/**
 * What is to be kept when a window that holds a draft says `told`.
 * @param {Kept | undefined} there @param {Draft} told @param {Hold} hold
 * @returns {Kept}
 */
function merged(there, told, { id, rev, window }) {
  // Of one that is gone from here the desk knows why: it takes nothing more under that name, and then it has another.
  if (!there) return kept({ ...renamed(told), id });
  const isFree = !there.queue && !there.sent && !there.gone;
  if (isFree && (there.rev === rev || there.window === window || same(there.draft, told))) {
    const { id, version, author, taken } = there.draft;
    const draft = { ...there.draft, ...told, id, version, author, taken };
    return same(there.draft, draft) ? there : { ...there, draft, rev: there.rev + 1, trouble: null };
  }
  return kept(renamed(told), { copied: isFree });
}
