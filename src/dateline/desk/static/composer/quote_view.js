// @ts-check
/** A quotation in the editor: its words, and below them who said it and what she is, as two fields. */

import { TextSelection } from '../vendor/prosemirror.js';
import { schema } from './schema.js';

const FIELDS = /** @type {const} */ (['speaker', 'role']);

/**
 * A node view's maker.
 * @param {Record<string, string>} words
 */
export const quoteView = (words) => (/** @type {any} */ node, /** @type {any} */ view, /** @type {() => number | undefined} */ place) =>
  new QuoteView(node, view, place, words);

class QuoteView {
  /** @param {any} node @param {any} view @param {() => number | undefined} place @param {Record<string, string>} words */
  constructor(node, view, place, words) {
    this.view = view;
    this.place = () => /** @type {number} */ (place()); // there is none only for a quotation that is gone, which hears nothing
    this.dom = document.createElement('figure');
    this.dom.className = 'quote';
    this.contentDOM = this.dom.appendChild(document.createElement('blockquote'));
    const caption = this.dom.appendChild(document.createElement('figcaption'));
    caption.contentEditable = 'false';
    this.inputs = FIELDS.map((name) => this.field(name, words[`quote_${name}`], caption));
    this.show(node);
  }

  /** @param {'speaker' | 'role'} name @param {string} label @param {HTMLElement} caption */
  field(name, label, caption) {
    const input = caption.appendChild(document.createElement('input'));
    input.type = 'text';
    input.name = name;
    input.maxLength = 2000;
    input.autocomplete = 'off';
    input.dir = 'auto';
    input.placeholder = label;
    input.setAttribute('aria-label', label);
    input.addEventListener('input', () => {
      this.view.dispatch(this.view.state.tr.setNodeAttribute(this.place(), name, input.value));
    });
    input.addEventListener('keydown', (event) => this.key(event, input));
    return input;
  }

  /** @param {KeyboardEvent} event @param {HTMLInputElement} input */
  key(event, input) {
    if (event.isComposing) return;
    const back = (event.key === 'Tab' && event.shiftKey) || event.key === 'ArrowUp' || event.key === 'Escape';
    const on = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey) || event.key === 'ArrowDown';
    if (event.ctrlKey || event.metaKey || event.altKey || (!back && !on)) return;
    event.preventDefault();
    event.stopPropagation();
    const next = this.inputs[this.inputs.indexOf(input) + (on ? 1 : -1)];
    if (next && event.key !== 'Escape') next.focus();
    else if (back) this.toWords();
    else this.leave();
  }

  toWords() {
    const { state } = this.view;
    const end = this.place() + state.doc.nodeAt(this.place()).nodeSize - 1;
    this.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(end), -1)));
    this.view.focus();
  }

  /** Into the paragraph below, which is made when there is none. */
  leave() {
    const { state } = this.view;
    const after = this.place() + state.doc.nodeAt(this.place()).nodeSize;
    const tr = state.tr;
    if (state.doc.resolve(after).nodeAfter?.type !== schema.nodes.paragraph) tr.insert(after, schema.nodes.paragraph.create());
    this.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
    this.view.focus();
  }

  /** @param {any} node */
  show(node) {
    FIELDS.forEach((name, i) => {
      if (this.inputs[i].value !== node.attrs[name]) this.inputs[i].value = node.attrs[name];
    });
  }

  /** @param {any} node */
  update(node) {
    if (node.type !== schema.nodes.quote) return false;
    this.show(node);
    return true;
  }

  /** @param {Event} event */
  stopEvent(event) { return event.target instanceof HTMLInputElement; }

  /** @param {{type: string, target: globalThis.Node}} mutation */
  ignoreMutation(mutation) { return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target); }
}
