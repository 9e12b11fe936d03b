// @ts-check
/**
 * Keeps an open page of a blog as new as the blog, and never moves what is being read.
 *
 * @typedef {import('./line.js').Op} Op
 * @typedef {import('./line.js').Delta} Delta
 */

import { follow, get } from './line.js';
import { addOwnTimes } from './own.js';
import { articles, body, byId, counted, focus, oldestFirst, posts, slug, topOf, waiting } from './page.js';
import { following, open, still, vacate } from './still.js';
import { load, remember, welcome } from './wanted.js';

const QUIET = 15; // seconds between two announcements
const PARTS = '#state, #masthead, #byline, #updated, #keys, #summary, #pinned, #record';

const more = byId('new');
const pause = byId('pause');
const pauseLabel = pause.textContent;
const blogTitle = () => byId('masthead').querySelector('h1').textContent;
const titleEnd = document.title.slice(blogTitle().length);
let ended = body.state === 'closed';
let paused = false;
let unspoken = 0; // new posts not yet announced
let announcing = false;
let read = body.cursor; // how far she has read, or could have
let here = false; // she is where new posts come in
/** @type {string | undefined} The time of the first post below the screen, before a change. */
let unseen;
/** @type {Map<string, Op>} The newest put of each post that is beyond this page's last. */
const beyond = new Map();
/** @type {ReturnType<typeof follow> | undefined} */
let line;

const watching = () => !paused && !document.hidden;
/** Whether a post of the one time stands above one of the other. @param {string} at @param {string} other */
const above = (at, other) => (oldestFirst ? at < other : at > other);

/** Changes the page, and shows what waits if the reader is where it comes in.
 * @param {() => void} [change] */
function turn(change) {
  here = following();
  unseen = articles().find((post) => topOf(post) > innerHeight)?.dataset.at;
  still(() => {
    change?.();
    if (here && watching()) reveal();
    draw();
    addOwnTimes();
    document.dispatchEvent(new Event('dateline:changed')); // in here: listeners change texts
  });
  settleEnd(byId('state').matches('.ended'));
}

const reveal = () => waiting().forEach((post) => (post.hidden = false));

function draw() {
  const n = waiting().length;
  more.hidden = !n || paused;
  more.textContent = counted(more, n);
  pause.textContent = paused && n ? counted(pause, n) : pauseLabel;
  document.title = (n ? `(${n}) ` : '') + blogTitle() + titleEnd;
  if (!n) read = line?.cursor ?? read;
  if (unspoken && !paused && !announcing) announcing = !!setTimeout(announce, 1000);
}

function announce() {
  announcing = unspoken > 0;
  if (!announcing) return;
  byId('status').textContent = counted(more, unspoken);
  unspoken = 0;
  setTimeout(announce, QUIET * 1000);
}

/** Puts an element's newer self in its place, if it has one. @param {any} old @param {any} fresh */
function swap(old, fresh) {
  if (!old || old.isEqualNode(fresh)) return;
  const open = [...old.querySelectorAll('details')].map((fold) => fold.open);
  [...fresh.querySelectorAll('details')].forEach((fold, i) => (fold.open = open[i] ?? fold.open));
  const focused = old.contains(document.activeElement) && document.activeElement?.getAttribute('href');
  old.replaceWith(fresh);
  const heir = [...fresh.querySelectorAll('a, summary')].find((one) => one.getAttribute('href') === focused);
  if (focused !== false) focus(heir ?? fresh);
}

/** Puts a post above `below`, or last. @param {any} post @param {Element | null} below */
function place(post, below) {
  const old = byId(post.id);
  if (old) {
    post.hidden = old.hidden;
    if ('new' in old.dataset) post.dataset.new = '';
    const all = articles();
    if ((all[all.indexOf(old) + 1] ?? null) === below) return swap(old, post);
    vacate(old);
    swap(old, post);
  } else {
    // Where nobody reads it may go in at once; but of the newest of all a reader is told.
    const unread = unseen && !above(post.dataset.at, unseen) && (below || !oldestFirst);
    post.hidden = !watching() || !(here || unread);
    post.dataset.new = '';
    unspoken += 1;
  }
  posts.insertBefore(byId(post.id) ?? post, below);
}

/** The post that stands below this one on the page; null if none does. @param {any} post @param {string | null} before */
function neighbour(post, before) {
  const others = articles().filter(({ id }) => id !== post.id);
  const older = others.findIndex(({ id }) => id === `p-${before}`);
  if (older >= 0) return others[oldestFirst ? older + 1 : older] ?? null;
  // It is beyond this page's last, or is not of those that it lists.
  return others.find(({ dataset }) => above(post.dataset.at, dataset.at)) ?? null;
}

/** @param {Op} op */
function operate(op) {
  if (op.op === 'drop') return leave(byId(`p-${op.id}`));
  const elements = /** @type {any[]} */ ([...parse(op.html).body.children]);
  if (op.op === 'head') return elements.forEach((part) => swap(byId(part.id), part));
  const [post] = elements;
  const old = byId(post.id);
  if (body.filter && !post.matches(body.filter)) return leave(old);
  const below = neighbour(post, op.before);
  const side = below ? below === articles()[0] && 'prev' : 'next'; // of the pages of a list, it belongs to that one
  if (old || !document.querySelector(`.pages [rel=${side}]`)) place(post, below);
  else beyond.set(op.id, op);
}

/** @param {any} post */
function leave(post) {
  if (post) vacate(post), post.remove();
}

/** @param {Delta[]} deltas */
function apply(deltas) {
  const ops = deltas.flatMap((delta) => delta.ops);
  if (ops.length) turn(() => ops.forEach(operate));
}

/** @param {string} html */
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
/** @param {string} path */
const getPage = async (path) => parse(await (await get(path)).text());

/** Takes over a new copy of the page, in place; gives its cursor. */
async function renew() {
  const page = await getPage(location.pathname);
  Object.assign(body, page.body.dataset);
  beyond.clear();
  turn(() => {
    page.querySelectorAll(PARTS).forEach((part) => swap(byId(part.id), part));
    renewPosts(page);
  });
  return body.cursor;
}

/** @param {Document} page */
function renewPosts(page) {
  const theirs = /** @type {any[]} */ ([...page.querySelectorAll('#posts > article')].reverse());
  const ids = new Set(theirs.map((post) => post.id));
  const overlap = articles().some((post) => ids.has(post.id));
  const last = overlap ? byId(theirs[0].id) : null;
  for (const post of articles()) {
    if (!ids.has(post.id)) leave(post);
    if (post === last) break; // below it are posts of the pages that follow
  }
  let below = last?.nextElementSibling ?? null;
  for (const post of theirs) {
    place(post, below);
    below = byId(post.id);
  }
  if (last) return;
  document.querySelector('.pages')?.remove();
  posts.after(...page.querySelectorAll('.pages'));
  if (!overlap) reveal(), scrollTo(0, 0);
}

function settleEnd(now = true) {
  if (now) line?.rest();
  if (now === ended) return;
  ended = now;
  pause.hidden = now;
  if (now && paused) toggle();
}

function toggle() {
  paused = !paused;
  pause.setAttribute('aria-pressed', paused);
  turn();
}

const settle = () => void (waiting().length && watching() && following() && turn());

function showNew() {
  const [first] = waiting();
  const focused = document.activeElement === more;
  turn(reveal);
  if (!oldestFirst) scrollTo(0, 0);
  if (oldestFirst || topOf(first) > innerHeight / 2) first.scrollIntoView();
  if (focused) focus(first);
}

/** Goes to a post that a part of the page leads to. @param {any} post @param {HTMLElement} link */
function jump(post, link) {
  if (post.hidden) turn(reveal);
  link.closest('#keys [open]')?.removeAttribute('open'); // on a phone it lies over the posts
  location.hash = post.id;
  post.scrollIntoView(); // she may have been there before
  focus(post);
}

/** @param {any} event */
function click(event) {
  open(event);
  const link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const post = byId(`p-${link.href.split(`${location.origin}/${slug}/p/`)[1]}`);
  const leads = post && !link.closest('article');
  const next = link.matches('.pages [rel=next]');
  if (leads || next) event.preventDefault();
  if (next) load(link.parentNode, link, getPage, beyond, operate, turn).catch(() => location.assign(link.href));
  if (leads) jump(post, link);
}

function turned() {
  if (document.hidden) leaveFor();
  else settle(), welcome();
}

const leaveFor = () => remember(waiting().length ? read : line?.cursor ?? read);

/** A link to a post that has left this page, or is not of those that it lists, leads to it all the same. */
function find() {
  const post = location.hash.split('#p-')[1];
  if (post && !byId(`p-${post}`)) location.replace(`/${slug}/p/${post}`);
}

addOwnTimes();
if (oldestFirst) posts.after(more);
more.onclick = showNew;
pause.onclick = toggle;
const heard = { scroll: settle, pagehide: leaveFor, hashchange: find, click, focusin: open };
Object.entries(heard).forEach(([event, deed]) => addEventListener(event, deed));
document.addEventListener('visibilitychange', turned);
find();
if (!ended) {
  pause.hidden = false;
  line = follow({
    origin: location.origin,
    slug,
    cursor: read,
    deltas: apply,
    reset: renew,
    lost: (lost) => (byId('connection').hidden = !lost),
    closed: settleEnd,
  });
}
