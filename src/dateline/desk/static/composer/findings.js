// @ts-check
/** What the copy desk has found, underlined in the text and listed beside it. The underlines move with what is typed. */

import { Decoration, DecorationSet, Plugin, PluginKey, TextSelection, closeHistory } from '../vendor/prosemirror.js';
import { plainText } from './text.js';

/**
 * `more` makes what the copy desk adds to an entry of the list.
 * @typedef {{start: number, end: number, rule: string, tier: string, why: string, fix: string | null, text?: string,
 *   more?: () => HTMLElement[]}} Finding
 */

/** @type {any} */
const KEY = new PluginKey('findings');
const LIST = 'copydesk-findings';

export function findingsPlugin() {
  return new Plugin({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => {
        const told = tr.getMeta(KEY);
        return told ? placed(tr.doc, told.findings, told.before) : set.map(tr.mapping, tr.doc);
      },
    },
    props: {
      decorations: (state) => KEY.getState(state),
      handleKeyDown: (view, event) => {
        if (event.key === 'F8') return next(view, event.shiftKey ? -1 : 1);
        return event.key === 'Enter' && event.altKey && mendHere(view);
      },
    },
  });
}

/**
 * Each stays the object that it is: by that the list knows what stands there already.
 * @param {any} view @param {Finding[]} findings @param {number} before characters before this text that their offsets count
 */
export function setFindings(view, findings, before) {
  view.dispatch(view.state.tr.setMeta(KEY, { findings, before }).setMeta('addToHistory', false));
}

/** What was found about text that has changed since is left out: it may be mended already. @param {any} doc @param {Finding[]} findings @param {number} before */
function placed(doc, findings, before) {
  const plain = plainText(doc);
  const characters = [...plain.text];
  return DecorationSet.create(doc, findings.flatMap((finding) => {
    const [start, end] = [finding.start - before, finding.end - before];
    const range = plain.range(start, end);
    const stale = finding.text !== undefined && characters.slice(start, end).join('') !== finding.text;
    if (!range || stale) return [];
    const { rule, tier, why } = finding;
    const shown = { nodeName: 'span', class: `finding finding-${tier}`, title: why, 'data-rule': rule };
    return [Decoration.inline(range.from, range.to, shown, { finding })];
  }));
}

/** Those still in the text, in its order. @param {any} state @returns {{from: number, to: number, finding: Finding}[]} */
function standing(state) {
  return KEY.getState(state).find().map((/** @type {any} */ d) => ({ from: d.from, to: d.to, finding: d.spec.finding }))
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.from - b.from);
}

/** @param {any} view @param {number} step */
export function next(view, step) {
  const found = standing(view.state);
  if (!found.length) return false;
  const { from, to } = view.state.selection;
  const on = found.findIndex((each) => (step > 0 ? each.from > from || (each.from === from && each.to !== to) : false));
  const back = found.findLastIndex((each) => each.from < from);
  const chosen = step > 0 ? found[on < 0 ? 0 : on] : found[back < 0 ? found.length - 1 : back];
  show(view, chosen);
  return true;
}

/** @param {any} view @param {{from: number, to: number}} found */
function show(view, { from, to }) {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)).scrollIntoView());
  view.focus();
}

/**
 * The list beside the text, drawn again when what stands in it has changed.
 * @param {HTMLElement} place @param {Record<string, string>} words
 * @returns {(view: any) => void}
 */
export function findingsList(place, words) {
  /** @type {Finding[]} */
  let drawn = [];
  const said = place.appendChild(document.createElement('p'));
  said.className = 'visually-hidden';
  said.setAttribute('role', 'status');
  const list = place.appendChild(document.createElement('ul'));
  list.id = LIST;
  return (view) => {
    const found = standing(view.state);
    const { from, to } = view.state.selection;
    const current = found.find((each) => each.from <= from && each.to >= to && from !== to)?.finding;
    if (found.length !== drawn.length || found.some(({ finding }, i) => finding !== drawn[i])) {
      drawn = found.map(({ finding }) => finding);
      list.hidden = !found.length;
      list.replaceChildren(...found.map((each) => entry(view, each, words)));
    }
    [...list.children].forEach((item, i) => item.toggleAttribute('data-current', found[i].finding === current));
    const told = current ? current.why : '';
    if (said.textContent !== told) said.textContent = told;
  };
}

/** @param {any} view @param {{from: number, to: number, finding: Finding}} found @param {Record<string, string>} words */
function entry(view, { from, to, finding }, words) {
  const item = document.createElement('li');
  item.className = `finding-note finding-${finding.tier}`;
  const quoted = document.createElement('button');
  quoted.type = 'button';
  quoted.className = 'quiet finding-words';
  quoted.appendChild(document.createElement('span')).textContent = view.state.doc.textBetween(from, to, ' ', ' ');
  quoted.addEventListener('click', () => { const at = now(view, finding); if (at) show(view, at); });
  const why = document.createElement('p');
  why.textContent = finding.why;
  item.append(quoted, why);
  if (finding.fix !== null) {
    const fix = document.createElement('button');
    fix.type = 'button';
    fix.textContent = finding.fix ? words.finding_fix.replace('{fix}', finding.fix) : words.finding_remove;
    fix.addEventListener('click', () => mend(view, now(view, finding), finding.fix ?? ''));
    item.append(fix);
  }
  item.append(...(finding.more?.() ?? []));
  return item;
}

/** Where it stands by now. @param {any} view @param {Finding} finding */
function now(view, finding) {
  return /** @type {any} */ (standing(view.state).find((each) => each.finding === finding));
}

/** The finding that the cursor is at, if it has a fix. @param {any} view */
function mendHere(view) {
  const { from, to } = view.state.selection;
  const found = standing(view.state).find((each) => each.from <= from && to <= each.to && each.finding.fix !== null);
  if (found) mend(view, found, found.finding.fix ?? '');
  return !!found;
}

/** One step that undo takes back alone. @param {any} view @param {{from: number, to: number} | undefined} found @param {string} fix */
function mend(view, found, fix) {
  if (!found) return; // what it was about has gone meanwhile
  const { from, to } = found;
  view.dispatch(closeHistory(view.state.tr));
  const tr = fix ? view.state.tr.insertText(fix, from, to) : view.state.tr.delete(from, to);
  view.dispatch(tr.scrollIntoView());
  view.dispatch(closeHistory(view.state.tr));
  view.focus();
}
