// @ts-check
/** What was found in the headline, which is a field and cannot be underlined: listed, selected in it, and mended there. */

import { line } from '../composer/text.js';

/** @typedef {import('./panel.js').Found} Found */

/** @param {HTMLElement} list @param {import('../live/desk.js').Desk} desk @returns {(findings: Found[]) => void} */
export function mountHeadline(list, desk) {
  /** @type {Found[]} */
  let drawn = [];
  let current = -1;
  const input = () => /** @type {HTMLInputElement} */ (document.querySelector('#composer [name="headline"]'));
  const select = (/** @type {Found} */ finding) => {
    const at = place(input().value, finding);
    input().focus();
    if (at) input().setSelectionRange(at.from, at.to);
  };
  const mend = (/** @type {Found} */ finding) => {
    if (finding.fix === null || !place(input().value, finding)) return;
    select(finding);
    // As if it had been typed, so that the browser's own undo takes it back.
    document.execCommand(finding.fix ? 'insertText' : 'delete', false, finding.fix);
  };

  // F8 goes through the headline's findings and then into the text, where the composer goes on.
  document.getElementById('composer')?.addEventListener('keydown', (event) => {
    if (event.target !== input() || event.isComposing) return;
    if (event.key === 'F8') {
      event.preventDefault();
      current += event.shiftKey ? -1 : 1;
      if (drawn[current]) select(drawn[current]);
      else desk.emit('finding:next', { step: event.shiftKey ? -1 : 1 });
      if (!drawn[current]) current = -1;
    } else if (event.key === 'Enter' && event.altKey) {
      const { selectionStart: from, selectionEnd: to } = input();
      const on = drawn.find((each) => {
        const at = place(input().value, each);
        return at && from !== null && to !== null && at.from <= from && to <= at.to;
      });
      if (!on || on.fix === null) return;
      event.preventDefault();
      event.stopPropagation();
      mend(on);
    }
  }, { capture: true });

  return (findings) => {
    if (findings.length === drawn.length && findings.every((each, i) => each === drawn[i])) return;
    drawn = findings;
    current = -1;
    list.hidden = !findings.length;
    list.replaceChildren(...findings.map((each) => entry(desk.words, each, select, mend)));
  };
}

/** @param {Record<string, string>} words @param {Found} finding @param {(f: Found) => void} select @param {(f: Found) => void} mend */
function entry(words, finding, select, mend) {
  const item = document.createElement('li');
  item.className = `finding-note finding-${finding.tier}`;
  const quoted = document.createElement('button');
  quoted.type = 'button';
  quoted.className = 'quiet finding-words';
  quoted.appendChild(document.createElement('span')).textContent = finding.text;
  quoted.addEventListener('click', () => select(finding));
  const where = document.createElement('span');
  where.className = 'hint';
  where.textContent = words.copydesk_in_headline;
  const why = document.createElement('p');
  why.textContent = finding.why;
  item.append(quoted, where, why);
  if (finding.fix !== null) {
    const fix = document.createElement('button');
    fix.type = 'button';
    fix.textContent = finding.fix ? words.finding_fix.replace('{fix}', finding.fix) : words.finding_remove;
    fix.addEventListener('click', () => mend(finding));
    item.append(fix);
  }
  item.append(...finding.more());
  return item;
}

/** In the field's own units; null where the words are no longer there. @param {string} value @param {Found} finding */
function place(value, { start, text }) {
  // The server counts characters of the tidied line; the field has what was typed.
  const tidy = value === line(value);
  const guess = tidy ? [...value].slice(0, start).join('').length : 0;
  const from = value.startsWith(text, guess) ? guess : value.indexOf(text);
  return from < 0 ? null : { from, to: from + text.length };
}
