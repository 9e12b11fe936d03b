// @ts-check
/**
 * When the copy desk is asked: at a pause of typing, about the newest text, and never about one that it has answered.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {import('../composer/main.js').Draft} Draft
 */

const PAUSE = 400; // milliseconds after the last key
const AGAIN = 10_000; // milliseconds after no answer came
const PATIENCE = 10_000; // milliseconds for an answer: what comes later is about a text that nobody writes any more

export class Asking {
  /** What is to be asked, as it is sent; the same text is asked about once. */
  #wanted = '';
  #answered = '';
  /** @type {any} */ #answer = null;
  #waiting = 0;
  /** @type {AbortController | null} */
  #under = null;

  /** @param {Desk} desk @param {(report: any) => void} tell */
  constructor(desk, tell) {
    this.desk = desk;
    this.tell = tell;
  }

  /** This is the text by now. @param {Draft} draft */
  about(draft) {
    const wanted = question(draft);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => this.#ask(), PAUSE);
  }

  /** The text is set anew, without what was underlined in it. */
  renewed() { this.#wanted = ''; }

  /** The same text once more: the settings are others. */
  again() {
    this.#answered = '';
    this.#ask();
  }

  /** Nothing is being written: what is on its way is of no use. */
  stop() {
    clearTimeout(this.#waiting);
    this.#wanted = this.#answered = '';
    this.#under?.abort();
  }

  async #ask() {
    const asked = this.#wanted;
    if (this.#under || !asked) return;
    if (asked === this.#answered) {
      this.tell(this.#answer); // what was underlined went with words that are back by now
      return;
    }
    const under = this.#under = new AbortController();
    const late = setTimeout(() => under.abort(), PATIENCE);
    const { status, data } = await this.desk.api('POST', `/blogs/${this.desk.slug}/check`, JSON.parse(asked), { signal: under.signal });
    clearTimeout(late);
    this.#under = null;
    const same = asked === this.#wanted;
    if (same && status === 200) {
      this.#answered = asked;
      this.#answer = data;
      this.tell(data);
    }
    // What is no answer changes nothing on the page: a text that cannot be read yet waits for its next word.
    if (same && status >= 200 && status < 500) return;
    clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => this.#ask(), same ? AGAIN : PAUSE);
  }
}

/** @param {Draft} draft */
function question({ kind, post, content: { headline, body, at } }) {
  return JSON.stringify({ headline: headline ?? '', body: body ?? null, ...(at && { at }), ...(kind !== 'new' && { post }) });
}
