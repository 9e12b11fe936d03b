// @ts-check
/**
 * What can be done to one post, as a menu beside it (WAI-ARIA menu button pattern).
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {import('./source.js').Entry} Entry
 */

export class Menu {
  /** @type {Entry | null} */ #entry = null;
  /** @type {HTMLElement | null} */ #button = null;

  /** @param {ShadowRoot} root @param {Desk} desk @param {import('./deeds.js').Deeds} deeds */
  constructor(root, desk, deeds) {
    this.desk = desk;
    this.deeds = deeds;
    this.element = document.createElement('div');
    this.element.className = 'menu';
    this.element.setAttribute('role', 'menu');
    this.element.popover = 'auto';
    ({ lang: this.element.lang, dir: this.element.dir } = document.documentElement); // the list has the blog's
    root.append(this.element);
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('click', (event) => this.#chosen(event));
    this.element.addEventListener('toggle', (event) => this.#toggled(/** @type {ToggleEvent} */ (event)));
  }

  get isOpen() {
    return this.#entry !== null;
  }

  /** @param {Entry} entry @param {HTMLElement} button */
  open(entry, button) {
    this.#entry = entry;
    this.#button = button;
    this.element.setAttribute('aria-label', button.getAttribute('aria-label') ?? '');
    this.#fill(entry);
    this.element.showPopover();
    this.#put(button);
    this.#items()[0]?.focus();
  }

  /** A post has changed while its menu was open. @param {Entry} entry */
  renew(entry) {
    if (!this.#entry || this.#entry.id !== entry.id) return;
    const at = this.#items().indexOf(/** @type {any} */ (this.#root.activeElement));
    this.#entry = entry;
    this.#fill(entry);
    const items = this.#items();
    items[Math.max(0, Math.min(at, items.length - 1))]?.focus();
  }

  get #root() {
    return /** @type {ShadowRoot} */ (this.element.getRootNode());
  }

  #items() {
    return /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll('[data-deed]')]);
  }

  /** @param {Entry} entry */
  #fill(entry) {
    this.element.replaceChildren(
      ...this.deeds.of(entry).map(({ name, key, checked, apart }) => {
        const item = document.createElement('button');
        item.type = 'button';
        item.dataset.deed = name;
        item.tabIndex = -1;
        item.setAttribute('role', checked === undefined ? 'menuitem' : 'menuitemcheckbox');
        if (checked !== undefined) item.setAttribute('aria-checked', String(checked));
        if (apart) item.className = 'apart';
        const word = document.createElement('span');
        word.textContent = this.desk.words[name];
        item.append(word);
        if (key) {
          const hint = document.createElement('kbd');
          hint.textContent = key;
          item.append(hint);
          item.setAttribute('aria-keyshortcuts', key);
        }
        return item;
      }),
    );
  }

  /** Beside its button, and inside the window. On a phone it is a sheet at the lower edge. @param {HTMLElement} button */
  #put(button) {
    const { style } = this.element;
    style.top = style.left = '';
    if (matchMedia('(max-width: 40rem)').matches) return;
    const at = button.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.element;
    const below = at.bottom + 4 + offsetHeight <= innerHeight;
    style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - 4 - offsetHeight)}px`;
    style.left = `${Math.max(8, Math.min(at.right - offsetWidth, innerWidth - offsetWidth - 8))}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const items = this.#items();
    const at = items.indexOf(/** @type {HTMLElement} */ (event.target));
    const [next, before] = [at + 1, at - 1 + items.length];
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: next, ArrowUp: before, Home: 0, End: items.length - 1, j: next, k: before };
    const to = steps[event.key];
    if (to !== undefined) items[to % items.length]?.focus();
    else if (event.key === 'Tab' || event.key === 'Escape') this.close();
    else if (this.#entry && !event.ctrlKey && !event.metaKey && !event.altKey && this.#does(event.key)) return event.preventDefault();
    else return undefined;
    event.preventDefault();
    event.stopPropagation();
    return undefined;
  }

  /** @param {string} key */
  #does(key) {
    const found = this.#entry && this.deeds.of(this.#entry).find((deed) => deed.key === key);
    if (found) this.#do(found.name);
    return Boolean(found);
  }

  /** @param {Event} event */
  #chosen(event) {
    const item = /** @type {Element} */ (event.target).closest('[data-deed]');
    if (item instanceof HTMLElement) this.#do(item.dataset.deed ?? '');
  }

  /** @param {string} name */
  #do(name) {
    const entry = this.#entry;
    this.close();
    if (entry) this.deeds.do(name, entry);
  }

  close() {
    const button = this.#button;
    const inside = this.element.contains(this.#root.activeElement);
    this.element.hidePopover();
    if (inside) (button?.isConnected ? button.closest('.row')?.querySelector('article') : null)?.focus();
  }

  /** @param {ToggleEvent} event */
  #toggled(event) {
    this.#button?.setAttribute('aria-expanded', String(event.newState === 'open'));
    if (event.newState === 'closed') this.#entry = null;
  }
}
