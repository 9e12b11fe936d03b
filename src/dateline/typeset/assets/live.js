// @ts-check
/**
 * Keeps an open live page as new as its blog, and never moves what is being read.
 *
 * @typedef {{op: 'put' | 'drop', id: string, before: string | null, html: string} | {op: 'head', html: string}} Op
 * @typedef {{cursor: string, ops: Op[]}} Delta A beat has no operations.
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
/** @param {number} n */
const updates = (n) => (n === 1 ? more.dataset.one : more.dataset.many.replace('{n}', n));
/** @param {Element} element */
const topOf = (element) => element.getBoundingClientRect().top;
const blogTitle = () => byId('masthead').querySelector('h1').textContent;

const [posts, more, pause, connection] = ['posts', 'new', 'pause', 'connection'].map(byId);
const pauseLabel = pause.textContent;
const titleEnd = document.title.slice(blogTitle().length);
let { slug, state, cursor = '' } = document.body.dataset;
let ended = state === 'closed';
let paused = false;
let harmless = ''; // new posts of this time, or older, go in where nobody reads
let unspoken = 0; // new posts not yet announced
let drift = 0; // px that the page stands too low, since scrolling is by whole ones
/** @type {Mark[]} */
let marks = [];
/** @type {AbortController | undefined} While this tab has the stream, or waits for it. */
let line;
/** @type {BroadcastChannel | undefined} */
let channel;
/** @type {EventSource | undefined} */
let stream;
let failures = 0; // streams that failed since one was heard
let misses = 0; // requests that failed since one was answered
let interval = 10; // seconds between two requests, as the server says
let turn = 0;
/** @type {Map<string, Op>} The newest put of each post that is beyond this page's oldest. */
const beyond = new Map();
/** @type {Delta[]} */
const queue = [];
/** @type {Record<string, number>} */
const timers = {};

/** @param {string} name @param {number} seconds @param {() => void} deed */
function after(name, seconds, deed) {
  cancel(name);
  timers[name] = setTimeout(() => { cancel(name); deed(); }, seconds * 1000);
}

/** @param {string[]} names */
function cancel(...names) {
  for (const name of names) clearTimeout(timers[name]), delete timers[name];
}

/** @returns {any[]} Posts that are in their places but not shown yet. */
const waiting = () => [...posts.querySelectorAll(':scope > [hidden]')];
const watching = () => !paused && !document.hidden;

/** A post's blocks (of a text); itself for null. @param {string} id @param {string | null} [text] @returns {any[]} */
function blocks(id, text) {
  if (text === null) return [byId(id)];
  const all = byId(id)?.querySelectorAll(BLOCKS) ?? [];
  return [...all].filter((block) => text === undefined || block.textContent === text);
}

/** @returns {Mark[]} What is on screen: texts first, since a post above its text may grow. */
function look() {
  const seen = [...posts.children].filter((post) => {
    const { top, bottom, height } = post.getBoundingClientRect();
    return height && bottom > 0 && top < innerHeight;
  });
  const texts = seen.flatMap(({ id }) => blocks(id).map((block) => {
    const text = block.textContent;
    return { id, text, nth: blocks(id, text).indexOf(block), top: topOf(block) };
  }));
  const whole = seen.map((post) => ({ id: post.id, text: null, nth: 0, top: topOf(post) }));
  return [...texts.filter(({ top }) => top >= 0 && top < innerHeight), ...whole];
}

/** Changes the page so that nothing on screen moves, unless the reader is at the top. */
function still(change = () => {}) {
  const { style } = document.documentElement;
  const top = scrollY < TOP;
  marks = top ? [] : look();
  harmless = top ? '~' : [...posts.children].find((post) => topOf(post) > innerHeight)?.dataset.at ?? '';
  style.overflowAnchor = 'none'; // the browser's own anchoring would come on top of this one
  change();
  if (top && watching()) reveal();
  draw();
  const mark = marks.find(({ id, text, nth }) => blocks(id, text)[nth]);
  if (mark) {
    const block = blocks(mark.id, mark.text)[mark.nth];
    const goal = mark.top - drift;
    scrollBy({ top: topOf(block) - goal, behavior: 'instant' });
    drift = topOf(block) - goal;
    if (Math.abs(drift) > 1) drift = 0; // the page has come to its end, or the reader has scrolled
  }
  requestAnimationFrame(() => requestAnimationFrame(() => (style.overflowAnchor = '')));
}

const reveal = () => waiting().forEach((post) => { post.hidden = false; post.classList.add('fresh'); });

function draw() {
  const n = waiting().length;
  more.hidden = !n || paused;
  more.textContent = updates(n);
  pause.textContent = paused && n ? pause.dataset.waiting.replace('{n}', n) : pauseLabel;
  document.title = (n ? `(${n}) ` : '') + blogTitle() + titleEnd;
  if (unspoken && !paused && !timers.announce) after('announce', 1, announce);
}

function announce() {
  if (!unspoken) return;
  byId('status').textContent = updates(unspoken);
  unspoken = 0;
  after('announce', QUIET, announce);
}

/** Puts an element's newer self in its place. @param {any} old @param {any} fresh */
function swap(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const open = [...old.querySelectorAll('details')].map((fold) => fold.open);
  [...fresh.querySelectorAll('details')].forEach((fold, i) => (fold.open = open[i] ?? fold.open));
  const focused = old.contains(document.activeElement) && document.activeElement?.getAttribute('href');
  old.replaceWith(fresh);
  const heir = [...fresh.querySelectorAll('a, summary')].find((one) => one.getAttribute('href') === focused);
  if (focused !== false) focus(heir ?? fresh);
}

/** @param {HTMLElement} element */
function focus(element) {
  if (!element.matches('a, summary')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Puts a post above `below`, or last. @param {HTMLElement} post @param {Element | null} below */
function place(post, below) {
  const old = byId(post.id);
  post.hidden = old ? old.hidden : !watching() || `${post.dataset.at}` > harmless;
  if (old) {
    swap(old, post);
    if (byId(post.id).nextElementSibling === below) return;
    marks = marks.filter((mark) => mark.id !== post.id); // it goes elsewhere, and the page shall not follow it
  } else {
    post.classList.toggle('fresh', !post.hidden);
    unspoken += 1;
  }
  posts.insertBefore(byId(post.id) ?? post, below);
}

/** @param {Op} op */
function operate(op) {
  if (op.op === 'drop') return byId(`p-${op.id}`)?.remove();
  const template = document.createElement('template');
  template.innerHTML = op.html;
  const elements = /** @type {any[]} */ ([...template.content.children]);
  if (op.op === 'head') return elements.forEach((part) => byId(part.id) && swap(byId(part.id), part));
  const [post] = elements;
  const old = byId(post.id);
  // The post below may be missing: it is beyond this page's oldest, or its text was taken out of the replay.
  const older = [...posts.children].find((other) => other !== old && other.dataset.at < post.dataset.at);
  const below = byId(`p-${op.before}`) ?? older ?? null;
  if (old || below || !document.querySelector('a[rel=next]')) place(post, below);
  else beyond.set(op.id, op);
}

/** Applies what the stream has brought, then these. @param {Delta[]} deltas */
function apply(deltas) {
  const ops = [...queue.splice(0), ...deltas].flatMap((delta) => delta.ops);
  cursor = deltas.at(-1)?.cursor ?? cursor;
  if (ops.length) still(() => ops.forEach(operate));
  if (byId('state').matches('.ended')) finish();
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
  const asked = cursor;
  const reply = await (await get(`/${slug}/since/${asked}.json`)).json();
  interval = reply.poll;
  if (reply.reset) return renew();
  if (cursor === asked) apply(reply.deltas); // or else the news have come another way meanwhile
  if (reply.state === 'closed') finish();
}

/** Takes over a new copy of the page, in place: history was replaced, or too much of it was missed. */
async function renew() {
  const page = await getPage(`/${slug}`);
  cursor = page.body.dataset.cursor ?? cursor;
  beyond.clear();
  queue.length = 0;
  still(() => {
    for (const part of page.querySelectorAll('[id]')) {
      const own = part.closest('#posts') || part.matches(CONTROLS) || part.querySelector(CONTROLS);
      if (!own && byId(part.id)) swap(byId(part.id), /** @type {any} */ (part));
    }
    renewPosts(page);
  });
  if (page.body.dataset.state === 'closed') finish();
}

/** @param {Document} page */
function renewPosts(page) {
  const theirs = /** @type {any[]} */ ([...page.querySelectorAll('#posts > article')].reverse());
  const ids = new Set(theirs.map((post) => post.id));
  const overlap = [...posts.children].some((post) => ids.has(post.id));
  const oldest = overlap ? byId(theirs[0].id) : null;
  for (const post of [...posts.children]) {
    if (!ids.has(post.id)) post.remove();
    if (post === oldest) break; // below it are older posts than that page holds
  }
  let below = oldest?.nextElementSibling ?? null;
  for (const post of theirs) {
    place(post, below);
    below = byId(post.id);
  }
  if (oldest) return;
  document.querySelector('.pages')?.remove();
  posts.after(...page.querySelectorAll('.pages'));
  if (!overlap) reveal(), scrollTo({ top: 0, behavior: 'instant' });
}

/** Full jitter, so that readers who were cut off together do not come back together. @param {number} n */
const backoff = (n) => Math.random() * Math.min(8, 2 ** (n - 1));

/** Gets in line for the browser's one stream of the blog; the tab that has it passes its events on to the others. */
async function listen(steal = false) {
  hangUp();
  const { signal } = (line = new AbortController());
  const name = `dateline:${slug}`;
  try {
    channel = new BroadcastChannel(name);
    channel.onmessage = ({ data: [event, news] }) => take(event, news);
    hail();
    await navigator.locks.request(name, steal ? { steal } : { signal }, () => hold(signal));
  } catch (/** @type {any} */ error) {
    if (signal.aborted) return;
    if (error.name === 'AbortError') return listen(); // another tab took it
    channel?.close(); // no locks here: a stream for each tab
    channel = undefined;
    hold(signal);
  }
}

/** @param {AbortSignal} signal */
const hold = (signal) => new Promise((done) => {
  if (signal.aborted) return done(signal);
  signal.onabort = done;
  stream = new EventSource(`/${slug}/stream?after=${cursor}`);
  stream.onerror = () => lost();
  for (const name of ['delta', 'beat', 'reset']) {
    stream.addEventListener(name, ({ data }) => {
      const news = JSON.parse(data);
      pass(name, news);
      take(name, news);
    });
  }
  watch();
});

function hangUp() {
  stream?.close();
  channel?.close();
  line?.abort();
  stream = channel = line = undefined;
  cancel('watch', 'stream');
}

/** @param {string} name @param {any} [news] */
const pass = (name, news) => channel?.postMessage([name, news]);

/** @param {string} name @param {any} news */
function take(name, news) {
  if (name === 'hello') return stream && (failures ? pass('lost') : pass('beat', { cursor }));
  watch();
  if (name === 'lost') return stream || lost();
  failures = misses = 0;
  cancel('next');
  tell();
  if (name === 'reset') start(Math.random() * 2, renew);
  else receive(news);
}

const watch = () => after('watch', SILENCE, () => (stream ? lost(true) : hail()));

/** Calls the tab that has the stream. A suspended one gives no answer: then this tab takes it. */
function hail() {
  pass('hello');
  if (!stream) after('watch', PATIENCE * (1 + Math.random()), () => listen(true));
}

/** Takes the next delta; begins anew when one was missed. @param {Delta} event */
function receive(event) {
  const [[epoch, seq], [theirs, last]] = [cursor.split('.'), event.cursor.split('.')];
  const ahead = theirs === epoch ? Number(last) - Number(seq) : Infinity;
  if (ahead > 1 || (ahead === 1 && !event.ops)) start(Math.random());
  if (ahead !== 1 || !event.ops) return;
  cursor = event.cursor;
  queue.push(event);
  if (!timers.apply) after('apply', 0, () => apply([])); // all that has come, at once: each time costs a layout
}

function lost(silent = false) {
  failures += 1;
  if (stream) pass('lost');
  if (failures < TRIES) tell(true);
  // Cut off, the browser comes back by itself, and when the server has told it to.
  if (!silent && failures < TRIES && stream?.readyState !== EventSource.CLOSED) return;
  hangUp();
  if (failures < TRIES) return start(backoff(failures));
  after('stream', (0.5 + Math.random()) * Math.min(180, 2 ** (failures + 1)), listen);
  if (!timers.next) run(catchUp);
}

function tell(away = false) {
  if (away && !timers.away) after('away', PATIENCE, () => (connection.hidden = false));
  if (!away) cancel('away'), (connection.hidden = true);
}

/** One request for what was missed, then the stream. */
function start(delay = 0, deed = catchUp) {
  rest();
  if (!ended) after('next', delay, () => run(deed));
}

/** @param {() => Promise<void>} deed */
async function run(deed) {
  const mine = ++turn;
  const answered = await deed().then(() => true, () => false);
  tell(!answered);
  if (mine !== turn || (answered && line)) return;
  if (!answered) return after('next', backoff(++misses), () => run(deed));
  if (misses) failures = misses = 0; // the server was away, so it was not streams that failed
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
  tell();
  pause.hidden = true;
  if (paused) toggle();
}

function back() {
  if (document.hidden) return;
  failures = misses = 0;
  start();
}

function toggle() {
  paused = !paused;
  pause.setAttribute('aria-pressed', String(paused));
  still();
}

const settle = () => void (scrollY < TOP && watching() && waiting().length && still());

function turned() {
  if (document.hidden) return after('hidden', HIDDEN, rest);
  cancel('hidden');
  settle();
  if (line) hail();
  else if (!timers.next) back();
}

function showNew() {
  const [newest] = waiting();
  const focused = document.activeElement === more;
  still(reveal);
  scrollTo({ top: 0, behavior: 'instant' });
  if (topOf(newest) > innerHeight / 2) newest.scrollIntoView({ behavior: 'instant' });
  if (focused) focus(newest);
}

/** @param {HTMLAnchorElement} link */
async function showOlder(link) {
  const page = await getPage(link.href).catch(() => location.assign(link.href));
  if (!page) return;
  const older = [...page.querySelectorAll('#posts > article')].filter((post) => !byId(post.id));
  posts.append(...older);
  link.replaceWith(...page.querySelectorAll('a[rel=next]'));
  const puts = [...beyond.values()]; // that page may have come from a cache, or have been made before they were
  beyond.clear();
  still(() => puts.forEach(operate));
  if (older.length) focus(byId(older[0].id));
}

/** @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element && event.target.closest('a');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const post = byId(`p-${link.href.split(`${location.origin}/${slug}/p/`)[1]}`);
  const leads = post && !link.closest('article');
  if (leads || link.rel === 'next') event.preventDefault();
  if (link.rel === 'next') showOlder(link);
  if (leads && post.hidden) still(reveal);
  if (leads) location.hash = post.id;
}

document.addEventListener('click', follow);
more.addEventListener('click', showNew);
pause.addEventListener('click', toggle);
posts.addEventListener('animationend', (/** @type {any} */ event) => event.target.classList.remove('fresh'));
addEventListener('scroll', settle, { passive: true });
if (!ended) {
  pause.hidden = false;
  addEventListener('offline', () => (connection.hidden = false));
  addEventListener('pageshow', (event) => event.persisted && back());
  document.addEventListener('visibilitychange', turned);
  for (const name of ['online', 'resume']) addEventListener(name, back, true);
  for (const name of ['pagehide', 'freeze']) addEventListener(name, rest, true);
  listen();
  if (document.hidden) turned();
}
