// @ts-check
/**
 * What can be done to a post after it is published: offered by who asks and what the post is, done through the API.
 * The API decides; what is offered here only saves a refusal.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {import('./source.js').Entry} Entry
 * @typedef {{name: string, key?: string, checked?: boolean, apart?: boolean}} Offer
 * @typedef {{id: string, revision: number}} Target
 */

import { ask } from './asking.js';
import { showCopies } from './copies.js';
import { holdKeys } from './held.js';
import { openHistory } from './history.js';
import { Receipts } from './receipt.js';

const PATIENCE = 10_000; // milliseconds for which what is typed is held on a line that hangs

export class Deeds {
  /** @type {Promise<boolean>} */ #turn = Promise.resolve(true);

  /** @param {HTMLElement} element @param {Desk} desk */
  constructor(element, desk) {
    this.element = element;
    this.desk = desk;
    this.receipts = new Receipts(element, desk);
    this.said = /** @type {HTMLElement} */ (element.querySelector('#timeline-said'));
    this.trouble = /** @type {HTMLElement} */ (element.querySelector('#deed-trouble'));
  }

  /** What this person is offered to do to this post. @param {Entry} entry @returns {Offer[]} */
  of(entry) {
    const editor = this.desk.role !== 'reporter';
    const stands = entry.state === 'shown' || entry.state === 'corrected';
    /** @type {Offer[]} */
    const offers = [];
    if (editor && stands) {
      if (entry.withdraw_for > 0) offers.push({ name: 'withdraw', key: 'z' });
      offers.push(
        { name: 'edit', key: 'e' },
        { name: 'correct', key: 'c' },
        { name: 'pin', key: 'p', checked: entry.pinned, apart: true },
        { name: 'key', key: 'i', checked: entry.key },
        { name: 'unverified', key: '1', checked: entry.standing === 'unverified', apart: true },
        { name: 'reported', key: '2', checked: entry.standing === 'reported' },
        { name: 'confirmed', key: '3', checked: entry.standing === 'confirmed' },
      );
    }
    offers.push({ name: 'history', key: 'h', apart: true });
    if (stands || entry.state === 'retracted') offers.push({ name: 'open', key: 'o' });
    if (editor && stands) offers.push({ name: 'retract', key: 'r', apart: true });
    if (editor && entry.state !== 'removed') offers.push({ name: 'takedown', key: 'x', apart: !stands });
    return offers;
  }

  /** Whether this key means a deed that is offered; it is then done. @param {string} key @param {Entry} entry */
  byKey(key, entry) {
    const offer = this.of(entry).find((one) => one.key === key);
    if (offer) this.do(offer.name, entry);
    return offer !== undefined;
  }

  /** @param {string} name @param {Entry} entry */
  do(name, entry) {
    this.#complain('');
    switch (name) {
      case 'edit':
      case 'correct':
        return this.#write(`post:${name}`, entry);
      case 'pin':
        return this.#send('PUT', entry, 'flags', () => ({ pinned: !entry.pinned }), ({ pinned }) => (pinned ? 'did_pin' : 'did_unpin'));
      case 'key':
        return this.#send('PUT', entry, 'flags', () => ({ key: !entry.key }), ({ key }) => (key ? 'did_key' : 'did_unkey'));
      case 'unverified':
      case 'reported':
      case 'confirmed':
        return this.#send('PUT', entry, '', () => ({ standing: name }), () => 'did_standing');
      case 'history':
        return openHistory(this.element, this.desk, entry);
      case 'open':
        return window.open(`/${this.desk.slug}/p/${entry.id}`, '_blank', 'noopener');
      case 'withdraw':
        return this.withdraw(entry);
      default:
        return this.#retract(entry, name === 'takedown');
    }
  }

  /** @param {Target} post */
  withdraw(post) {
    return this.#send('POST', post, 'withdrawal', () => undefined, () => 'did_withdraw');
  }

  /** Have the composer open the post as it is now. @param {string} event @param {Entry} entry */
  async #write(event, entry) {
    const letGo = holdKeys();
    const signal = AbortSignal.timeout(PATIENCE);
    const { status, data } = await this.desk.api('GET', `/blogs/${this.desk.slug}/posts/${entry.id}`, undefined, { signal });
    if (status === 200) this.desk.emit(event, { post: data });
    else this.#refused(status, data);
    letGo(status === 200);
  }

  /** @param {Entry} entry @param {boolean} takedown */
  async #retract(entry, takedown) {
    const dialog = /** @type {HTMLDialogElement} */ (this.element.querySelector(takedown ? '#takedown' : '#retract'));
    const copies = /** @type {HTMLElement | null} */ (dialog.querySelector('[data-copies]'));
    if (copies) showCopies(copies, this.desk, entry.id);
    const reason = await ask(dialog, entry.headline, takedown ? [this.desk.slug, entry.headline] : []);
    if (reason === null) return;
    const done = takedown ? 'did_takedown' : 'did_retract';
    await this.#send('POST', entry, 'retraction', () => ({ reason, takedown }), () => done);
  }

  /**
   * One deed after the other: two keys in a row are two deeds, and the second is about what the first has made.
   * @param {string} method @param {Target} post @param {string} below @param {() => any} body asked when its turn comes
   * @param {(post: any) => string} done the word for what was done
   * @returns {Promise<boolean>}
   */
  #send(method, post, below, body, done) {
    this.#turn = this.#turn.then(() => this.#ask(method, post, below, body(), done));
    return this.#turn;
  }

  /** @param {string} method @param {Target} post @param {string} below @param {any} body @param {(post: any) => string} done */
  async #ask(method, post, below, body, done) {
    const path = `/blogs/${this.desk.slug}/posts/${post.id}${below && '/'}${below}`;
    const { status, data } = await this.desk.api(method, path, body, { revision: post.revision });
    if (status !== 200) {
      this.#refused(status, data);
      return false;
    }
    const { revision, key, pinned, standing } = data;
    Object.assign(post, { revision, key, pinned, standing });
    this.said.textContent = this.desk.words[done(data)];
    this.desk.emit('pulse');
    if (below === 'retraction' || below === 'withdrawal') this.receipts.show(data.cursor);
    return true;
  }

  /** @param {number} status @param {any} problem */
  #refused(status, problem) {
    const { words } = this.desk;
    const stale = problem?.current !== undefined;
    this.#complain(status === 0 ? words.deed_unsent : stale ? words.deed_stale : problem?.detail ?? words.deed_failed);
    if (stale) this.desk.emit('pulse');
  }

  /** @param {string} said */
  #complain(said) {
    const text = /** @type {HTMLElement} */ (this.trouble.querySelector('p'));
    this.trouble.hidden = !said;
    text.textContent = said;
  }
}
