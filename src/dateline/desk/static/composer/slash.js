// @ts-check
/** The menu behind `/` at the start of a block: filtered by typing on, worked by the arrows and Enter, or by a finger. */

import { Plugin, PluginKey } from '../vendor/prosemirror.js';
import { schema } from './schema.js';

const ENTRIES = /** @type {const} */ (['quote', 'bullets', 'numbers', 'heading', 'subheading', 'rule', 'link']);
const ASKED = /^\/([^\s/]{0,20})$/;
/** @type {any} */
const KEY = new PluginKey('slash');
const LIST = 'slash-menu';

/** @typedef {{asked: string, from: number, to: number, chosen: number, dismissed: boolean}} Menu */

/**
 * @param {Record<string, string>} words `do_quote` and so on name the entries, `slash_menu` the list
 * @param {Record<string, (state: any, dispatch?: any, view?: any) => boolean>} commands by entry
 */
export function slashMenu(words, commands) {
  const fold = (/** @type {string} */ text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const found = (/** @type {string} */ asked) =>
    ENTRIES.filter((name) => fold(words[`do_${name}`]).split(/\s+/).concat(name).some((word) => word.startsWith(fold(asked))));

  /** @param {any} view @param {Menu} menu @param {string} name */
  const run = (view, menu, name) => {
    view.dispatch(view.state.tr.delete(menu.from, menu.to));
    commands[name](view.state, view.dispatch, view);
    if (name !== 'link') view.focus();
  };

  return new Plugin({
    key: KEY,
    state: {
      init: () => null,
      /** @param {any} tr @param {Menu | null} before @returns {Menu | null} */
      apply(tr, before) {
        const { $cursor, $from } = tr.selection;
        const asked = $cursor && $from.parent.type === schema.nodes.paragraph && ASKED.exec($from.parent.textContent);
        if (!asked || $from.parentOffset !== $from.parent.content.size) return null;
        if (!before && !tr.docChanged) return null; // walking over a slash opens nothing
        const change = tr.getMeta(KEY) ?? {};
        return {
          asked: asked[1], from: $from.start(), to: $from.pos,
          chosen: before && before.asked === asked[1] ? before.chosen : 0, dismissed: before?.dismissed ?? false, ...change,
        };
      },
    },
    view: (view) => new MenuView(view, found, words, run),
    props: {
      /** @returns {Record<string, string>} */
      attributes: (state) => {
        const menu = KEY.getState(state);
        const entries = menu && !menu.dismissed ? found(menu.asked) : [];
        return entries.length ? { 'aria-controls': LIST, 'aria-activedescendant': `${LIST}-${entries[menu.chosen]}` } : {};
      },
      handleKeyDown(view, event) {
        const menu = KEY.getState(view.state);
        const entries = menu && !menu.dismissed ? found(menu.asked) : [];
        if (!entries.length || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
        const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (move) {
          const chosen = (menu.chosen + move + entries.length) % entries.length;
          view.dispatch(view.state.tr.setMeta(KEY, { chosen }));
        } else if (event.key === 'Enter' || event.key === 'Tab') run(view, menu, entries[menu.chosen]);
        else if (event.key === 'Escape') view.dispatch(view.state.tr.setMeta(KEY, { dismissed: true }));
        else return false;
        return true;
      },
    },
  });
}

class MenuView {
  /**
   * @param {any} view @param {(asked: string) => readonly string[]} found @param {Record<string, string>} words
   * @param {(view: any, menu: Menu, name: string) => void} run
   */
  constructor(view, found, words, run) {
    this.found = found;
    this.words = words;
    this.list = document.createElement('ul');
    this.list.id = LIST;
    this.list.className = 'slash-menu';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', words.slash_menu);
    this.list.hidden = true;
    view.dom.parentNode.append(this.list);
    // Before the editor loses its focus to it.
    this.list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      const name = /** @type {HTMLElement} */ (event.target).closest('li')?.dataset.do;
      if (name) run(view, KEY.getState(view.state), name);
    });
  }

  /** @param {any} view */
  update(view) {
    const menu = KEY.getState(view.state);
    const entries = menu && !menu.dismissed ? this.found(menu.asked) : [];
    this.list.hidden = !entries.length;
    if (!entries.length) return;
    this.list.replaceChildren(...entries.map((name, i) => this.entry(name, i === menu.chosen)));
    const { left, bottom } = view.coordsAtPos(menu.from);
    const place = this.list.offsetParent?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
    const room = Math.max(place.width - this.list.offsetWidth, 0);
    this.list.style.left = `${Math.min(Math.max(left - place.left, 0), room)}px`;
    this.list.style.top = `${bottom - place.top + 4}px`;
  }

  /** @param {string} name @param {boolean} chosen */
  entry(name, chosen) {
    const entry = document.createElement('li');
    entry.id = `${LIST}-${name}`;
    entry.dataset.do = name;
    entry.setAttribute('role', 'option');
    entry.setAttribute('aria-selected', String(chosen));
    entry.textContent = this.words[`do_${name}`];
    return entry;
  }

  destroy() { this.list.remove(); }
}
