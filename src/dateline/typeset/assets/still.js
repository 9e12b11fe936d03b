// @ts-check
/**
 * Changes a page under its reader's eyes so that nothing she sees is moved. Scrolling makes up for what changes above;
 * what changes on the screen keeps its room until it has left the screen.
 *
 * @typedef {{id: string, text: string | null, nth: number, top: number}} Mark
 */

import { articles, byId, oldestFirst, posts, topOf } from './page.js';

export const EDGE = 60; // px: nearer than this to where new posts come in, they come in at once
const BLOCKS = 'h2, h3, .standfirst > p, #summary li, .body p, .body li';
const ABOVE = ['masthead', 'summary', 'pinned']; // above the posts

/** @type {Map<string, DOMRect>} The posts on the screen before the change. */
const seen = new Map();
/** @type {Mark[]} */
let marks = [];
let drift = 0; // px that the page stands too low, since scrolling is by whole ones
/** Releases what comes into sight (true) or leaves it. @param {boolean} comes @param {string} [rootMargin] */
const watch = (comes, rootMargin) => new IntersectionObserver((entries) => {
  const ready = entries.filter((entry) => entry.isIntersecting === comes);
  if (ready[0]) still(() => ready.forEach(({ target }) => release(target)));
}, { rootMargin });
const sight = watch(false);
const below = watch(true, '-100% 0px 99999px'); // what it sees has its lower edge below the screen

/** Whether the reader is where new posts come in. */
export const following = () =>
  oldestFirst ? posts.getBoundingClientRect().bottom < innerHeight + EDGE : scrollY < EDGE;

/** A post's blocks (of a text); itself for null. @param {string} id @param {string | null} [text] @returns {any[]} */
function blocks(id, text) {
  if (text === null) return [byId(id)];
  const all = byId(id)?.querySelectorAll(BLOCKS) ?? [];
  return [...all].filter((block) => text === undefined || block.textContent === text);
}

/** Notes what is on screen: texts first, since a post above its text may grow. */
function look() {
  seen.clear();
  for (const post of articles()) {
    const rect = post.getBoundingClientRect();
    if (rect.height && rect.bottom > 0 && rect.top < innerHeight) seen.set(post.id, rect);
  }
  const ids = [...seen.keys()];
  const whole = ids.map((id) => ({ id, text: null, nth: 0, top: topOf(byId(id)) }));
  // What most of the screen is filled with is what she reads.
  const read = topOf(posts) < innerHeight / 2 ? [...ids, ...ABOVE] : [...ABOVE, ...ids];
  const texts = read.flatMap((id) => blocks(id).map((block) => {
    const text = block.textContent;
    return { id, text, nth: blocks(id, text).indexOf(block), top: topOf(block) };
  }));
  marks = [...texts.filter(({ top }) => top >= 0 && top < innerHeight), ...whole];
}

/** Makes a change. At the page's top nothing is scrolled, so that what is put in there is seen. */
export function still(change = () => {}) {
  const { style } = document.documentElement;
  look();
  if (!oldestFirst && following()) marks = [];
  style.overflowAnchor = 'none'; // the browser's own anchoring would come on top of this one
  change();
  const found = (/** @type {Mark} */ { id, text, nth }) => blocks(id, text)[nth];
  const mark = marks.find(found);
  const block = mark && found(mark);
  keepRoom(mark, block);
  if (mark) {
    const goal = mark.top - drift;
    scrollBy(0, topOf(block) - goal);
    drift = topOf(block) - goal;
    if (Math.abs(drift) > 1) drift = 0; // the page has come to its end, or the reader has scrolled
  }
  requestAnimationFrame(() => requestAnimationFrame(() => (style.overflowAnchor = '')));
}

/** @param {Mark | undefined} mark @param {Element} block The text that stays in its place, where it stands now. */
function keepRoom(mark, block) {
  let met = !mark || !seen.has(mark.id); // what is above it may change its height, since the page is scrolled for that
  for (const [id, old] of seen) {
    const post = byId(id);
    met ||= id === mark?.id;
    if (!post || !met) continue;
    const { top, height } = post.getBoundingClientRect();
    const room = id === mark?.id ? topOf(block) - top + old.bottom - mark.top : old.height;
    const more = height - room;
    if (more < -0.5 || (more > 0.5 && top + room < innerHeight)) hold(post, room);
  }
}

/** @param {HTMLElement} post @param {number} height px */
function hold(post, height) {
  post.style.height = `${height}px`;
  sight.observe(post);
  const { bottom } = /** @type {Element} */ (post.lastElementChild).getBoundingClientRect();
  if (bottom <= post.getBoundingClientRect().bottom) return;
  post.dataset.whole = posts.dataset.whole;
  below.observe(post);
}

/** Shows all of a post that she clicks on, or whose links she comes to by keyboard. @param {any} event */
export function open({ target }) {
  const grown = target.closest('article[data-whole]');
  if (grown) release(grown);
}

/** Gives a post the height that it needs; an empty place is closed. @param {any} post */
export function release(post) {
  sight.unobserve(post);
  below.unobserve(post);
  if (!post.id) return post.remove();
  post.removeAttribute('style');
  delete post.dataset.whole;
}

/** Before a post leaves its place on the screen: leaves an empty one there. @param {any} post */
export function vacate(post) {
  marks = marks.filter((mark) => mark.id !== post.id); // the page shall not follow it
  const old = seen.get(post.id);
  seen.delete(post.id);
  if (!old) return;
  const gap = post.cloneNode();
  gap.removeAttribute('id');
  gap.classList.add('gap');
  gap.style.height = `${old.height}px`;
  post.before(gap);
  sight.observe(gap);
}

