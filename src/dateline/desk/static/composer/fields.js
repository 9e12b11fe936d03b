// @ts-check
/** What a post says beside its text: the fields of the form, as the content of a draft and back. */

import { asLink } from './addresses.js';
import { fit } from './paste/words.js';
import { line } from './text.js';
import { fromWall, toWall } from './zone.js';

const TIMES = /** @type {const} */ (['at', 'happened_at']);
const LINES = /** @type {const} */ (['headline', 'byline', 'note']);

/**
 * @typedef {{headline: string, byline: string, note: string, at: string | null, happened_at: string | null, key: boolean,
 *   pinned: boolean, standing: string, sources: {name: string, url: string}[], tags: string[]}} Said
 */

export class Fields {
  /** @type {Record<string, string | null>} The stamps as they came: a field shows no seconds. */
  #stamps = {};

  /** @param {HTMLFormElement} form @param {string} zone */
  constructor(form, zone) {
    this.form = form;
    this.zone = zone;
    this.rows = /** @type {HTMLElement} */ (form.querySelector('[data-sources]'));
    this.row = /** @type {HTMLTemplateElement} */ (form.querySelector('template[data-source]'));
    form.querySelector('[data-add-source]')?.addEventListener('click', () => this.addSource().querySelector('input')?.focus());
    this.rows.addEventListener('click', (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest('button');
      if (button) this.#dropSource(/** @type {HTMLElement} */ (button.closest('[data-row]')));
    });
    this.rows.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const target = /** @type {HTMLInputElement} */ (event.target);
      if (target.name === 'source_url') this.addSource().querySelector('input')?.focus();
      else this.#of(/** @type {HTMLElement} */ (target.closest('[data-row]')), 'url').focus();
    });
  }

  /** @param {string} name @returns {any} */
  field(name) { return this.form.elements.namedItem(name); }

  /** @returns {Said} */
  said() {
    const lines = Object.fromEntries(LINES.map((name) => [name, fit(this.field(name).value).trim()]));
    lines.headline = line(lines.headline);
    const times = Object.fromEntries(TIMES.map((name) => [name, this.#time(name)]));
    return /** @type {Said} */ ({
      ...lines, ...times, key: this.field('key').checked, pinned: this.field('pinned').checked,
      standing: this.field('standing').value, sources: this.#sources(), tags: this.#tags(),
    });
  }

  /** @param {Partial<Said>} said what is missing is empty */
  show(said) {
    for (const name of LINES) this.field(name).value = said[name] ?? '';
    for (const name of TIMES) {
      this.#stamps[name] = said[name] ?? null;
      this.field(name).value = toWall(said[name], this.zone);
    }
    this.field('key').checked = said.key ?? false;
    this.field('pinned').checked = said.pinned ?? false;
    this.field('standing').value = said.standing ?? 'reported';
    this.field('tags').value = (said.tags ?? []).join(', ');
    this.rows.replaceChildren();
    for (const source of said.sources ?? []) this.addSource(source);
    this.form.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
  }

  /** @param {{name: string, url: string}} [source] @returns {HTMLElement} */
  addSource(source) {
    const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.row.content.cloneNode(true)).firstElementChild);
    this.rows.append(row);
    if (source) for (const name of /** @type {const} */ (['name', 'url'])) this.#of(row, name).value = source[name] ?? '';
    return row;
  }

  /** The first field that cannot stand as it is, and why. @param {string} kind @returns {{field: HTMLElement, why: string} | null} */
  wrong(kind) {
    const headline = this.field('headline');
    if ([...headline.value.trim()].length > 300) return { field: headline, why: 'headline_too_long' };
    if (kind === 'correct' && !this.field('note').value.trim()) return { field: this.field('note'), why: 'note_missing' };
    for (const row of this.#rows()) {
      const url = this.#of(row, 'url');
      const address = url.value.trim() && asLink(url.value);
      if (address === null || (address && !/^https?:/i.test(address))) return { field: url, why: 'no_address' };
    }
    const tags = this.#tags();
    return tags.length > 10 || tags.some((tag) => [...tag].length > 40) ? { field: this.field('tags'), why: 'too_many_tags' } : null;
  }

  /** @param {HTMLElement} row */
  #dropSource(row) {
    const next = /** @type {HTMLElement | null} */ (row.nextElementSibling ?? row.previousElementSibling);
    row.remove();
    (next?.querySelector('input') ?? /** @type {HTMLElement} */ (this.form.querySelector('[data-add-source]'))).focus();
    this.form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** @param {'at' | 'happened_at'} name */
  #time(name) {
    const { value } = this.field(name);
    const stamp = this.#stamps[name];
    return stamp && value === toWall(stamp, this.zone) ? stamp : fromWall(value, this.zone);
  }

  #rows() { return /** @type {HTMLElement[]} */ ([...this.rows.children]); }

  /** @param {HTMLElement} row @param {'name' | 'url'} name @returns {HTMLInputElement} */
  #of(row, name) { return /** @type {HTMLInputElement} */ (row.querySelector(`[name="source_${name}"]`)); }

  /** A source that is only an address is called by its host. */
  #sources() {
    return this.#rows().map((row) => {
      const [name, url] = [fit(this.#of(row, 'name').value).trim(), this.#of(row, 'url').value.trim()];
      const address = url && (asLink(url) ?? url);
      return { name: name || (URL.canParse(address) ? new URL(address).host : address), url: address };
    }).filter(({ name }) => name);
  }

  #tags() {
    return [...new Set(fit(this.field('tags').value).split(/[,;\n]/).map((tag) => tag.trim()).filter(Boolean))];
  }
}
