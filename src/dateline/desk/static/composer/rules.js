// @ts-check
/** What typing does beside putting in letters: typography, and blocks and marks by their Markdown signs. */

import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from '../vendor/prosemirror.js';
import { schema } from './schema.js';
import { TYPESET, typeset } from './typography.js';

const { nodes, marks } = schema;
const TYPED = new RegExp(`([^\\n]{0,40})([${TYPESET}])$`, 'u');

/** @param {string} language of the blog */
export function typingRules(language) {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,4})\s$/, nodes.heading, (match) => ({ level: Math.max(match[1].length, 2) })),
      wrappingInputRule(/^[-*•]\s$/, nodes.bullet_list),
      wrappingInputRule(
        /^(\d{1,4})[.)]\s$/, nodes.ordered_list, (match) => ({ start: Number(match[1]) }),
        (match, node) => node.childCount + node.attrs.start === Number(match[1]),
      ),
      wrappingInputRule(/^>\s$/, nodes.quote),
      rule(),
      marked(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
      marked(/(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.em),
      marked(/(?<![_\w])_([^_\s](?:[^_]*[^_\s])?)_$/, marks.em),
      marked(/~~([^~\s](?:[^~]*[^~\s])?)~~$/, marks.strike),
      marked(/`([^`]+)`$/, marks.code),
      typography(language),
    ],
  });
}

/** @param {string} language */
function typography(language) {
  return new InputRule(TYPED, (state, match, _start, end) => {
    const { $from } = state.selection;
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
    if ((before.split('`').length - 1) % 2) return null; // code is being written, and will be marked as such
    const change = typeset(match[1], match[2], language);
    return change && state.tr.insertText(change.insert, end - change.remove, end);
  }, { inCodeMark: false });
}

/** Three dashes on a line of their own, also when typography has joined the first two, are a rule. */
function rule() {
  return new InputRule(/^(?:--|–|—)-$/, (state, match, start, end) => {
    const { $from } = state.selection;
    if ($from.depth !== 1 || $from.parent.content.size !== match[0].length - 1) return null;
    return state.tr.replaceRangeWith($from.before(), $from.after(), nodes.rule.create())
      .insert($from.before() + 1, nodes.paragraph.create())
      .scrollIntoView();
  });
}

/** Words between signs become words with a mark. @param {RegExp} pattern @param {any} mark */
function marked(pattern, mark) {
  return new InputRule(pattern, (state, match, start, end) => {
    const words = start + match[0].indexOf(match[1]);
    if (!state.doc.resolve(start).parent.type.allowsMarkType(mark)) return null;
    return state.tr.delete(words + match[1].length, end).delete(start, words)
      .addMark(start, start + match[1].length, mark.create())
      .removeStoredMark(mark);
  }, { inCodeMark: false });
}
