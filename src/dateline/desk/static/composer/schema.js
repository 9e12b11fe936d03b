// @ts-check
/** The body document as the editor knows it: the same closed blocks, marks and attributes as the server's. */

import { DOMSerializer, Node, Schema } from '../vendor/prosemirror.js';
import { isLink, isPicture, isWeb } from './addresses.js';

/** @param {(value: any) => boolean} holds */
const only = (holds) => (/** @type {any} */ value) => {
  if (!holds(value)) throw new RangeError(`${value} cannot stand here`);
};
const words = { default: '', validate: 'string' };
/** @param {number} low @param {number} high @param {number} value */
const whole = (low, high, value) => ({
  default: value,
  validate: only((given) => Number.isInteger(given) && given >= low && given <= high),
});
const side = { default: null, validate: only((value) => value === null || (Number.isInteger(value) && value > 0 && value <= 100_000)) };

/** @param {Element} dom */
function spoken(dom) {
  const data = /** @type {HTMLElement} */ (dom).dataset;
  return { speaker: data.speaker ?? '', role: data.role ?? '' };
}

/** @param {Element} dom @param {string} name */
function sized(dom, name) {
  const value = Number(dom.getAttribute(name));
  return Number.isInteger(value) && value > 0 && value <= 100_000 ? value : null;
}

const CAPTION = ['caption', 'credit'];

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      group: 'block',
      content: 'inline*',
      defining: true,
      attrs: { level: whole(2, 4, 2) },
      // One down from the level that is stored, as the server writes and reads them.
      parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: Math.min(Math.max(n - 1, 2), 4) } })),
      toDOM: (node) => [`h${node.attrs.level + 1}`, 0],
    },
    bullet_list: { group: 'block', content: 'list_item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
    ordered_list: {
      group: 'block',
      content: 'list_item+',
      attrs: { start: whole(0, 999_999_999, 1) },
      parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ start: /^\d{1,9}$/.test(dom.getAttribute('start') ?? '') ? Number(dom.getAttribute('start')) : 1 }) }],
      toDOM: (node) => ['ol', node.attrs.start === 1 ? {} : { start: node.attrs.start }, 0],
    },
    list_item: {
      content: '(paragraph | bullet_list | ordered_list)+',
      defining: true,
      parseDOM: [{ tag: 'li' }],
      toDOM: () => ['li', 0],
    },
    quote: {
      group: 'block',
      content: 'paragraph+',
      defining: true,
      attrs: { speaker: words, role: words },
      parseDOM: [{ tag: 'blockquote', getAttrs: spoken }],
      toDOM: (node) => ['blockquote', { 'data-speaker': node.attrs.speaker, 'data-role': node.attrs.role }, 0],
    },
    image: {
      group: 'block',
      attrs: { src: { validate: only(isPicture) }, alt: words, caption: words, credit: words, width: side, height: side },
      parseDOM: [{
        tag: 'img[src]',
        getAttrs: (dom) => isPicture(dom.getAttribute('src')) && {
          src: dom.getAttribute('src'), alt: dom.getAttribute('alt') ?? '',
          ...Object.fromEntries(CAPTION.map((name) => [name, dom.getAttribute(`data-${name}`) ?? ''])),
          width: sized(dom, 'width'), height: sized(dom, 'height'),
        },
      }],
      toDOM: ({ attrs: { src, alt, caption, credit, width, height } }) => [
        'img', { src, alt, width, height, 'data-caption': caption, 'data-credit': credit },
      ],
    },
    gallery: {
      group: 'block',
      content: 'image*', // at least one, which only readDocument can ask for: a picture cannot be made out of nothing
      atom: true,
      isolating: true,
      parseDOM: [{ tag: 'div.gallery', getAttrs: (dom) => !!dom.querySelector('img[src]') && null }],
      toDOM: () => ['div', { class: 'gallery' }, 0],
    },
    embed: {
      group: 'block',
      attrs: { url: { validate: only(isWeb) }, title: words },
      parseDOM: [{
        tag: 'p.embed',
        priority: 60,
        getAttrs: (dom) => {
          const link = dom.querySelector('a');
          const url = link?.getAttribute('href');
          return isWeb(url) && { url, title: link?.dataset.title ?? '' };
        },
      }],
      toDOM: ({ attrs: { url, title } }) => ['p', { class: 'embed' }, ['a', { href: url, 'data-title': title }, title || url]],
    },
    table: { group: 'block', content: 'table_row+', atom: true, isolating: true, parseDOM: [{ tag: 'table' }], toDOM: () => ['table', ['tbody', 0]] },
    table_row: { content: '(table_header | table_cell)+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
    table_header: { content: 'inline*', isolating: true, parseDOM: [{ tag: 'th' }], toDOM: () => ['th', 0] },
    table_cell: { content: 'inline*', isolating: true, parseDOM: [{ tag: 'td' }], toDOM: () => ['td', 0] },
    rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
    text: { group: 'inline' },
    hard_break: { group: 'inline', inline: true, selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  },
  // Outermost first, as the server orders them.
  marks: {
    link: {
      attrs: { href: { validate: only(isLink) } },
      inclusive: false,
      parseDOM: [{ tag: 'a[href]', getAttrs: (dom) => isLink(dom.getAttribute('href')) && { href: dom.getAttribute('href') } }],
      toDOM: (mark) => ['a', { href: mark.attrs.href, rel: 'noopener' }, 0],
    },
    strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
    strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }], toDOM: () => ['s', 0] },
    code: { code: true, parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
  },
});

export const serializer = DOMSerializer.fromSchema(schema);

/**
 * A stored body as the editor's document.
 * @param {any} json
 * @throws RangeError for a block, a mark, an attribute or an order that this schema does not know
 */
export function readDocument(json) {
  const content = json?.content?.length ? json.content : [{ type: 'paragraph' }];
  const doc = Node.fromJSON(schema, { type: json?.type ?? 'doc', content: content.map(readable) });
  if (doc.type !== schema.topNodeType) throw new RangeError(`${doc.type.name} is no body`);
  doc.check();
  doc.descendants((/** @type {any} */ node) => {
    if (node.type === schema.nodes.gallery && !node.childCount) throw new RangeError('a gallery without a picture');
  });
  return doc;
}

/** Without the texts that hold nothing, which the server's form may have in what is not canonical yet. @param {any} node @returns {any} */
function readable(node) {
  if (!Array.isArray(node?.content)) return node;
  return { ...node, content: node.content.filter((/** @type {any} */ child) => child?.type !== 'text' || child.text !== '').map(readable) };
}

/**
 * The editor's document as a body to store; without a word or a block, one that holds nothing.
 * @param {any} doc
 */
export function writeDocument(doc) {
  const single = doc.childCount === 1 && doc.firstChild.type === schema.nodes.paragraph && doc.firstChild.content.size === 0;
  return { type: 'doc', content: single ? [] : doc.children.map(written) };
}

/** @param {any} node @returns {any} */
function written(node) {
  const json = node.toJSON();
  if (node.isText) return json;
  if (node.type === schema.nodes.hard_break) return { type: 'hard_break' };
  const holds = node.type.contentMatch.edgeCount > 0 || node.inlineContent;
  return { type: json.type, ...(json.attrs && { attrs: json.attrs }), ...(holds && { content: node.children.map(written) }) };
}
