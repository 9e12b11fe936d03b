// @ts-check
/** The plain field that stands in the editor's place until the editor is there. */

import { TextSelection } from '../vendor/prosemirror.js';
import { fit } from './paste/words.js';

/**
 * Take the field away.
 * @param {HTMLElement} place with the field
 * @returns {{body: any, goOn: (view: any) => void}} what it held, as a body, of which each line is a paragraph; and what
 *   puts focus and selection of the field into the editor that has that body
 */
export function takeEarly(place) {
  const field = /** @type {HTMLTextAreaElement} */ (place.querySelector('#early'));
  const { value, selectionStart, selectionEnd } = field;
  const isFocused = document.activeElement === field;
  field.remove();
  const lines = fit(value).split('\n');
  const body = { type: 'doc', content: value ? lines.map(paragraph) : [] };
  // A line's end is one letter of the field, and two places in the document.
  const at = (/** @type {number} */ offset) => offset + value.slice(0, offset).split('\n').length;
  return {
    body,
    goOn(view) {
      if (!isFocused) return;
      const { doc, tr } = view.state;
      const [from, to] = [selectionStart, selectionEnd].map((offset) => Math.min(at(offset), doc.content.size - 1));
      view.dispatch(tr.setSelection(TextSelection.create(doc, from, to)));
      view.focus();
    },
  };
}

/** @param {string} text */
function paragraph(text) {
  return { type: 'paragraph', content: text ? [{ type: 'text', text }] : [] };
}
