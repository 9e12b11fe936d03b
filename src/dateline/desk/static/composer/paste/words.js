// @ts-check
/** Pieces of pasted text: what marks they carry, and how they become the lines of a paragraph. */

import { isLink } from '../addresses.js';

/**
 * @typedef {{link?: string, strong?: boolean, em?: boolean, strike?: boolean, code?: boolean}} Marks
 * @typedef {{text: string, marks: Marks} | 'break'} Piece
 */

/** What the server refuses in any text: controls, and bidi embeddings and overrides. */
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\ud800-\udfff\ufffe\uffff]/gu;
/** Signs of soft hyphens and of zero-width fillers, with which web pages break and mail programs pad their lines. */
const FILLERS = /[\u00ad\u200b\ufeff]/g;
const MARKS_BY_TAG = /** @type {Record<string, keyof Marks>} */ ({
  B: 'strong', STRONG: 'strong', I: 'em', EM: 'em', CITE: 'em', S: 'strike', STRIKE: 'strike', DEL: 'strike',
  CODE: 'code', KBD: 'code', SAMP: 'code', TT: 'code',
});

/** @param {string} text fit to be stored */
export function fit(text) {
  return text.replace(REFUSED, '').replace(FILLERS, '').normalize('NFC');
}

/** The marks that an element adds to, or by its style takes from, those around it. @param {Element} element @param {Marks} around @returns {Marks} */
export function marksOf(element, around) {
  const marks = { ...around };
  const named = MARKS_BY_TAG[element.tagName];
  if (named) Object.assign(marks, { [named]: true });
  if (element.tagName === 'A') marks.link = target(element.getAttribute('href')) ?? around.link;
  const style = (element.getAttribute('style') ?? '').replace(/\s/g, '').toLowerCase();
  // Google Docs wraps all that it copies in a bold element that says it is not bold.
  const weight = /(?:^|;)font-weight:(\w+)/.exec(style)?.[1];
  if (weight) marks.strong = /^(?:bold|bolder|[6-9]00)$/.test(weight);
  const slant = /(?:^|;)font-style:(\w+)/.exec(style)?.[1];
  if (slant) marks.em = slant === 'italic' || slant === 'oblique';
  if (/(?:^|;)text-decoration(?:-line)?:[^;]*line-through/.test(style)) marks.strike = true;
  return marks;
}

/** Where a pasted link leads, past the counters that mail programs and search pages put before it. @param {string | null} href */
function target(href) {
  const url = (href ?? '').trim();
  if (!/^(?:https?:|mailto:)/i.test(url) || !isLink(url)) return undefined;
  const { hostname, pathname, searchParams } = new URL(url);
  const counted = hostname.endsWith('.safelinks.protection.outlook.com') ? searchParams.get('url')
    : /(?:^|\.)google\.[a-z.]+$/.test(hostname) && pathname === '/url' ? searchParams.get('q') ?? searchParams.get('url') : null;
  return counted && /^https?:/i.test(counted) && isLink(counted) ? counted : url;
}

/**
 * Pieces as paragraphs of lines: white space single, an empty line parts two paragraphs.
 * @param {Piece[]} pieces @returns {Piece[][]} without a paragraph that holds nothing
 */
export function paragraphs(pieces) {
  /** @type {Piece[][]} */
  const found = [];
  let open = false;
  for (const line of lines(pieces)) {
    if (!line.length) open = false;
    else if (open) found[found.length - 1].push('break', ...line);
    else {
      found.push(line);
      open = true;
    }
  }
  return found;
}

/** @param {Piece[]} pieces @returns {{text: string, marks: Marks}[][]} */
function lines(pieces) {
  /** @type {{text: string, marks: Marks}[][]} */
  const found = [[]];
  let spaced = false;
  for (const piece of pieces) {
    const line = found[found.length - 1];
    if (piece === 'break') {
      found.push([]);
      spaced = false;
      continue;
    }
    const text = firm(fit(piece.text)).replace(/[ \t\n\r\f]+/g, ' ');
    const words = text.trim() === '' ? '' : text.replace(/^ | $/g, '');
    if (words) {
      const last = line.at(-1);
      if (last && (spaced || text.startsWith(' '))) line.push({ text: ' ', marks: common(last.marks, piece.marks) });
      line.push({ text: words, marks: piece.marks });
      spaced = text.endsWith(' ');
    } else spaced ||= text !== '';
  }
  return found;
}

/** A space between two texts is marked as both are, as the server stores it. @param {Marks} one @param {Marks} other @returns {Marks} */
function common(one, other) {
  return Object.fromEntries(Object.entries(one).filter(([name, value]) => value === other[/** @type {keyof Marks} */ (name)]));
}

/** No-break spaces stay where typography wants them; the rest are programs' padding. @param {string} text */
function firm(text) {
  return text.replace(/\u00a0/g, (_space, /** @type {number} */ at) => {
    const [before, after] = [text[at - 1] ?? '', text[at + 1] ?? ''];
    return /[:;!?»%€°]/.test(after) || before === '«' || (/\d/.test(before) && /[\p{L}\d]/u.test(after)) ? '\u00a0' : ' ';
  });
}

/** @param {Piece[]} pieces @returns {string} HTML */
export function inline(pieces) {
  return pieces.map((piece) => (piece === 'break' ? '<br>' : wrapped(piece))).join('');
}

/** @param {{text: string, marks: Marks}} piece */
function wrapped({ text, marks }) {
  let html = escaped(text);
  for (const [name, tag] of [['code', 'code'], ['strike', 's'], ['em', 'em'], ['strong', 'strong']]) {
    if (marks[/** @type {keyof Marks} */ (name)]) html = `<${tag}>${html}</${tag}>`;
  }
  return marks.link ? `<a href="${escaped(marks.link)}">${html}</a>` : html;
}

/** @param {string} text */
export function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
