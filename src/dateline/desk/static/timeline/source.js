// @ts-check
/**
 * What the timeline holds: the ids of its posts, newest first, and of those that somebody looks at, the posts.
 *
 * A delta of the readers' stream is shown at once, the very article that readers get; who did it is asked for behind it.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {{kind: string, at: string, actor: string, name: string}} Deed
 * @typedef {{id: string, revision: number, headline: string, at: string, published_at: string, before: string | null,
 *   key: boolean, pinned: boolean, standing: string, state: 'shown' | 'corrected' | 'retracted' | 'removed' | 'withdrawn',
 *   html: string, first: Deed, last: Deed, withdraw_for: number}} Entry
 * @typedef {{only: string, by: string, q: string}} Wanted
 */

const AT_ONCE = 50; // posts of one request
const PATIENCE = 80; // milliseconds: what a flick of the wheel passes over is never asked for

export class Source {
  /** @type {string[]} */ ids = [];
  /** @type {Map<string, Entry>} */ entries = new Map();
  /** @type {{key: string, name: string}[]} */ authors = [];
  /** @type {Wanted} */ wanted = { only: '', by: '', q: '' };
  #cursor = '';
  #syncing = false;
  #again = false;
  /** @type {Set<string>} */ #asked = new Set();
  #asking = 0;
  #listing = 0;

  /**
   * @param {Desk} desk
   * @param {{listed(): void, got(ids: string[]): void, came(id: string, index: number): void, went(id: string): void,
   *   trouble(status: number): void}} tell
   */
  constructor(desk, tell) {
    this.desk = desk;
    this.tell = tell;
    desk.on('change', ({ delta }) => this.#read(delta));
    desk.on('reset', () => this.list());
    desk.on('pulse', () => this.sync());
  }

  get filtered() {
    const { only, by, q } = this.wanted;
    return Boolean(only || by || q);
  }

  /** Ask for the whole list anew. What was asked before and comes later is passed over. */
  async list() {
    const turn = (this.#listing += 1);
    const query = new URLSearchParams(Object.entries(this.wanted).filter(([, value]) => value));
    const { status, data } = await this.desk.api('GET', `${this.#path}?${query}`);
    if (turn !== this.#listing) return;
    this.tell.trouble(status);
    if (status !== 200) return;
    if (epochOf(data.cursor) !== epochOf(this.#cursor)) this.entries.clear(); // another history: nothing of the old one holds
    this.#cursor = data.cursor;
    this.ids = data.ids;
    this.authors = data.authors;
    for (const entry of data.posts) this.entries.set(entry.id, entry);
    this.tell.listed();
  }

  /**
   * Have these posts soon. Each call takes the place of the one before.
   * @param {string[]} ids
   */
  want(ids) {
    clearTimeout(this.#asking);
    const missing = ids.filter((id) => !this.entries.has(id) && !this.#asked.has(id)).slice(0, AT_ONCE);
    if (missing.length) this.#asking = window.setTimeout(() => this.#ask(missing), PATIENCE);
  }

  /** @param {string[]} ids */
  async #ask(ids) {
    for (const id of ids) this.#asked.add(id);
    const { status, data } = await this.desk.api('GET', `${this.#path}/posts?ids=${ids.join(',')}`);
    for (const id of ids) this.#asked.delete(id);
    this.tell.trouble(status);
    if (status !== 200) return;
    for (const entry of data.posts) this.entries.set(entry.id, entry);
    this.tell.got(ids);
  }

  /** Learn what has changed since the last time. One request at a time; who asks meanwhile is served by the next. */
  async sync() {
    if (!this.#cursor) return;
    if (this.#syncing) {
      this.#again = true;
      return;
    }
    this.#syncing = true;
    const { status, data } = await this.desk.api('GET', `${this.#path}/posts?after=${this.#cursor}`);
    this.#syncing = false;
    this.tell.trouble(status);
    if (status === 200) this.#take(data);
    if (this.#again) {
      this.#again = false;
      this.sync();
    }
  }

  /** @param {{cursor: string, reset: boolean, posts: Entry[], blog: any}} data */
  #take(data) {
    this.desk.emit('state', data.blog);
    if (data.reset) {
      this.list();
      return;
    }
    this.#cursor = data.cursor;
    for (const entry of data.posts) {
      const was = this.entries.get(entry.id);
      if (was && was.revision > entry.revision) continue; // asked before our own deed was done
      this.entries.set(entry.id, entry);
      if (!this.filtered) this.#place(entry, was);
      this.desk.emit('post', { entry, was });
    }
    if (this.filtered && data.posts.length) this.list();
    if (data.posts.length) this.tell.got(data.posts.map((entry) => entry.id));
    // Asked for anew, so that what the worker keeps for days without a network holds no text that was erased.
    if (data.posts.some(({ state }) => state === 'removed')) this.desk.api('GET', this.#path);
  }

  /**
   * Put a post where it belongs: just above the next older one.
   * @param {Entry} entry @param {Entry | undefined} was
   */
  #place(entry, was) {
    const at = this.ids.indexOf(entry.id);
    if (at >= 0 && (!was || was.at === entry.at)) return;
    if (at >= 0) this.#remove(entry.id);
    const below = entry.before === null ? -1 : this.ids.indexOf(entry.before);
    const index = below < 0 ? this.ids.length : below;
    this.ids.splice(index, 0, entry.id);
    this.tell.came(entry.id, index);
  }

  /** @param {string} id */
  #remove(id) {
    this.ids.splice(this.ids.indexOf(id), 1);
    this.tell.went(id);
  }

  /** @param {{ops: {op: string, id: string, html: string}[]}} delta */
  #read({ ops }) {
    for (const op of ops) {
      const entry = op.op === 'put' ? this.entries.get(op.id) : undefined;
      if (op.op === 'put' && entry) {
        entry.html = op.html;
        this.tell.got([op.id]);
      }
    }
    this.sync();
  }

  get #path() {
    return `/blogs/${this.desk.slug}/timeline`;
  }
}

/** @param {string} cursor */
function epochOf(cursor) {
  return cursor.split('.')[0];
}
