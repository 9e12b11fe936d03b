// @ts-check
/**
 * The shapes that the parts of this folder pass each other.
 *
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {{id: string, name: string}} Who
 * @typedef {{id: string, slug: string, kind: 'new' | 'edit' | 'correct', post: string | null, revision: number | null,
 *   content: Record<string, any>, state: 'draft' | 'submitted', updated: string, version: number, hand?: string,
 *   author?: Who, taken?: Who | null, published?: string | null}} Draft
 *
 * A draft in this browser. `rev` counts what was written here, `saved` is the `rev` that the desk has, `version` the
 * desk's own count (0: it has none). `queue` is there once publishing was asked for, `sent` once it is published and
 * the desk's copy is still to be removed. `window` is the window that wrote it last, '' when it came from the desk;
 * `copied` marks what was written over another window's text. `hand` is what the desk knows this browser's texts of it
 * by: it takes the next one, though the answer to the one before was lost.
 * @typedef {{order: number, since: string, problem: Problem | null}} Queue
 * @typedef {{rev: number, detail: string}} Trouble
 * @typedef {{id: string, slug: string, draft: Draft, rev: number, saved: number, version: number, queue: Queue | null,
 *   sent: string | null, hand: string, window: string, copied: boolean, gone: boolean, trouble: Trouble | null}} Kept
 *
 * A window's hold on a draft: its name and the `rev` that the window has seen, null before it was written.
 * @typedef {{id: string, rev: number | null, window: string}} Hold
 * What is to become of a draft beside being kept.
 * @typedef {{queue?: Queue, state?: 'draft' | 'submitted'}} Wish
 *
 * @typedef {{type?: string, title?: string, status: number, detail: string, post?: string, current?: any, yours?: any}} Problem
 */

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A name for a draft that nobody else gives: 24 letters and digits, 124 bits. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/**
 * A draft in this browser that the desk has not seen.
 * @param {Draft} draft @param {Partial<Kept>} [more]
 * @returns {Kept}
 */
export function kept(draft, more = {}) {
  return {
    id: draft.id, slug: draft.slug, draft, rev: 1, saved: 0, version: 0, queue: null, sent: null, hand: newId(), window: '', copied: false,
    gone: false, trouble: null, ...more,
  };
}

/** The same text under another name. @param {Draft} draft @returns {Draft} */
export function renamed(draft) {
  const { author, taken, published, ...own } = draft;
  return { ...own, id: newId(), version: 0 };
}

/** Whether two drafts say the same. @param {Draft} one @param {Draft} other */
export function same(one, other) {
  return one.state === other.state && one.kind === other.kind && alike(one.content, other.content);
}

/** Whether two JSON values are the same, in whatever order their members stand. @param {any} one @param {any} other */
export function alike(one, other) {
  return sorted(one) === sorted(other);
}

/** @param {any} value @returns {string} */
function sorted(value) {
  return JSON.stringify(value, (_, held) => (held && typeof held === 'object' && !Array.isArray(held)
    ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
    : held));
}

/** All that a body document says, in one line. @param {any} node @returns {string} */
export function words(node) {
  if (!node) return '';
  if (typeof node === 'string') return node;
  if (node.type === 'text') return node.text ?? '';
  return (node.content ?? []).map(words).join(node.type === 'paragraph' || node.type === 'heading' ? '' : ' ').trim();
}

/** Whether anybody would miss it. @param {Draft} draft */
export function isEmpty({ content }) {
  return !content.headline?.trim() && !words(content.body) && !content.note?.trim() && !drawn(content.body);
}

/** Blocks that say nothing in words. @param {any} body */
function drawn(body) {
  return (body?.content ?? []).some((/** @type {any} */ block) => ['image', 'gallery', 'embed', 'table'].includes(block.type));
}

/** What to call a draft in a list. @param {Draft} draft @param {string} otherwise */
export function title({ content }, otherwise) {
  const said = content.headline?.trim() || words(content.body) || content.note?.trim() || otherwise;
  return said.length > 90 ? `${said.slice(0, 89)}…` : said;
}
