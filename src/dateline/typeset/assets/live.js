// @ts-check
/**
 * Keeps an open live page as new as its blog, and never moves what is being read.
 *
 * @typedef {{op: 'put', id: string, before: string | null, html: string}} Put
 * @typedef {Put | {op: 'drop', id: string} | {op: 'head', html: string}} Op
 * @typedef {{cursor: string, ops: Op[]}} Delta
 * @typedef {{deltas: Delta[], poll: number, state: string, reset?: boolean}} Since
 * @typedef {{id: string, text: string | null, nth: number, top: number}} Mark
 */

const TOP = 60; // px: nearer to the page's top than this, new posts go in at once
const SILENCE = 38; // seconds: two and a half beats
const PATIENCE = 4; // seconds without the server before the page speaks of it
const HIDDEN = 60; // seconds that a hidden tab keeps its stream
const QUIET = 15; // seconds between two announcements
const TRIES = 3; // streams that fail in a row before polling
const CONTROLS = '#posts, #new, #status, #pause, #connection';
const BLOCKS = 'h2, .body p, .body li';

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
/** @type {HTMLElement} */
const posts = byId('posts');
/** @type {HTMLButtonElement} */
const more = byId('new');
/** @type {HTMLButtonElement} */
const pause = byId('pause');
const pauseLabel = pause.textContent;
const { slug, state } = document.body.dataset;
/** @param {number} n */
const updates = (n) => (n === 1 ? '1 new update' : `${n} new updates`);

let cursor = document.body.dataset.cursor ?? '';
let ended = state === 'closed';
let title = document.title;
let paused = false;
let unspoken = 0; // new posts not yet announced

/** @type {Record<string, number>} */
const timers = {};

/** @param {string} name @param {number} seconds @param {() => void} deed */
function after(name, seconds, deed) {
  cancel(name);
  timers[name] = setTimeout(() => {
    delete timers[name];
    deed();
  }, seconds * 1000);
}

/** @param {string} name */
function cancel(name) {
  clearTimeout(timers[name]);
  delete timers[name];
}

// The page

/** @type {Mark[]} */
let marks = [];
let drift = 0;

/** @returns {HTMLElement[]} Posts in their places on the page that are not shown yet. */
const waiting = () => [...posts.querySelectorAll(':scope > [hidden]')].map((post) => byId(post.id));
const watching = () => !paused && !document.hidden;

/** @param {Mark} mark @returns {Element | undefined} */
function find({ id, text, nth }) {
  return text === null ? byId(id) : blocks(byId(id), text)[nth];
}

/** @param {Element | null} post @param {string} [text] */
function blocks(post, text) {
  return [...(post?.querySelectorAll(BLOCKS) ?? [])].filter((block) => text === undefined || block.textContent === text);
}

/** @returns {Mark[]} What is on screen: texts first, since a post above its text may grow. */
function look() {
  const texts = [];
  const whole = [];
  for (const post of posts.children) {
    const { id } = post;
    const box = post.getBoundingClientRect();
    if (box.top > innerHeight) break;
    if (!box.height || box.bottom < 0) continue;
    for (const block of post.querySelectorAll(BLOCKS)) {
      const { top } = block.getBoundingClientRect();
      const text = block.textContent ?? '';
      if (top >= 0 && top < innerHeight) texts.push({ id, text, nth: blocks(post, text).indexOf(block), top });
    }
    whole.push({ id, text: null, nth: 0, top: box.top });
  }
  return [...texts, ...whole];
}

/** Changes the page so that nothing on screen moves, unless the reader is at the top. @param {() => void} change */
function still(change) {
  const root = document.documentElement;
  const top = scrollY < TOP;
  marks = top ? [] : look();
  root.style.overflowAnchor = 'none'; // the browser's own anchoring would come on top of this one
  change();
  if (top && watching()) reveal();
  draw();
  const mark = marks.find(find);
  const block = mark && find(mark);
  if (mark && block) {
    const goal = mark.top - drift; // scrolling is by whole pixels: the rest is made good the next time
    scrollBy({ top: block.getBoundingClientRect().top - goal, behavior: 'instant' });
    drift = block.getBoundingClientRect().top - goal;
    if (Math.abs(drift) > 1) drift = 0;
  }
  requestAnimationFrame(() => requestAnimationFrame(() => (root.style.overflowAnchor = '')));
}

function reveal() {
  for (const post of waiting()) {
    post.hidden = false;
    post.classList.add('fresh');
  }
}

function draw() {
  const n = waiting().length;
  more.hidden = !n || paused;
  more.textContent = updates(n);
  pause.textContent = paused && n ? `${pauseLabel} (${n} waiting)` : pauseLabel;
  document.title = n ? `(${n}) ${title}` : title;
  if (unspoken && !paused && !timers.announce) after('announce', 1, announce);
}

function announce() {
  if (!unspoken) return;
  byId('status').textContent = updates(unspoken);
  unspoken = 0;
  after('announce', QUIET, announce);
}

/** @param {string} html @returns {any[]} */
function elements(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return [...template.content.children];
}

/** Puts an element's newer self in its place; folds stay open, and the focus stays inside. @param {HTMLElement} old @param {HTMLElement} fresh */
function swap(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const open = [...old.querySelectorAll('details')].map((fold) => fold.open);
  fresh.querySelectorAll('details').forEach((fold, i) => (fold.open = open[i] ?? fold.open));
  const focused = old.contains(document.activeElement) && document.activeElement?.getAttribute('href');
  old.replaceWith(fresh);
  if (focused === false) return;
  const heirs = /** @type {NodeListOf<HTMLElement>} */ (fresh.querySelectorAll('a, summary'));
  focus([...heirs].find((heir) => heir.getAttribute('href') === focused) ?? fresh);
}

/** @param {HTMLElement} element */
function focus(element) {
  if (!element.matches('a, summary')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Whether nobody's reading is moved by a new post above `below`. @param {any} below */
function welcome(below) {
  if (!watching()) return false;
  while (below?.hidden) below = below.nextElementSibling;
  const edge = below ? below.getBoundingClientRect().top : posts.getBoundingClientRect().bottom;
  return scrollY < TOP || edge > innerHeight;
}

/** Puts a post above `below`, or last. @param {HTMLElement} post @param {Element | null} below */
function place(post, below) {
  const old = byId(post.id);
  post.hidden = old ? old.hidden : !welcome(below);
  if (old) {
    swap(old, post);
    if (byId(post.id).nextElementSibling === below) return;
    marks = marks.filter((mark) => mark.id !== post.id); // it goes elsewhere, and the page shall not follow it
  } else {
    post.classList.toggle('fresh', !post.hidden);
    unspoken += 1;
  }
  posts.insertBefore(old ? byId(post.id) : post, below);
}

/** @param {Put} put */
function perform({ id, before, html }) {
  const [post] = elements(html);
  const old = byId(post.id);
  // The post below may be missing here: it is beyond this page's oldest, or its text was taken out of the replay.
  const below =
    byId(`p-${before}`) ??
    [...posts.children].find((/** @type {any} */ other) => other !== old && other.dataset.at < post.dataset.at) ??
    null;
  if (old || below || !document.querySelector('a[rel=next]')) place(post, below);
}

/** @param {Op} op */
function operate(op) {
  if (op.op === 'put') perform(op);
  else if (op.op === 'drop') byId(`p-${op.id}`)?.remove();
  else for (const part of elements(op.html)) if (byId(part.id)) swap(byId(part.id), part);
}

/** @param {Delta[]} deltas */
function apply(deltas) {
  if (!deltas.length) return;
  cursor = deltas[deltas.length - 1].cursor;
  still(() => deltas.forEach((delta) => delta.ops.forEach(operate)));
  if (byId('state').matches('.ended')) finish();
}

// The server's answers

/** @param {string} text @returns {[string, number]} */
function split(text) {
  const [epoch, seq] = text.split('.');
  return [epoch, Number(seq)];
}

/** @param {string} path */
async function get(path) {
  const reply = await fetch(path, { cache: 'no-cache', signal: AbortSignal.timeout(20_000) });
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply;
}

/** @param {string} path */
const getPage = async (path) => new DOMParser().parseFromString(await (await get(path)).text(), 'text/html');

async function catchUp() {
  /** @type {Since} */
  const reply = await (await get(`/${slug}/since/${cursor}.json`)).json();
  interval = reply.poll;
  if (reply.reset) return renew();
  const [epoch, seq] = split(cursor);
  apply(reply.deltas.filter((delta) => split(delta.cursor)[0] === epoch && split(delta.cursor)[1] > seq));
  if (reply.state === 'closed') finish();
}

/** Takes over a new copy of the page, in place: history was replaced, or too much of it was missed. */
async function renew() {
  const page = await getPage(`/${slug}`);
  cursor = page.body.dataset.cursor ?? cursor;
  title = page.title;
  still(() => {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('[id]'))) {
      const own = part.closest('#posts') || part.matches(CONTROLS) || part.querySelector(CONTROLS);
      if (!own && byId(part.id)) swap(byId(part.id), part);
    }
    renewPosts(page);
  });
  if (page.body.dataset.state === 'closed') finish();
}

/** @param {Document} page */
function renewPosts(page) {
  const theirs = /** @type {HTMLElement[]} */ ([...page.querySelectorAll('#posts > article')]);
  const ids = new Set(theirs.map((post) => post.id));
  const overlap = [...posts.children].some((post) => ids.has(post.id));
  const oldest = overlap && byId(theirs[theirs.length - 1].id);
  for (const post of [...posts.children]) {
    if (!ids.has(post.id)) post.remove();
    if (post === oldest) break; // below it are older posts than that page holds
  }
  let below = oldest ? oldest.nextElementSibling : null;
  for (const post of theirs.reverse()) {
    place(post, below);
    below = byId(post.id);
  }
  if (oldest) return;
  document.querySelector('.pages')?.remove();
  posts.after(...page.querySelectorAll('.pages'));
  if (overlap) return;
  reveal();
  scrollTo({ top: 0, behavior: 'instant' });
}

// The stream, or polling

/** @type {EventSource | undefined} */
let stream;
let failures = 0; // streams that failed since one was heard
let misses = 0; // requests that failed since one was answered
let interval = 10; // seconds
let turn = 0;

/** Full jitter, so that readers who were cut off together do not come back together. @param {number} n */
const backoff = (n) => Math.random() * Math.min(30, 2 ** (n - 1));

function listen() {
  hangUp();
  stream = new EventSource(`/${slug}/stream?after=${cursor}`);
  stream.onerror = lost;
  stream.addEventListener('delta', ({ data }) => {
    heard();
    const delta = JSON.parse(data);
    const [epoch, seq] = split(cursor);
    if (delta.cursor === `${epoch}.${seq + 1}`) apply([delta]);
    else compare(delta.cursor);
  });
  stream.addEventListener('beat', ({ data }) => {
    heard();
    compare(JSON.parse(data).cursor);
  });
  stream.addEventListener('reset', () => start(Math.random() * 2, renew));
  after('watch', SILENCE, silent);
}

function hangUp() {
  stream?.close();
  stream = undefined;
  cancel('watch');
  cancel('stream');
}

function heard() {
  failures = 0;
  cancel('next');
  reached();
  after('watch', SILENCE, silent);
}

/** Begins anew when the server's head is not where this page has come to. @param {string} head */
function compare(head) {
  const [[ours, seq], [theirs, last]] = [split(cursor), split(head)];
  if (theirs !== ours || last > seq) start(Math.random());
}

function silent() {
  hangUp();
  lost();
}

function lost() {
  failures += 1;
  missed();
  if (failures < TRIES && stream?.readyState === EventSource.CONNECTING) return; // the browser retries, when the server said
  hangUp();
  if (failures < TRIES) return start(backoff(failures));
  after('stream', (0.5 + Math.random()) * Math.min(180, 2 ** (failures + 1)), listen);
  if (!timers.next) run(catchUp);
}

function missed() {
  if (!timers.missed) after('missed', PATIENCE, () => (byId('connection').hidden = false));
}

function reached() {
  cancel('missed');
  byId('connection').hidden = true;
}

/** One request for what was missed, then the stream. */
function start(delay = 0, deed = catchUp) {
  rest();
  if (!ended) after('next', delay, () => run(deed));
}

/** @param {() => Promise<void>} deed */
async function run(deed) {
  const mine = ++turn;
  try {
    await deed();
  } catch {
    misses += 1;
    missed();
    if (mine === turn) after('next', backoff(misses), () => run(deed));
    return;
  }
  reached();
  if (mine !== turn || stream) return;
  if (misses) failures = 0; // the server was away, so it was not streams that failed
  misses = 0;
  if (failures < TRIES) listen();
  else after('next', interval * (0.8 + 0.4 * Math.random()), () => run(catchUp));
}

/** Asks for nothing until `start`. */
function rest() {
  turn += 1;
  hangUp();
  cancel('next');
}

function finish() {
  ended = true;
  rest();
  reached();
  pause.hidden = true;
  if (paused) toggle();
}

// The reader

function back() {
  failures = misses = 0;
  start();
}

function toggle() {
  paused = !paused;
  pause.setAttribute('aria-pressed', String(paused));
  unspoken = 0;
  still(() => {});
}

function settle() {
  if (scrollY < TOP && watching() && waiting().length) still(() => {});
}

function turned() {
  if (document.hidden) return after('hidden', HIDDEN, rest);
  cancel('hidden');
  settle();
  if (!stream && !timers.next) back();
}

function showNew() {
  const [first] = waiting();
  const focused = document.activeElement === more;
  reveal();
  draw();
  scrollTo({ top: 0, behavior: 'instant' });
  if (first.getBoundingClientRect().top > innerHeight / 2) first.scrollIntoView({ behavior: 'instant' });
  if (focused) focus(first);
}

/** @param {HTMLAnchorElement} link */
async function showOlder(link) {
  try {
    const page = await getPage(link.href);
    const older = [...page.querySelectorAll('#posts > article')].filter((post) => !byId(post.id));
    posts.append(...older);
    link.replaceWith(...page.querySelectorAll('a[rel=next]'));
    if (older.length) focus(byId(older[0].id));
  } catch {
    location.href = link.href;
  }
}

/** @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element && event.target.closest('a');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const post = byId(`p-${link.href.split(`${location.origin}/${slug}/p/`)[1]}`);
  if (link.rel === 'next') showOlder(link);
  else if (!post || link.closest('article')) return;
  else {
    if (post.hidden) still(reveal);
    location.hash = post.id;
  }
  event.preventDefault();
}

document.addEventListener('click', follow);
more.addEventListener('click', showNew);
pause.addEventListener('click', toggle);
posts.addEventListener('animationend', ({ target }) => /** @type {Element} */ (target).classList.remove('fresh'));
addEventListener('scroll', settle, { passive: true });
if (!ended) {
  pause.hidden = false;
  addEventListener('online', back);
  addEventListener('offline', () => (byId('connection').hidden = false));
  addEventListener('pageshow', (event) => event.persisted && back());
  addEventListener('pagehide', rest);
  document.addEventListener('freeze', rest);
  document.addEventListener('resume', back);
  document.addEventListener('visibilitychange', turned);
  listen();
}
