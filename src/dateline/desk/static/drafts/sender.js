// @ts-check
/**
 * From this browser to the desk: what is to be published, in its order; then what is to be kept; then what is to go.
 *
 * One window of a browser sends at a time. Nothing is marked as done before the desk has said so, so whatever is cut
 * off is sent again; and the desk knows a draft by its name, so sent again is not published again.
 * @typedef {import('./shapes.js').Desk} Desk
 * @typedef {import('./shapes.js').Kept} Kept
 * @typedef {import('./store.js').Store} Store
 */

import * as requests from './requests.js';
import { alike, isEmpty, kept, renamed } from './shapes.js';

const AFTER = 1_000; // milliseconds from a keystroke to the desk
const LONGEST = 20_000; // milliseconds between two tries

export class Sender {
  #timer = 0;
  #due = Infinity;
  #busy = false;
  #again = false;
  #tries = 0;
  /** @type {'fine' | 'away' | 'ended'} */ line = 'fine';

  /**
   * @param {Desk} desk @param {Store} store
   * @param {{line(): void, sent(kept: Kept, post: any): void, refused(kept: Kept): void, parted(from: Kept, to: Kept): void,
   *   renamed(from: Kept, to: Kept): void, erased(kept: Kept): void}} tell
   */
  constructor(desk, store, tell) {
    this.desk = desk;
    this.store = store;
    this.tell = tell;
    addEventListener('online', () => this.run());
  }

  /** Something was written: send it before long. */
  soon() {
    this.#in(this.line === 'fine' ? AFTER : LONGEST);
  }

  /** Send what there is to send, now. */
  async run() {
    clearTimeout(this.#timer);
    this.#due = Infinity;
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    let outcome = 'again'; // which it stays when something breaks: what is kept here is sent by the next try
    try {
      do {
        this.#again = false;
        outcome = await this.alone(() => this.#all());
      } while (this.#again && outcome === 'done');
    } finally {
      this.#busy = false;
      this.#heardOf(outcome);
    }
  }

  /** @param {string} outcome */
  #heardOf(outcome) {
    this.heard(outcome);
    if (outcome === 'again') this.#in(Math.min(LONGEST, 1_000 * 2 ** this.#tries++) * (0.5 + Math.random() / 2));
  }

  /** What an answer, ours or another part's, says of the line to the desk. @param {string} outcome */
  heard(outcome) {
    const before = this.line;
    this.line = outcome === 'again' ? 'away' : outcome === 'ended' ? 'ended' : 'fine';
    if (this.line === 'fine') this.#tries = 0;
    if (before !== this.line) this.tell.line();
    if (before !== 'fine' && this.line === 'fine') this.run();
  }

  /**
   * While no window of this browser sends anything. Browsers have no such locks on a plain connection; there, commands
   * sent twice are still carried out once.
   * @template T @param {() => Promise<T>} deed @returns {Promise<T>}
   */
  alone(deed) {
    // The compiler takes what a lock gives for a promise of a promise.
    return navigator.locks ? /** @type {Promise<any>} */ (navigator.locks.request(`dateline-sending-${this.desk.person}`, deed)) : deed();
  }

  /** @param {number} milliseconds */
  #in(milliseconds) {
    const due = performance.now() + milliseconds;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = window.setTimeout(() => this.run(), milliseconds);
  }

  async #all() {
    for (;;) {
      const deed = this.#next(await this.store.all());
      if (!deed) return 'done';
      const outcome = await deed();
      if (outcome !== 'done') return outcome;
    }
  }

  /** @param {Kept[]} all */
  #next(all) {
    const asked = firsts(all).find((it) => !it.queue?.problem);
    if (asked) return () => this.#publish(asked);
    const unsaved = all.find((it) => it.rev > it.saved && !it.gone && !it.sent && !it.queue && it.trouble?.rev !== it.rev);
    if (unsaved) return () => this.#save(unsaved);
    const leaving = all.find((it) => it.sent || it.gone);
    return leaving && (() => this.#drop(leaving));
  }

  /** @param {Kept} it */
  async #publish(it) {
    const reply = await requests.publish(this.desk, it.draft);
    const meaning = requests.meaning(reply);
    if (meaning === 'again' || meaning === 'ended') return meaning;
    if (reply.status === requests.TAKEN_DOWN) return this.#erase(it);
    if (requests.isGone(reply)) return this.#goOn(it);
    const refusal = meaning === 'refused' ? requests.problem(reply) : null;
    const now = await this.#change(it.id, (there) => ({
      ...there,
      queue: refusal && there.queue ? { ...there.queue, problem: refusal } : null,
      sent: refusal ? null : reply.data.id,
    }));
    if (now && refusal) this.tell.refused(now);
    else if (now) this.tell.sent(now, reply.data);
    return 'done';
  }

  /** @param {Kept} it */
  async #save(it) {
    const reply = await requests.keep(this.desk, it);
    const meaning = requests.meaning(reply);
    if (meaning === 'again' || meaning === 'ended') return meaning;
    if (reply.status === requests.TAKEN_DOWN) return this.#erase(it);
    if (meaning === 'done' && !alike(reply.data.content, it.draft.content)) {
      await this.#part(it, reply.data); // a later text of this hand's is there, which this browser has lost
    } else if (meaning === 'done') {
      const { version, author, taken } = reply.data;
      await this.#change(it.id, (there) => ({ ...there, saved: it.rev, version, draft: { ...there.draft, version, author, taken } }));
    } else if (reply.status === 412 && reply.data?.current) {
      await this.#part(it, reply.data.current);
    } else if (requests.isGone(reply)) {
      await this.#goOn(it);
    } else {
      await this.#change(it.id, (there) => ({ ...there, trouble: { rev: it.rev, detail: requests.problem(reply).detail } }));
    }
    return 'done';
  }

  /**
   * Another window or machine has kept another text: theirs keeps the name, ours goes on as a draft of its own.
   * @param {Kept} it @param {import('./shapes.js').Draft} theirs
   */
  async #part(it, theirs) {
    const parted = await this.store.change(it.id, (there, hand) => {
      if (!there || there.version !== it.version) return null; // somebody here has settled it meanwhile
      const ours = kept(renamed(there.draft), { copied: true });
      const left = { ...there, draft: theirs, window: '', rev: there.rev + 1, saved: there.rev + 1, version: theirs.version };
      hand.put(ours);
      hand.put(left);
      return [left, ours];
    });
    if (parted) this.tell.parted(parted[0], parted[1]);
  }

  /** Its name is used up, and what was written since goes on under another. @param {Kept} it */
  async #goOn(it) {
    const made = await this.store.change(it.id, (there, hand) => {
      if (!there || there.sent || there.gone) return null; // somebody here has settled it meanwhile
      hand.drop(it.id);
      if (isEmpty(there.draft)) return null;
      const { queue, window } = there;
      const going = kept(renamed(there.draft), { queue, window });
      hand.put(going);
      return going;
    });
    if (made) this.tell.renamed(it, made);
    return 'done';
  }

  /** Its post was taken down while this browser was away. @param {Kept} it */
  async #erase(it) {
    await this.store.change(it.id, (_, hand) => hand.drop(it.id));
    this.tell.erased(it);
    return 'done';
  }

  /** @param {Kept} it */
  async #drop(it) {
    let reply = await requests.drop(this.desk, it.draft, it.version);
    const { current } = reply.data ?? {};
    if (reply.status === 412 && (current?.hand === it.hand || alike(current?.content, it.draft.content))) {
      reply = await requests.drop(this.desk, it.draft, current.version); // kept by a request whose answer was lost
    }
    const meaning = requests.meaning(reply);
    if (meaning === 'again' || meaning === 'ended') return meaning;
    await this.store.change(it.id, (_, hand) => hand.drop(it.id));
    return 'done';
  }

  /** @param {string} id @param {(there: Kept) => Kept} make @returns {Promise<Kept | null>} */
  #change(id, make) {
    return this.store.change(id, (there, hand) => {
      if (!there) return null;
      const made = make(there);
      hand.put(made);
      return made;
    });
  }
}

/** What each blog's queue has at its head. @param {Kept[]} all */
export function firsts(all) {
  /** @type {Map<string, Kept>} */
  const heads = new Map();
  for (const it of queued(all)) if (!heads.has(it.slug)) heads.set(it.slug, it);
  return [...heads.values()];
}

/** Whatever waits to be published, in the order in which it was asked for. @param {Kept[]} all */
export function queued(all) {
  return all.filter((it) => it.queue).sort((a, b) => (a.queue?.order ?? 0) - (b.queue?.order ?? 0));
}
