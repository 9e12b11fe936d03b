// @ts-check
/**
 * HTML off the clipboard, from Word, Google Docs, mail, chats or a web page -> the few clean elements of a body.
 *
 * It is read by the browser's own parser into a document that runs and loads nothing, and walked once; what comes out is
 * written anew, so that nothing passes which is not named here.
 */

import { asItem, asParagraphs, grouped, html } from './blocks.js';
import { fit, marksOf } from './words.js';

/** @typedef {import('./words.js').Marks} Marks @typedef {import('./words.js').Piece} Piece @typedef {import('./blocks.js').Block} Block */

const DROPPED = new Set(
  ('SCRIPT STYLE SVG MATH TEMPLATE NOSCRIPT HEAD TITLE META LINK BASE OBJECT EMBED APPLET AUDIO VIDEO CANVAS IFRAME BUTTON INPUT '
  + 'SELECT TEXTAREA MAP XML PROGRESS METER DATALIST DIALOG').split(' '),
);
const BLOCKS = new Set(
  ('ADDRESS ARTICLE ASIDE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER LEGEND MAIN NAV P '
  + 'SECTION SUMMARY CAPTION TBODY TD TFOOT TH THEAD TR LI').split(' '),
);
const HIDDEN = /(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|mso-element:comment)/;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;
const LEVEL = /(?:^|;)mso-list:[^;]*?level([1-9])/;
const NUMBERED = /^\(?(\d{1,4}|[a-z]{1,4})[.)]/i;
const INDENTED = /(?:^|;)margin:0(?:px)?0(?:px)?0(?:px)?40px/; // a mail program's indentation, which quotes nobody

/**
 * @param {string} source
 * @returns {{html: string, left: boolean}} `left` when pictures were left out
 */
export function clean(source) {
  const { body } = new DOMParser().parseFromString(source, 'text/html');
  const flow = new Flow();
  flow.walk(body, {}, false);
  return { html: html(flow.end()), left: flow.left };
}

/** @param {Element} element */
const styleOf = (element) => (element.getAttribute('style') ?? '').replace(/\s/g, '').toLowerCase();

/** Blocks in the order of the page; loose words between them become paragraphs. */
class Flow {
  constructor() {
    /** @type {Block[]} */
    this.found = [];
    /** @type {Piece[]} */
    this.words = [];
    this.left = false;
  }

  /** @param {globalThis.Node} parent @param {Marks} marks @param {boolean} kept whether line ends are kept as they are */
  walk(parent, marks, kept) {
    for (const node of parent.childNodes) {
      if (node.nodeType === 3) this.text(node.nodeValue ?? '', marks, kept);
      else if (node.nodeType === 1) this.element(/** @type {Element} */ (node), marks, kept);
    }
  }

  /** @param {string} text @param {Marks} marks @param {boolean} kept */
  text(text, marks, kept) {
    (kept ? text.split(/\r?\n/) : [text]).forEach((part, i) => {
      if (i) this.words.push('break');
      this.words.push({ text: part, marks });
    });
  }

  /** @param {Element} element @param {Marks} marks @param {boolean} kept */
  element(element, marks, kept) {
    const { tagName } = element;
    const style = styleOf(element);
    if (DROPPED.has(tagName.toUpperCase()) || element.hasAttribute('hidden') || HIDDEN.test(style)) return;
    if (element.classList.contains('MsoCommentReference')) return;
    const keeps = kept || tagName === 'PRE' || /(?:^|;)white-space:(?:pre|break-spaces)/.test(style);
    if (tagName === 'BR') {
      if (!element.classList.contains('Apple-interchange-newline')) this.words.push('break');
    } else if (tagName === 'IMG') this.picture(element, marks);
    else if (this.made(element, marks, keeps, style)) return;
    else if (BLOCKS.has(tagName)) {
      this.close();
      this.walk(element, marks, keeps);
      this.close();
    } else this.walk(element, marksOf(element, marks), keeps);
  }

  /** @param {Element} element @param {Marks} marks */
  picture(element, marks) {
    const alt = element.getAttribute('alt') ?? '';
    if (EMOJI.test(alt)) this.words.push({ text: alt, marks });
    // One that cannot be seen counts readers of a mail; nobody misses it.
    else if (!/^[01]$/.test(element.getAttribute('width') ?? '') && !/(?:^|;)(?:width|height):[01]px/.test(styleOf(element))) this.left = true;
  }

  close() {
    if (this.words.some((piece) => piece !== 'break' && fit(piece.text).trim())) this.found.push({ tag: 'p', words: this.words });
    this.words = [];
  }

  end() {
    this.close();
    return grouped(this.found);
  }

  /** The blocks within an element. @param {globalThis.Node} element @param {Marks} marks @param {boolean} [kept] */
  inside(element, marks, kept = false) {
    const flow = new Flow();
    flow.walk(element, marks, kept);
    const blocks = flow.end();
    this.left ||= flow.left;
    return blocks;
  }

  /** Adds the block that an element stands for. @param {Element} element @param {Marks} marks @param {boolean} kept @param {string} style @returns {boolean} false when it stands for none */
  made(element, marks, kept, style) {
    const heading = /^H([1-6])$/.exec(element.tagName);
    const listed = element.tagName === 'P' && LEVEL.exec(style);
    /** @type {Block[] | null} */
    let blocks = null;
    if (heading) blocks = this.heading(element, marks, Math.min(Math.max(Number(heading[1]), 3), 5));
    else if (listed) blocks = [this.listed(element, marks, Number(listed[1]))];
    else if (element.tagName === 'UL' || element.tagName === 'OL') blocks = this.list(element, marks);
    else if (element.tagName === 'BLOCKQUOTE' && !INDENTED.test(style)) blocks = this.quote(element, marks);
    else if (element.tagName === 'FIGURE' && element.querySelector('blockquote')) blocks = this.quoteFigure(element, marks);
    else if (element.tagName === 'TABLE') blocks = this.table(element, marks);
    else if (element.tagName === 'PRE') blocks = this.inside(element, { ...marks, code: true }, kept);
    else if (element.tagName === 'HR') blocks = [{ tag: 'hr' }];
    if (!blocks) return false;
    this.close();
    this.found.push(...blocks);
    return true;
  }

  /** Bold within a heading says nothing: the heading is. @param {Element} element @param {Marks} marks @param {number} level @returns {Block[]} */
  heading(element, marks, level) {
    const words = this.line(element, marks);
    const bare = words.map((piece) => (piece === 'break' ? piece : { ...piece, marks: { ...piece.marks, strong: false } }));
    return bare.length ? [{ tag: /** @type {'h3'} */ (`h${level}`), words: bare }] : [];
  }

  /** Desktop Word's item: a paragraph that types its own sign. @param {Element} element @param {Marks} marks @param {number} level @returns {Block} */
  listed(element, marks, level) {
    const sign = [...element.querySelectorAll('[style]')].find((each) => styleOf(each).includes('mso-list:ignore'));
    const number = NUMBERED.exec((sign?.textContent ?? '').trim());
    sign?.remove();
    const start = number && /^\d+$/.test(number[1]) ? Number(number[1]) : 1;
    return { tag: 'listed', level, ordered: !!number, start, blocks: this.inside(element, marks) };
  }

  /** @param {Element} element @param {Marks} marks @returns {Block[]} */
  list(element, marks) {
    const start = Math.min(Math.max(Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1, 0), 999_999_999);
    const ordered = element.tagName === 'OL';
    /** @type {Block[][]} */
    const items = [];
    /** @type {Block[]} */
    const levelled = [];
    for (const child of element.children) {
      const inner = child.tagName === 'UL' || child.tagName === 'OL' ? this.list(child, marks) : null;
      // Word on the web and Google Docs say an item's level; elsewhere an inner list lies in its item or beside it.
      const level = Number(child.getAttribute('data-aria-level') ?? child.getAttribute('aria-level'));
      if (inner?.some((block) => block.tag === 'listed')) levelled.push(...inner);
      else if (inner) items.length ? items[items.length - 1].push(...inner) : items.push(inner);
      else if (level) levelled.push({ tag: 'listed', level, ordered, start, blocks: this.inside(child, marks) });
      else items.push(asItem(this.inside(child, marks)));
    }
    return [...(items.length ? [/** @type {Block} */ ({ tag: ordered ? 'ol' : 'ul', start, items })] : []), ...levelled];
  }

  /** @param {Element} element @param {Marks} marks @returns {Block[]} */
  quote(element, marks) {
    const last = element.lastElementChild;
    const { speaker, role } = last && /^(?:FOOTER|CITE)$/.test(last.tagName) ? said(last) : { speaker: '', role: '' };
    if (speaker) last?.remove();
    const blocks = asParagraphs(this.inside(element, marks));
    return blocks.length ? [{ tag: 'blockquote', speaker, role, blocks }] : [];
  }

  /** @param {Element} element @param {Marks} marks @returns {Block[]} */
  quoteFigure(element, marks) {
    const caption = element.querySelector('figcaption');
    const who = caption ? said(caption) : { speaker: '', role: '' };
    caption?.remove();
    return this.inside(element, marks).map((block) => (block.tag === 'blockquote' ? { ...block, ...who } : block));
  }

  /** A table of figures; one that only lays out a page is taken for its cells. @param {Element} element @param {Marks} marks @returns {Block[]} */
  table(element, marks) {
    const rows = [...element.querySelectorAll('tr')].filter((row) => row.closest('table') === element);
    const layout = element.querySelector('table') || /^(?:presentation|none)$/.test(element.getAttribute('role') ?? '');
    const worded = (/** @type {Element} */ row) => [...row.children].filter((cell) => fit(cell.textContent ?? '').trim()).length;
    if (layout || rows.every((row) => worded(row) < 2)) return this.inside(element, marks);
    const caption = [...element.children].find((child) => child.tagName === 'CAPTION');
    const read = rows.map((row) => [...row.children].map((cell) => ({ head: cell.tagName === 'TH', words: this.line(cell, marks) })));
    const full = read.filter((row) => row.some((cell) => cell.words.length));
    return [...(caption ? this.inside(caption, marks) : []), ...(full.length ? [/** @type {Block} */ ({ tag: 'table', rows: full })] : [])];
  }

  /** All words of an element where no block can stand. @param {Element} element @param {Marks} marks @returns {Piece[]} */
  line(element, marks) {
    return asParagraphs(this.inside(element, marks)).flatMap((block, i) => [...(i ? [/** @type {Piece} */ ('break')] : []), ...block.words]);
  }
}

/** Who said it, of a line like `— Ada Example, harbour master`. @param {Element} line */
function said(line) {
  const [, speaker, role] = /^[\s—–―-]*([^,]*),?\s*(.*)$/s.exec(fit(line.textContent ?? '').replace(/\s+/g, ' ').trim()) ?? [];
  return { speaker: speaker?.trim() ?? '', role: role?.trim() ?? '' };
}
