// @ts-check
/**
 * What the server has measured of a correction or a retraction: where it is to be read, and who has been told.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

import { made } from './history.js';

const AGAIN = 1_000; // milliseconds
const LONGEST = 65_000; // milliseconds: the server looks for a minute
const NARROW = matchMedia('(max-width: 52rem)');

export class Receipts {
  #turn = 0;
  /** As somebody has turned it; else the measurements fold away on a phone once all is well, for they cover the posts. @type {boolean | null} */
  #isOpen = null;

  /** @param {HTMLElement} element @param {Desk} desk */
  constructor(element, desk) {
    this.desk = desk;
    this.place = /** @type {HTMLElement} */ (element.querySelector('#receipt'));
    desk.on('sent', ({ draft, post }) => draft.kind === 'correct' && post?.cursor && this.show(post.cursor));
  }

  /** Show the receipt of the change at this cursor until nothing more can come of it. @param {string} cursor */
  async show(cursor) {
    const turn = (this.#turn += 1);
    this.#isOpen = null;
    const until = performance.now() + LONGEST;
    while (turn === this.#turn && performance.now() < until) {
      const { status, data } = await this.desk.api('GET', `/blogs/${this.desk.slug}/receipts/${cursor}`);
      if (turn !== this.#turn) return;
      if (status === 200) this.#draw(data);
      if (status === 200 && data.done) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }

  /** @param {any} receipt */
  #draw(receipt) {
    const { words } = this.desk;
    const close = /** @type {HTMLButtonElement} */ (made('button', 'quiet', '×'));
    close.type = 'button';
    close.setAttribute('aria-label', words.receipt_close);
    close.addEventListener('click', () => {
      this.#turn += 1;
      this.place.hidden = true;
    });
    const head = made('header');
    head.append(made('h3', '', words[`receipt_${receipt.what}`]), close);
    const at = this.place.contains(document.activeElement) ? document.activeElement?.tagName : '';
    this.place.replaceChildren(head, this.#measured(receipt));
    this.place.hidden = false;
    if (at) (at === 'SUMMARY' ? this.place.querySelector('summary') : close)?.focus();
  }

  /** @param {any} receipt */
  #measured({ places, readers }) {
    const there = places.filter((/** @type {any} */ { state }) => state === 'carries');
    const isAll = there.length === places.length;
    const all = /** @type {HTMLDetailsElement} */ (made('details', isAll ? 'carries' : ''));
    const last = Math.max(...there.map((/** @type {any} */ { after }) => after));
    const summary = made('summary', '', isAll ? this.desk.words.after.replace('{n}', this.#seconds(last)) : `${there.length} / ${places.length}`);
    const list = made('ul');
    list.append(...places.map((/** @type {any} */ place) => this.#placed(place)));
    all.append(summary, list, ...this.#readers(readers));
    all.open = this.#isOpen ?? !(isAll && NARROW.matches);
    summary.addEventListener('click', () => {
      this.#isOpen = !all.open;
    });
    return all;
  }

  /** @param {any} place */
  #placed(place) {
    const { words } = this.desk;
    const item = made('li', place.state);
    const link = /** @type {HTMLAnchorElement} */ (made('a', '', words[`place_${place.name}`]));
    link.href = place.url;
    link.target = '_blank';
    link.rel = 'noopener';
    const said = words[`seen_${place.state}`].replace('{n}', this.#seconds(place.after));
    item.append(link, made('span', 'found', said));
    if (place.why) item.append(made('span', 'why', place.why));
    return item;
  }

  /** @param {any} readers */
  #readers({ counted, connected, passed, after }) {
    const { words } = this.desk;
    if (!counted) return [made('p', 'readers', words.readers_counting)];
    const share = connected ? Math.floor((100 * passed) / connected) : 100;
    const said = connected
      ? words.readers_passed.replace('{share}', String(share)).replace('{n}', String(connected))
      : words.readers_none;
    const told = made('p', 'readers', after === null || !connected ? said : `${said} ${words.after.replace('{n}', this.#seconds(after))}`);
    const bar = /** @type {HTMLMeterElement} */ (made('meter'));
    bar.max = 100;
    bar.value = share;
    bar.setAttribute('aria-label', words.readers_share);
    return [told, bar, made('p', 'why', words.readers_polling)];
  }

  /** @param {number | null} seconds */
  #seconds(seconds) {
    if (seconds === null) return '';
    return new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: seconds < 10 ? 1 : 0 }).format(seconds);
  }
}
