// @ts-check
/** What keys do in the text, and the commands that they share with the toolbar and the slash menu. */

import {
  TextSelection, baseKeymap, chainCommands, keymap, lift, liftEmptyBlock, liftListItem, redo, setBlockType, sinkListItem,
  splitListItem, toggleMark, undo, undoInputRule, wrapIn, wrapInList,
} from '../vendor/prosemirror.js';
import { schema } from './schema.js';

const { nodes, marks } = schema;
/** @typedef {(state: any, dispatch?: (tr: any) => void, view?: any) => boolean} Command */

/** Where the cursor lies within a block of a kind. @param {any} state @param {any} type @returns {any} */
export function within(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth) };
  }
  return null;
}

/** @param {any} type @returns {Command} */
const toggleList = (type) => (state, dispatch) =>
  within(state, type) ? liftListItem(nodes.list_item)(state, dispatch) : wrapInList(type)(state, dispatch);

/** @type {Command} */
const toggleQuote = (state, dispatch) => {
  if (within(state, nodes.quote)) return lift(state, dispatch);
  if (wrapIn(nodes.quote)(state, dispatch)) return true;
  return chainCommands(setBlockType(nodes.paragraph))(state, dispatch);
};

/** @param {number} level @returns {Command} */
const toggleHeading = (level) => (state, dispatch) => {
  const { parent } = state.selection.$from;
  const is = parent.type === nodes.heading && parent.attrs.level === level;
  return setBlockType(is ? nodes.paragraph : nodes.heading, is ? null : { level })(state, dispatch);
};

/** A rule, and the paragraph to go on in. @type {Command} */
const insertRule = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth !== 1 || !$from.parent.isTextblock) return false;
  if (!dispatch) return true;
  const empty = $from.parent.content.size === 0;
  const at = empty ? $from.before() : $from.after();
  const tr = state.tr.replaceWith(at, $from.after(), [nodes.rule.create(), nodes.paragraph.create()]);
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 2))).scrollIntoView());
  return true;
};

/** @type {Command} */
const insertBreak = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create(), true).scrollIntoView());
  return true;
};

/** At the start of a heading, Backspace takes the heading off before it touches the block above. @type {Command} */
const plainAgain = (state, dispatch) => {
  const { $cursor } = /** @type {any} */ (state.selection);
  if (!$cursor || $cursor.parentOffset > 0 || $cursor.parent.type !== nodes.heading) return false;
  return setBlockType(nodes.paragraph)(state, dispatch);
};

/** At the start of a list's item, Backspace takes it out of the list. @type {Command} */
const outOfList = (state, dispatch) => {
  const { $cursor } = /** @type {any} */ (state.selection);
  if (!$cursor || $cursor.parentOffset > 0 || $cursor.depth < 2 || $cursor.node(-1).type !== nodes.list_item) return false;
  return $cursor.index(-1) === 0 && liftListItem(nodes.list_item)(state, dispatch);
};

/** From a quotation's words to its speaker. @type {Command} */
const toSpeaker = (state, dispatch, view) => {
  const found = within(state, nodes.quote);
  if (!found || !view) return false;
  if (dispatch) view.nodeDOM(found.pos).querySelector('input').focus();
  return true;
};

/** By name, for the toolbar and the slash menu. @type {Record<string, Command>} */
export const commands = {
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  strike: toggleMark(marks.strike),
  code: toggleMark(marks.code),
  quote: toggleQuote,
  bullets: toggleList(nodes.bullet_list),
  numbers: toggleList(nodes.ordered_list),
  heading: toggleHeading(2),
  subheading: toggleHeading(3),
  paragraph: setBlockType(nodes.paragraph),
  rule: insertRule,
  undo,
  redo,
};

/**
 * @param {{link: Command, leave: Command}} own
 */
export function keys({ link, leave }) {
  const base = { ...baseKeymap };
  delete base['Mod-Enter']; // publishes
  return [
    keymap({
      'Mod-b': commands.strong,
      'Mod-i': commands.em,
      'Mod-e': commands.code,
      'Mod-Shift-x': commands.strike,
      'Mod-k': link,
      'Mod-Shift-7': commands.numbers,
      'Mod-Shift-8': commands.bullets,
      'Mod-Shift-9': commands.quote,
      'Mod-Alt-0': commands.paragraph,
      'Mod-Alt-2': commands.heading,
      'Mod-Alt-3': commands.subheading,
      'Mod-z': chainCommands(undoInputRule, undo),
      'Mod-y': redo,
      'Shift-Mod-z': redo,
      'Shift-Enter': insertBreak,
      Enter: chainCommands(splitListItem(nodes.list_item), liftEmptyBlock),
      Backspace: chainCommands(undoInputRule, plainAgain, outOfList),
      Tab: chainCommands(sinkListItem(nodes.list_item), toSpeaker),
      'Shift-Tab': liftListItem(nodes.list_item),
      Escape: leave,
    }),
    keymap(base),
  ];
}
