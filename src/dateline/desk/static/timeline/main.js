// @ts-check
/**
 * The timeline: every post as readers see it, who did what to it, and what can be done to it.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {import('./source.js').Entry} Entry
 */

import { Deeds } from './deeds.js';
import { mountConflict } from './conflict.js';
import { mountDrafts } from './drafts.js';
import { mountEvidence } from './evidence.js';
import { mountFilter } from './filter.js';
import { mountKeys } from './keys.js';
import { List } from './list.js';
import { Menu } from './menu.js';
import { makeRow, reach } from './row.js';
import { Source } from './source.js';
import { mountWithdrawal } from './withdrawal.js';

/** @param {HTMLElement} element @param {Desk} desk */
export function mount(element, desk) {
  const timeline = new Timeline(element, desk);
  mountFilter(element, desk, timeline.source);
  mountDrafts(element, desk, timeline);
  mountConflict(element, desk);
  mountWithdrawal(element, desk, timeline);
  mountKeys(timeline, desk);
  mountEvidence(timeline, desk);
  timeline.source.list();
}

export class Timeline {
  /** @type {string} */ current = '';
  /** How many drafts were handed in, while they alone are shown. @type {number | null} */ #drafts = null;
  #unseen = 0;

  /** @param {HTMLElement} element @param {Desk} desk */
  constructor(element, desk) {
    const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (element.querySelector(`#${id}`));
    this.desk = desk;
    this.scroller = find('timeline-scroller');
    this.count = find('timeline-count');
    this.trouble = find('timeline-trouble');
    this.news = find('timeline-new');
    this.place = find('timeline-list');
    this.source = new Source(desk, {
      listed: () => this.#listed(),
      got: (ids) => this.#got(ids),
      came: (id, index) => this.#came(id, index),
      went: () => this.list.set(this.source.ids),
      trouble: (status) => this.#troubled(status),
    });
    const rows = rowsIn(this.place, desk);
    this.list = new List(this.scroller, rows, (id, index) => this.#row(id, index), (ids) => this.source.want(ids));
    this.deeds = new Deeds(element, desk);
    this.menu = new Menu(/** @type {ShadowRoot} */ (rows.getRootNode()), desk, this.deeds);
    rows.addEventListener('click', (event) => this.#clicked(event));
    rows.addEventListener('focusin', (event) => this.#reached(event));
    this.news.addEventListener('click', () => this.toTop());
    this.scroller.addEventListener('scroll', () => this.list.isSeen(this.source.ids[0]) && this.#seen(), { passive: true });
  }

  /** The post that the keyboard is at. @returns {Entry | undefined} */
  get entry() {
    return this.source.entries.get(this.current);
  }

  /** Go so many posts down (or up), from the current one or from the top. @param {number} steps */
  step(steps) {
    const { ids } = this.source;
    const at = ids.indexOf(this.current);
    const away = !this.place.matches(':focus-within'); // then the first step is to come back to where one was
    this.go(ids[Math.max(0, Math.min(ids.length - 1, away ? at : at + steps))]);
  }

  /** @param {string | undefined} id */
  go(id) {
    const row = id === undefined ? undefined : this.list.reveal(id);
    if (row && id !== undefined) {
      this.#choose(id);
      row.querySelector('article')?.focus({ preventScroll: true });
    }
  }

  toTop() {
    this.scroller.scrollTop = 0;
    this.list.draw();
    this.go(this.source.ids[0]);
    this.#seen();
  }

  /** Open the menu of the current post. */
  openMenu() {
    const button = this.list.row(this.current)?.querySelector('.deeds');
    if (this.entry && button) this.menu.open(this.entry, /** @type {HTMLElement} */ (button));
  }

  /** @param {string} id @param {number} index */
  #row(id, index) {
    const { entries, ids } = this.source;
    const where = { id, index, total: ids.length, current: id === this.current, newer: entries.get(ids[index - 1]) };
    return makeRow(this.desk, entries.get(id), where);
  }

  #listed() {
    if (!this.source.ids.includes(this.current)) this.current = this.source.ids[0] ?? '';
    this.list.set(this.source.ids);
    this.list.renew([...this.source.entries.keys()]);
    this.#counted();
  }

  /** @param {string[]} ids */
  #got(ids) {
    const row = this.list.row(this.current);
    const focused = row?.contains(/** @type {ShadowRoot} */ (row.getRootNode()).activeElement);
    this.list.renew(ids);
    if (focused && ids.includes(this.current)) this.list.row(this.current)?.querySelector('article')?.focus({ preventScroll: true });
    if (this.entry) this.menu.renew(this.entry);
  }

  /** @param {string} id @param {number} index */
  #came(id, index) {
    this.list.set(this.source.ids);
    this.list.renew(this.source.ids.slice(index + 1, index + 2)); // whose day may now stand above another
    this.list.row(id)?.classList.add('fresh');
    if (index < 3 && !this.list.isSeen(id)) {
      this.#unseen += 1;
      this.news.hidden = false;
      this.news.textContent = this.desk.words.new_posts.replace('{n}', String(this.#unseen));
    }
    this.#counted();
  }

  #seen() {
    this.#unseen = 0;
    this.news.hidden = true;
  }

  /** Show the drafts that were handed in and nothing else; null for posts again. @param {number | null} drafts */
  onlyDrafts(drafts) {
    this.#drafts = drafts;
    this.#counted();
  }

  #counted() {
    const { source, desk: { words } } = this;
    const found = this.#drafts ?? source.ids.length;
    const said = this.#drafts !== null || source.filtered ? words.posts_found : words.posts_in_all;
    const none = this.#drafts === null ? words.no_posts : words.no_drafts;
    this.count.textContent = found ? said.replace('{n}', new Intl.NumberFormat(document.documentElement.lang).format(found)) : none;
  }

  /** @param {number} status */
  #troubled(status) {
    const { words } = this.desk;
    const ended = status === 401 || status === 403;
    const said = ended ? words.logged_out : status === 0 ? words.no_server : status >= 400 ? words.no_list : '';
    this.trouble.hidden = !said;
    if (this.trouble.textContent !== said) this.trouble.textContent = said;
    this.desk.emit('login', { ended });
  }

  /** @param {string} id */
  #choose(id) {
    const before = this.list.row(this.current);
    if (before) reach(before, false);
    this.current = id;
    const now = this.list.row(id);
    if (now) reach(now, true);
  }

  /** @param {Event} event */
  #reached(event) {
    const row = /** @type {Element} */ (event.target).closest('[data-id]');
    if (row instanceof HTMLElement && row.dataset.id !== this.current) this.#choose(row.dataset.id ?? '');
  }

  /** @param {Event} event */
  #clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const row = target.closest('[data-id]');
    if (!(row instanceof HTMLElement)) return;
    this.#choose(row.dataset.id ?? '');
    if (target.closest('.deeds')) this.openMenu();
  }
}

/** The list's place, in a shadow root where the readers' own style sheet holds. @param {HTMLElement} place @param {Desk} desk */
function rowsIn(place, desk) {
  const root = place.attachShadow({ mode: 'open' });
  for (const address of [place.dataset.sheet, place.dataset.own]) {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = address ?? '';
    root.append(sheet);
  }
  const rows = document.createElement('ul');
  rows.className = 'rows';
  rows.setAttribute('role', 'list');
  rows.setAttribute('aria-label', desk.words.posts);
  root.append(rows);
  return rows;
}
