// @ts-check
/** Pasted blocks: what may stand in which, lists told only by levels, and the clean HTML of them. */

import { escaped, inline, paragraphs } from './words.js';

/**
 * `words` of a paragraph or heading; `listed` is an item that says its level, as Word's and Google's do.
 * @typedef {import('./words.js').Piece} Piece
 * @typedef {{tag: 'p' | 'h3' | 'h4' | 'h5', words: Piece[]}} Worded
 * @typedef {Worded | {tag: 'hr'}
 *   | {tag: 'ul' | 'ol', start: number, items: Block[][]}
 *   | {tag: 'blockquote', speaker: string, role: string, blocks: Block[]}
 *   | {tag: 'table', rows: {head: boolean, words: Piece[]}[][]}
 *   | {tag: 'listed', level: number, ordered: boolean, start: number, blocks: Block[]}} Block
 */

/** @param {Block[]} blocks @returns {Worded[]} each as paragraphs, where only those can stand */
export function asParagraphs(blocks) {
  return blocks.flatMap((block) => {
    switch (block.tag) {
      case 'hr': return [];
      case 'ul':
      case 'ol': return block.items.flatMap(asParagraphs);
      case 'blockquote': return [...asParagraphs(block.blocks), ...spoken(block)];
      case 'listed': return asParagraphs(block.blocks);
      case 'table': return block.rows.map((row) => paragraph(row.flatMap((cell, i) => [...(i ? [{ text: ' ', marks: {} }] : []), ...cell.words])));
      default: return [paragraph(block.words)];
    }
  });
}

/** @param {Piece[]} words @returns {Worded} */
const paragraph = (words) => ({ tag: 'p', words });

/** @param {{speaker: string, role: string}} quote @returns {Worded[]} */
function spoken({ speaker, role }) {
  const who = [speaker, role].filter(Boolean).join(', ');
  return who ? [paragraph([{ text: `— ${who}`, marks: {} }])] : [];
}

/** @param {Block[]} blocks @returns {Block[]} as a list's item may hold them */
export function asItem(blocks) {
  return blocks.flatMap((block) => (block.tag === 'p' || block.tag === 'ul' || block.tag === 'ol' ? [block] : asParagraphs([block])));
}

/** Runs of items that only say their level, as lists within lists. @param {Block[]} blocks @returns {Block[]} */
export function grouped(blocks) {
  /** @type {Block[]} */
  const found = [];
  /** @type {any[]} */
  let open = [];
  for (const block of blocks) {
    if (block.tag !== 'listed') {
      open = [];
      found.push(block);
      continue;
    }
    const level = Math.min(block.level, open.length + 1);
    const tag = block.ordered ? 'ol' : 'ul';
    open.length = Math.min(open.length, level);
    if (open.length === level && open[level - 1].tag !== tag) open.pop();
    if (open.length < level) {
      const list = { tag, start: block.start, items: [] };
      if (open.length) open[open.length - 1].items.at(-1).push(list);
      else found.push(/** @type {Block} */ (list));
      open.push(list);
    }
    open[level - 1].items.push(asItem(block.blocks));
  }
  return found;
}

/** @param {Block[]} blocks @returns {string} HTML of the elements that the editor's schema reads */
export function html(blocks) {
  return blocks.map(one).join('');
}

/** @param {Block} block @returns {string} */
function one(block) {
  switch (block.tag) {
    case 'hr': return '<hr>';
    case 'ul': return `<ul>${block.items.map(item).join('')}</ul>`;
    case 'ol': return `<ol start="${block.start}">${block.items.map(item).join('')}</ol>`;
    case 'blockquote':
      return `<blockquote data-speaker="${escaped(block.speaker)}" data-role="${escaped(block.role)}">${html(block.blocks)}</blockquote>`;
    case 'table': return `<table><tbody>${block.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table>`;
    case 'listed': return html(block.blocks);
    case 'p': return paragraphs(block.words).map((words) => `<p>${inline(words)}</p>`).join('');
    default: return paragraphs(block.words).map((words) => `<${block.tag}>${inline(words)}</${block.tag}>`).join('');
  }
}

/** @param {Block[]} blocks */
function item(blocks) {
  const held = html(blocks);
  return held && `<li>${held}</li>`;
}

/** @param {{head: boolean, words: Piece[]}} given */
function cell({ head, words }) {
  const tag = head ? 'th' : 'td';
  return `<${tag}>${paragraphs(words).map(inline).join('<br>')}</${tag}>`;
}
