// @ts-check
/**
 * Follows a blog, on any page of any site, and touches nothing of that page: one stream for all tabs of a browser, or
 * polling where streams fail; each change once and in order, whatever the network does.
 *
 * @typedef {{op: 'put' | 'drop', id: string, before: string | null, html: string} | {op: 'head', html: string}} Op
 * @typedef {{cursor: string, ops: Op[]}} Delta A beat has no operations.
 *
 * @typedef {object} Follower Where the page stands, and what it is told.
 * @property {string} origin `https://news.example`, without a slash at its end
 * @property {string} slug
 * @property {string} cursor How far the page stands: `epoch.seq`
 * @property {(deltas: Delta[]) => void} deltas What is new, oldest first; all that has come by then, at once.
 * @property {() => Promise<string>} reset Takes over a new copy of the page, and gives its cursor. It throws where that
 *   cannot be had, and is asked again.
 * @property {(lost: boolean) => void} lost The blog has been out of reach for some seconds, or is within it again.
 * @property {() => void} closed The blog has ended. (When its end comes as a delta, whoever sees that calls `rest`.)
 */

const SILENCE = 31; // seconds without a sign of life: two beats, and less than 40 with all that follows in other tabs
const PATIENCE = 4; // seconds without the server before the page speaks of it
const HIDDEN = 60; // seconds that a hidden tab keeps its stream
const TRIES = 3; // streams that fail in a row before polling
const TIMEOUT = 10; // seconds for a request
const LONGEST = 4; // seconds between two tries

/**
 * Follows from now on while the page lives. `rest` asks for nothing more until the reader comes back to a page that was
 * hidden; `cursor` is how far the follower has been told, or is about to be.
 * @param {Follower} follower
 */
export const follow = (follower) => new Line(follower);

/** A reply that is a success. @param {string} url */
export async function get(url) {
  const reply = await fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(TIMEOUT * 1000) });
  const wait = +(reply.headers.get('retry-after') ?? 0) || 0;
  if (!reply.ok) throw Object.assign(new Error(url), { wait });
  return reply;
}

/** Full jitter, so that readers who were cut off together do not come back together. @param {number} n */
const backoff = (n) => Math.random() * Math.min(LONGEST, 2 ** (n - 1));

class Line {
  life = new AbortController();
  /** @type {AbortController | undefined} While this tab has the stream, or waits for it. */
  place;
  /** @type {BroadcastChannel | undefined} */
  channel;
  /** @type {EventSource | undefined} */
  stream;
  failures = 0; // streams that failed since one was heard
  misses = 0; // requests that failed since one was answered
  interval = 10; // seconds between two requests, as the server says
  turn = 0;
  /** @type {Delta[]} */
  queue = [];
  /** @type {Record<string, number>} */
  timers = {};

  /** @param {Follower} follower */
  constructor(follower) {
    this.follower = follower;
    this.cursor = follower.cursor;
    this.path = `${follower.origin}/${follower.slug}`;
    this.attend();
    this.listen();
    if (document.hidden) this.turned();
  }

  /** What the page's life brings. */
  attend() {
    /** @param {string} names @param {(event: any) => void} deed */
    const on = (names, deed) =>
      names.split(' ').forEach((name) => addEventListener(name, deed, { capture: true, signal: this.life.signal }));
    on('visibilitychange', () => this.turned());
    on('online resume', this.back);
    on('pageshow', ({ persisted }) => persisted && this.back());
    on('pagehide freeze', this.rest);
    on('offline', () => this.follower.lost(true));
  }

  /** @param {string} name @param {number} seconds @param {() => void} deed */
  after(name, seconds, deed) {
    this.cancel(name);
    this.timers[name] = setTimeout(() => { this.cancel(name); deed(); }, seconds * 1000);
  }

  /** @param {string[]} names */
  cancel(...names) {
    for (const name of names) clearTimeout(this.timers[name]), delete this.timers[name];
  }

  /** Tells the follower what the stream has brought, then this. @param {Delta[]} deltas */
  tell(deltas) {
    const news = [...this.queue.splice(0), ...deltas];
    this.cursor = deltas.at(-1)?.cursor ?? this.cursor;
    if (news.length) this.follower.deltas(news);
  }

  catchUp = async () => {
    const asked = this.cursor;
    const reply = await (await get(`${this.path}/since/${asked}.json`)).json();
    this.interval = reply.poll;
    if (reply.reset) await this.renew();
    else if (this.cursor === asked) this.tell(reply.deltas); // or else the news have come another way meanwhile
    if (reply.state !== 'closed') return;
    this.rest();
    this.follower.closed();
  };

  /** History was replaced, or too much of it was missed. */
  renew = async () => {
    this.queue.length = 0;
    this.cursor = await this.follower.reset();
  };

  /**
   * Gets in line for the browser's one stream of the blog; the tab that has it passes its events on to the others.
   * @returns {Promise<void>}
   */
  async listen(steal = false) {
    this.hangUp();
    const { signal } = (this.place = new AbortController());
    const name = `dateline:${this.path}`;
    try {
      this.channel = new BroadcastChannel(name);
      this.channel.onmessage = ({ data: [event, news] }) => this.take(event, news);
      this.hail();
      await navigator.locks.request(name, steal ? { steal } : { signal }, () => this.hold(signal));
    } catch (/** @type {any} */ error) {
      if (signal.aborted) return;
      if (error.name === 'AbortError') return this.listen(); // another tab took it
      this.channel?.close(); // no locks here: a stream for each tab
      this.channel = undefined;
      this.hold(signal);
    }
  }

  /** @param {AbortSignal} signal */
  hold(signal) {
    return new Promise((done) => {
      if (signal.aborted) return done(signal);
      signal.onabort = done;
      this.stream = new EventSource(`${this.path}/stream?after=${this.cursor}`);
      this.stream.onerror = () => this.lost();
      for (const name of ['delta', 'beat', 'reset']) {
        this.stream.addEventListener(name, ({ data }) => {
          const news = JSON.parse(data);
          this.pass(name, news);
          this.take(name, news);
        });
      }
      this.watch();
    });
  }

  hangUp() {
    this.stream?.close();
    this.channel?.close();
    this.place?.abort();
    this.stream = this.channel = this.place = undefined;
    this.cancel('watch', 'stream');
  }

  /** @param {string} name @param {any} [news] */
  pass(name, news) {
    this.channel?.postMessage([name, news]);
  }

  /** @param {string} name @param {any} news */
  take(name, news) {
    if (name === 'hello') return this.stream && this.pass(this.failures ? 'lost' : 'beat', { cursor: this.cursor });
    this.watch();
    if (name === 'lost') return this.stream || this.lost();
    this.failures = this.misses = 0;
    this.cancel('next');
    this.away(false);
    if (name === 'reset') this.start(Math.random() * 2, this.renew);
    else this.receive(news);
  }

  watch() {
    this.after('watch', SILENCE, () => (this.stream ? this.lost(true) : this.hail()));
  }

  /** Calls the tab that has the stream. A suspended one gives no answer: then this tab takes it. */
  hail() {
    this.pass('hello');
    if (!this.stream) this.after('watch', PATIENCE * (1 + Math.random()), () => this.listen(true));
  }

  /** Takes the next delta; begins anew when one was missed. @param {Delta} event */
  receive(event) {
    const [[epoch, seq], [theirs, last]] = [this.cursor, event.cursor].map((cursor) => cursor.split('.'));
    const ahead = theirs === epoch ? +last - +seq : Infinity;
    if (ahead > 1 || (ahead === 1 && !event.ops)) this.start(Math.random());
    if (ahead !== 1 || !event.ops) return;
    this.cursor = event.cursor;
    this.queue.push(event);
    if (!this.timers.tell) this.after('tell', 0, () => this.tell([])); // all at once: each time costs a layout
  }

  lost(silent = false) {
    this.failures += 1;
    if (this.stream) this.pass('lost');
    if (this.failures < TRIES) this.away();
    // Cut off, the browser comes back by itself, and when the server has told it to.
    if (!silent && this.failures < TRIES && this.stream?.readyState !== EventSource.CLOSED) return;
    this.hangUp();
    if (this.failures < TRIES) return this.start(backoff(this.failures));
    this.after('stream', (0.5 + Math.random()) * Math.min(180, 2 ** (this.failures + 1)), () => this.listen());
    if (!this.timers.next) this.run(this.catchUp);
  }

  away(lost = true) {
    if (lost && !this.timers.away) this.after('away', PATIENCE, () => this.follower.lost(true));
    if (!lost) this.cancel('away'), this.follower.lost(false);
  }

  /** One request for what was missed, then the stream. */
  start(delay = 0, deed = this.catchUp) {
    this.rest();
    this.after('next', delay, () => this.run(deed));
  }

  /** @param {() => Promise<void>} deed */
  async run(deed) {
    const mine = ++this.turn;
    const wait = await deed().then(() => -1, (error) => error.wait ?? 0);
    this.away(wait >= 0);
    if (mine !== this.turn || (wait < 0 && this.place)) return;
    if (wait >= 0) return this.after('next', wait + backoff(++this.misses), () => this.run(deed));
    if (this.misses) this.failures = this.misses = 0; // the server was away, so it was not streams that failed
    if (this.failures < TRIES) this.listen();
    else this.after('next', this.interval * (0.8 + 0.4 * Math.random()), () => this.run(this.catchUp));
  }

  /** Asks for nothing until `start`. */
  rest = () => {
    this.turn += 1;
    this.hangUp();
    this.cancel('next');
  };

  back = () => {
    if (document.hidden) return;
    this.failures = this.misses = 0;
    this.start();
  };

  turned() {
    if (document.hidden) return this.after('hidden', HIDDEN, this.rest);
    this.cancel('hidden');
    if (this.place) this.hail();
    else if (!this.timers.next) this.back();
  }
}
