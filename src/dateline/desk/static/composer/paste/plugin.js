// @ts-check
/** What comes in by the clipboard or is dropped. */

import { Plugin } from '../../vendor/prosemirror.js';
import { isWeb } from '../addresses.js';
import { schema, serializer } from '../schema.js';
import { clean } from './clean.js';
import { fromPlain } from './plain.js';

const OWN = 'data-dateline';
/** Elements that lie in each other cost the browser's parser the square of their number, some two seconds at this one. */
const MOST_TAGS = 16_000;

/** Marks what is copied here, so that a table or an embed that is moved comes back as it was. */
const copying = {
  /** @param {any} fragment @param {any} [options] @param {any} [target] */
  serializeFragment(fragment, options, target) {
    const made = serializer.serializeFragment(fragment, options, target);
    made.firstElementChild?.setAttribute(OWN, '');
    return made;
  },
};

/**
 * @param {(name: 'no_files' | 'pictures_left') => void} tell
 */
export function pastePlugin(tell) {
  const files = (/** @type {DataTransfer | null} */ data) => !!data?.files.length && !data.getData('text/html') && !data.getData('text/plain');
  return new Plugin({
    props: {
      clipboardSerializer: /** @type {any} */ (copying),
      transformPastedHTML(source) {
        // What it holds is still read by the schema alone: a page that says so too gains nothing.
        if (new RegExp(`<[a-z0-9]+[^>]{0,200} ${OWN}=""`).test(source.slice(0, 2_000))) return source;
        const { html, left } = clean(source);
        if (left) tell('pictures_left');
        return html;
      },
      clipboardTextParser: (text) => fromPlain(text),
      handlePaste(view, event) {
        if (files(event.clipboardData)) {
          tell('no_files');
          return true;
        }
        const words = event.clipboardData?.getData('text/plain') ?? '';
        const source = event.clipboardData?.getData('text/html') ?? '';
        if (source.split('<', MOST_TAGS + 2).length > MOST_TAGS + 1) {
          view.dispatch(view.state.tr.replaceSelection(fromPlain(words)).scrollIntoView());
          return true;
        }
        const url = words.trim();
        const { from, to, empty, $from, $to } = view.state.selection;
        if (!isWeb(url) || empty || !$from.sameParent($to) || !$from.parent.inlineContent) return false;
        view.dispatch(view.state.tr.removeMark(from, to, schema.marks.link).addMark(from, to, schema.marks.link.create({ href: url })));
        return true;
      },
      handleDrop(_view, event) {
        if (!files(event.dataTransfer)) return false;
        tell('no_files');
        return true;
      },
    },
  });
}
