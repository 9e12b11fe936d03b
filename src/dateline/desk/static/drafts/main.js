// @ts-check
/**
 * Never lose a word: what is written is kept in this browser, then at the desk, then published, once.
 *
 * Hears 'draft:shown' {id}, 'draft:changed' {draft}, 'begun', 'publish' {draft}, 'draft:open' {draft}, 'post:edit' and
 * 'post:correct' {post}, 'post' {entry}, 'ready', 'pulse'. Tells 'draft:open' {draft},
 * 'queued' {draft}, 'submitted' {draft}, 'sent' {draft, post}, 'refused' {draft, problem}, 'post:erased' {post},
 * 'back' when a login that had ended is there again.
 * @typedef {import('./shapes.js').Desk} Desk
 * @typedef {import('./shapes.js').Draft} Draft
 * @typedef {import('./shapes.js').Kept} Kept
 */

import { Gathering } from './gathering.js';
import { Panel } from './panel.js';
import { Presence } from './presence.js';
import { Sender } from './sender.js';
import { onLeft } from './last.js';
import { beforeLeaving } from './leaving.js';
import { isEmpty, kept, renamed, same } from './shapes.js';
import { openStore } from './store.js';
import { keepOffline } from './offline.js';
import { Writing } from './writing.js';

const HEARD = ['draft:shown', 'draft:changed', 'publish', 'draft:open', 'begun', 'ready'];
const HOUR = 3_600_000; // milliseconds: what was left within it opens by itself

/** @param {HTMLElement} element @param {Desk} desk */
export function mount(element, desk) {
  const early = /** @type {[string, any][]} */ ([]);
  const off = HEARD.map((event) => desk.on(event, (detail) => early.push([event, detail])));
  openStore(desk.person).then((store) => {
    off.forEach((stop) => stop());
    const drafts = new Drafts(element, desk, store);
    for (const [event, detail] of early) drafts.hear(event, detail);
  });
  keepOffline(element, desk);
}

class Drafts {
  #order = 0;
  #opening = '';
  #wasEnded = false;
  #isPickedUp = false;
  #turns = 0; // how often the writer has typed, or turned to something else

  /** @param {HTMLElement} element @param {Desk} desk @param {import('./store.js').Store} store */
  constructor(element, desk, store) {
    this.desk = desk;
    this.store = store;
    this.presence = new Presence(desk.person);
    this.writing = new Writing(desk.person, store, () => this.#written());
    this.sender = new Sender(desk, store, {
      line: () => this.#told(),
      sent: (it, post) => this.#sent(it, post),
      refused: (it) => desk.emit('refused', { draft: it.draft, problem: it.queue?.problem }),
      parted: (from, to) => this.#parted(from, to),
      renamed: (from, to) => this.#renamed(from, to),
      erased: (it) => this.#erased(it),
    });
    this.gathering = new Gathering(desk, store, {
      heard: (outcome) => this.sender.heard(outcome),
      renewed: (it) => this.#renewed(it),
    });
    this.panel = new Panel(element, this);
    store.onChange(() => this.panel.draw());
    for (const event of [...HEARD, 'pulse', 'post', 'post:edit', 'post:correct']) desk.on(event, (detail) => this.hear(event, detail));
    const flush = () => this.writing.flush();
    beforeLeaving(flush);
    onLeft(desk.person, () => this.writing.takeIn().then(() => this.sender.run()));
    addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
    addEventListener('beforeunload', (event) => this.panel.isUnsafe && event.preventDefault());
  }

  /** @param {string} event @param {any} detail */
  hear(event, detail) {
    if (event === 'draft:changed' || event === 'draft:shown') this.#turns += 1;
    if (event === 'draft:changed') this.#changed(detail.draft);
    else if (event === 'draft:shown') this.#shown(detail.id);
    else if (event === 'publish') this.#asked(detail.draft);
    else if (event === 'draft:open') this.writing.after(this.#opened(detail.draft));
    else if (event === 'post:edit' || event === 'post:correct') this.#passedOver(detail.post.id);
    else if (event === 'post' && detail.entry.state === 'removed') this.#takenDown(detail.entry.id);
    else if (event === 'pulse' && document.visibilityState === 'visible') this.gathering.run();
    else if (event === 'begun') this.writing.isTouched = true;
    else if (event === 'ready') this.#pickUp();
  }

  /** Give a draft to the composer. @param {Kept} it */
  open(it) {
    this.writing.opened(it);
    this.presence.at(it.id);
    this.#opening = it.id;
    this.desk.emit('draft:open', { draft: it.draft });
    this.#opening = '';
    this.panel.draw();
  }

  /**
   * Take back what waits to be published, unless it has gone already, which an answer on its way has yet to tell. Whoever
   * writes something else by then finds it among the unfinished. @param {string} id
   */
  async takeBack(id) {
    const turns = this.#turns;
    const back = await this.sender.alone(() => this.#change(id, (it) => (it.queue ? { ...it, queue: null } : it)));
    if (back && !back.sent && turns === this.#turns) this.open(back);
    this.sender.run();
  }

  /** Send again what was refused. @param {string} id */
  async sendAgain(id) {
    await this.#change(id, (it) => (it.queue ? { ...it, queue: { ...it.queue, problem: null } } : it));
    this.sender.run();
  }

  /**
   * Go on with what was refused as a change of the post as it now stands. Under a new name: the old one was published.
   * A correction whose note readers have been told already is an edit now: they are not told twice.
   * @param {Kept} it @param {any} post as the API tells it
   */
  async bringForward(it, { id, revision, corrections }) {
    const isTold = corrections.some((/** @type {any} */ { note }) => note === it.draft.content.note);
    const kind = it.draft.kind === 'correct' && !isTold ? 'correct' : 'edit';
    const made = kept({ ...renamed(it.draft), kind, post: id, revision });
    await this.store.change(it.id, (_, hand) => {
      hand.put(made);
      hand.put({ ...it, queue: null, gone: true });
    });
    this.open(made);
    this.sender.run();
  }

  /** Throw a draft away. @param {string} id */
  async drop(id) {
    await this.#change(id, (it) => ({ ...it, gone: true, queue: null }));
    this.sender.run();
  }

  /** Bring back what was thrown away a moment ago, under another name: that one may just be going. @param {Kept} was */
  async bringBack(was) {
    const made = kept(renamed(was.draft));
    await this.store.change(made.id, (_, hand) => hand.put(made));
    this.sender.run();
  }

  /** Hand a submitted draft back to whoever wrote it. @param {string} id */
  async sendBack(id) {
    await this.#change(id, (it) => ({ ...it, rev: it.rev + 1, draft: { ...it.draft, state: 'draft' } }));
    this.sender.run();
  }

  /** Make one's own submitted draft a draft again. @param {string} id */
  async withdraw(id) {
    const now = await this.#change(id, (it) => ({ ...it, rev: it.rev + 1, draft: { ...it.draft, state: 'draft' } }));
    if (now) this.open(now);
    this.sender.run();
  }

  /** Drafts that are open in another window of this browser. */
  openElsewhere() {
    return this.presence.others(this.writing.nameOf(this.writing.current));
  }

  /** The line to the desk has changed. */
  #told() {
    const ended = this.sender.line === 'ended';
    if (this.#wasEnded && !ended) this.desk.emit('back');
    this.#wasEnded = ended;
    this.panel.draw();
  }

  /** @param {Draft} draft */
  #changed(draft) {
    this.writing.changed(draft);
    this.panel.draw();
  }

  #written() {
    this.presence.at(this.writing.nameOf(this.writing.current));
    if (this.store.isKept) this.sender.soon();
    else this.sender.run();
  }

  /** The writer wants it published; a reporter's goes to the editors. @param {Draft} draft */
  async #asked(draft) {
    const isReporter = this.desk.role === 'reporter';
    this.#order = Math.max(Date.now(), this.#order + 1);
    const queue = { order: this.#order, since: new Date().toISOString(), problem: null };
    const it = await this.writing.settle(draft, isReporter ? { state: 'submitted' } : { queue });
    this.presence.at('');
    this.desk.emit(isReporter ? 'submitted' : 'queued', { draft: it.draft });
    this.sender.run();
  }

  /**
   * The composer was given a draft by another part: a colleague's, which is taken by that, or one that was refused.
   * @param {Draft} draft
   */
  async #opened(draft) {
    if (this.#opening === draft.id) return; // by open(), which knows it already
    const it = await this.store.change(draft.id, (there, hand) => {
      const made = there ? reopened(there, draft) : kept(draft, { version: draft.version ?? 0 });
      hand.put(made);
      return made;
    });
    this.writing.opened(it);
    this.presence.at(it.id);
    this.sender.soon();
  }

  /** The composer has turned to another draft. @param {string} id */
  async #shown(id) {
    await this.writing.flush();
    this.writing.current = id;
    this.presence.at(this.writing.nameOf(id));
    this.panel.draw();
  }

  /** Somebody goes on with the post as it now stands: what was refused of it waits no longer. @param {string} post */
  async #passedOver(post) {
    const refused = (await this.store.all()).filter((it) => it.queue?.problem && it.draft.post === post);
    for (const { id } of refused) await this.#change(id, (it) => ({ ...it, queue: null }));
    this.sender.run();
  }

  /** A post's text is erased everywhere, and so what is here of it. @param {string} post */
  async #takenDown(post) {
    const about = (await this.store.all()).filter((it) => it.slug === this.desk.slug && (it.draft.post ?? it.sent) === post);
    for (const it of about) {
      await this.store.change(it.id, (_, hand) => hand.drop(it.id));
      this.#erased(it);
    }
    this.desk.emit('post:erased', { post });
  }

  /** @param {Kept} it */
  #erased(it) {
    this.panel.forget(it);
    if (this.writing.holds(it)) this.desk.emit('post:erased', { post: it.draft.post });
  }

  /** @param {Kept} it @param {any} post */
  #sent(it, post) {
    this.panel.published(it, post);
    this.desk.emit('sent', { draft: it.draft, post });
  }

  /** Two windows wrote the same draft: whoever has it in hand here goes on with the copy. @param {Kept} from @param {Kept} to */
  #parted(from, to) {
    this.#renamed(from, to);
    this.panel.parted(to);
  }

  /** @param {Kept} from @param {Kept} to */
  #renamed(from, to) {
    if (!this.writing.holds(from)) return;
    this.writing.rename(from.id, to);
    this.presence.at(to.id);
  }

  /** A newer text of it has come from elsewhere. Under somebody's hands it is not put. @param {Kept} it */
  #renewed(it) {
    if (this.writing.holds(it) && !document.hasFocus()) this.open(it);
  }

  /** Go on with what was left last, if that was within the hour. */
  async #pickUp() {
    if (this.#isPickedUp) return;
    this.#isPickedUp = true;
    await this.writing.takeIn();
    await this.gathering.run();
    const all = await this.store.all();
    for (const it of all) if (isEmpty(it.draft) && !it.queue && !it.gone && !it.sent) await this.drop(it.id);
    const elsewhere = await this.openElsewhere();
    const mine = `person:${this.desk.person}`;
    const [newest] = all
      .filter((it) => it.slug === this.desk.slug && !it.queue && !it.gone && !it.sent && !isEmpty(it.draft) && !elsewhere.has(it.id))
      .filter((it) => it.draft.state === 'draft' || it.draft.taken?.id === mine)
      .sort((a, b) => b.draft.updated.localeCompare(a.draft.updated));
    if (newest && !this.writing.isTouched && Date.now() - Date.parse(newest.draft.updated) < HOUR) this.open(newest);
    this.panel.draw();
    this.sender.run();
  }

  /** @param {string} id @param {(it: Kept) => Kept} make @returns {Promise<Kept | null>} */
  #change(id, make) {
    return this.store.change(id, (there, hand) => {
      if (!there) return null;
      const made = make(there);
      hand.put(made);
      return made;
    });
  }
}

/** @param {Kept} there @param {Draft} draft @returns {Kept} */
function reopened(there, draft) {
  const { version, author, taken } = there.draft;
  const told = { ...there.draft, ...draft, version, author, taken };
  const isNew = !same(there.draft, told) || there.draft.revision !== told.revision;
  return { ...there, queue: null, trouble: null, draft: told, rev: there.rev + (isNew ? 1 : 0) };
}
