// @ts-check
/**
 * From the desk into this browser: drafts begun elsewhere, and what others have made of those that are here.
 * @typedef {import('./shapes.js').Desk} Desk
 * @typedef {import('./shapes.js').Draft} Draft
 * @typedef {import('./shapes.js').Kept} Kept
 * @typedef {import('./store.js').Store} Store
 */

import { meaning } from './requests.js';
import { kept } from './shapes.js';

export class Gathering {
  #mark = '';
  #busy = false;

  /** @param {Desk} desk @param {Store} store @param {{heard(outcome: string): void, renewed(kept: Kept): void}} tell */
  constructor(desk, store, tell) {
    this.desk = desk;
    this.store = store;
    this.tell = tell;
  }

  /** Ask once. One request at a time. */
  async run() {
    if (this.#busy) return;
    this.#busy = true;
    const before = new Map((await this.store.all()).map((it) => [it.id, it.version]));
    const path = `/blogs/${this.desk.slug}/drafts?known=${this.#mark}&person=${this.desk.person}`;
    const reply = await this.desk.api('GET', path, undefined, { signal: AbortSignal.timeout(10_000) });
    this.#busy = false;
    if (reply.status === 200 && reply.data.drafts) await this.#merge(reply.data.drafts, before);
    if (reply.status === 200) this.#mark = reply.data.mark;
    this.tell.heard(meaning(reply));
  }

  /** @param {Draft[]} drafts @param {Map<string, number>} before */
  async #merge(drafts, before) {
    const me = `person:${this.desk.person}`;
    const here = new Set(drafts.map((draft) => draft.id));
    for (const draft of drafts) {
      if (draft.author?.id === me || before.has(draft.id)) await this.#take(draft, before.has(draft.id));
    }
    for (const [id, version] of before) {
      if (version && !here.has(id)) await this.#leave(id, version);
    }
  }

  /** @param {Draft} draft @param {boolean} isKnown whether it was here when the desk was asked */
  async #take(draft, isKnown) {
    const { version } = draft;
    const renewed = await this.store.change(draft.id, (there, hand) => {
      if (!there) {
        if (isKnown) return null; // published or thrown away here while this answer was on its way
        hand.put(kept(draft, { saved: 1, version }));
        return null;
      }
      const isClean = there.saved === there.rev && !there.queue && !there.sent && !there.gone;
      if (!isClean || version <= there.version) return null;
      const made = { ...there, draft, version, window: '', rev: there.rev + 1, saved: there.rev + 1 };
      hand.put(made);
      return made;
    });
    if (renewed) this.tell.renewed(renewed);
  }

  /** It was at the desk and is not any more: published or thrown away elsewhere. @param {string} id @param {number} version */
  #leave(id, version) {
    return this.store.change(id, (there, hand) => {
      if (!there || there.slug !== this.desk.slug || there.version !== version || there.queue || there.sent) return;
      if (there.saved === there.rev) hand.drop(id);
      else hand.put({ ...there, version: 0 });
    });
  }
}
