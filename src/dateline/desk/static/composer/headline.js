// @ts-check
/** The line above the text: typeset like it, and Backspace takes that back as it does there. */

import { typeset } from './typography.js';

/** @param {HTMLTextAreaElement} input @param {string} language @param {() => void} toText */
export function headline(input, language, toText) {
  if (!CSS.supports('field-sizing', 'content')) {
    input.addEventListener('input', () => {
      input.style.blockSize = 'auto';
      input.style.blockSize = `${input.scrollHeight}px`;
    });
  }
  /** @type {{end: number, typed: string, put: string} | null} */
  let last = null;
  input.addEventListener('beforeinput', (event) => {
    const { selectionStart: from, selectionEnd: to } = input;
    if (from === null || to === null || event.isComposing) return;
    if (event.inputType === 'deleteContentBackward' && last && from === to && from === last.end) {
      event.preventDefault();
      replace(input, from - last.put.length, from, last.typed);
      last = null;
      return;
    }
    last = null;
    if (event.inputType !== 'insertText' || event.data?.length !== 1) return;
    const change = typeset(input.value.slice(0, from), event.data, language);
    if (!change) return;
    event.preventDefault();
    const start = from - change.remove;
    const typed = input.value.slice(start, from) + event.data;
    replace(input, start, to, change.insert);
    last = { end: start + change.insert.length, typed, put: change.insert };
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    toText();
  });
}

/** As if it had been typed, so that the browser's own undo knows of it. @param {HTMLTextAreaElement} input @param {number} from @param {number} to @param {string} text */
function replace(input, from, to, text) {
  input.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, text)) {
    input.setRangeText(text, from, to, 'end');
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}
