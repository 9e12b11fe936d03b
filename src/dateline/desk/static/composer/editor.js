// @ts-check
/** The editor of a post's text. It knows nothing of drafts, of the page around it or of the network. */

import { EditorState, EditorView, NodeSelection, Plugin, Selection, dropCursor, gapCursor, history } from '../vendor/prosemirror.js';
import { findingsPlugin, setFindings } from './findings.js';
import { fixedView } from './fixed_view.js';
import { commands, keys } from './keys.js';
import { linkCommand } from './link.js';
import { pastePlugin } from './paste/plugin.js';
import { quoteView } from './quote_view.js';
import { typingRules } from './rules.js';
import { readDocument, writeDocument } from './schema.js';
import { slashMenu } from './slash.js';
import { plainText } from './text.js';

const FIXED = ['image', 'gallery', 'embed', 'table'];

/**
 * @typedef {{
 *   content?: any, language: string, labelledBy: string, words: Record<string, string>, linkDialog: HTMLDialogElement,
 *   onChange(): void, onUpdate(view: any): void, onLeave(): void, onTell(name: string): void,
 * }} Options `onChange` follows a change of the text, `onUpdate` also one of the selection
 * @typedef {{
 *   view: any, commands: Record<string, any>, content(): any, set(content: any): void, focus(): void, text(): string,
 *   setFindings(findings: import('./findings.js').Finding[], before: number): void, destroy(): void,
 * }} Editor
 */

/**
 * @param {HTMLElement} place @param {Options} options
 * @returns {Editor} its `set` throws a RangeError for a body that holds what this editor does not know
 */
export function createEditor(place, options) {
  const { language, words } = options;
  const all = { ...commands, link: linkCommand(options.linkDialog) };
  const leave = () => { options.onLeave(); return true; };
  const plugins = [
    slashMenu(words, all),
    findingsPlugin(),
    pastePlugin(options.onTell),
    typingRules(language),
    ...keys({ link: all.link, leave }),
    history(),
    dropCursor({ class: 'drop-cursor', color: false }),
    gapCursor(),
    new Plugin({ props: { attributes: attributes(options) } }),
  ];
  const state = (/** @type {any} */ content) => EditorState.create({ doc: readDocument(content), plugins });
  const view = new EditorView(place, {
    state: state(options.content ?? null),
    nodeViews: { quote: quoteView(words), ...Object.fromEntries(FIXED.map((name) => [name, fixedView(words)])) },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged) options.onChange();
      options.onUpdate(view);
    },
  });
  return {
    view,
    commands: all,
    content: () => writeDocument(view.state.doc),
    set(content) {
      view.updateState(state(content));
      options.onUpdate(view);
    },
    focus() {
      const { doc, selection } = view.state;
      // Where it was left; a new text at its end.
      if (selection instanceof NodeSelection || selection.head <= 1) view.dispatch(view.state.tr.setSelection(Selection.atEnd(doc)));
      view.focus();
    },
    text: () => plainText(view.state.doc).text,
    setFindings: (findings, before) => setFindings(view, findings, before),
    destroy: () => view.destroy(),
  };
}

/** @param {Options} options */
function attributes({ language, labelledBy, words }) {
  return (/** @type {any} */ state) => ({
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': labelledBy,
    lang: language,
    dir: 'auto',
    spellcheck: 'true',
    class: `editor${state.doc.childCount === 1 && state.doc.firstChild.isTextblock && !state.doc.firstChild.content.size ? ' empty' : ''}`,
    'data-placeholder': words.text_placeholder,
  });
}
