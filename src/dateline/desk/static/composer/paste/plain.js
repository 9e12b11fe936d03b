// @ts-check
/** Plain text off the clipboard -> paragraphs, with the addresses in it as links. */

import { Fragment, Slice } from '../../vendor/prosemirror.js';
import { IN_TEXT, isLink } from '../addresses.js';
import { schema } from '../schema.js';
import { fit } from './words.js';

const { nodes, marks } = schema;

/** @param {string} text @returns {any} a slice whose first and last paragraphs join what is around them */
export function fromPlain(text) {
  const paragraphs = fit(text.replace(/\r\n?/g, '\n')).split(/\n[ \t]*(?:\n[ \t]*)+/).filter((part) => part.trim());
  const blocks = paragraphs.map((part) => nodes.paragraph.create(null, lines(part)));
  return blocks.length ? new Slice(Fragment.from(blocks), 1, 1) : Slice.empty;
}

/** @param {string} paragraph @returns {any[]} */
function lines(paragraph) {
  return paragraph.replace(/^\n+|\n+$/g, '').split('\n').flatMap((line, i) => [
    ...(i ? [nodes.hard_break.create()] : []), ...linked(line.trim().replace(/[ \t]+/g, ' ')),
  ]);
}

/** @param {string} line @returns {any[]} */
function linked(line) {
  /** @type {any[]} */
  const found = [];
  let done = 0;
  for (const match of line.matchAll(IN_TEXT)) {
    if (!isLink(match[0])) continue;
    if (match.index > done) found.push(schema.text(line.slice(done, match.index)));
    found.push(schema.text(match[0], [marks.link.create({ href: match[0] })]));
    done = match.index + match[0].length;
  }
  return done < line.length ? [...found, schema.text(line.slice(done))] : found;
}
