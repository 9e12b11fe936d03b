// @ts-check
/**
 * Tells a reader who comes back what happened meanwhile: how much, what of it matters, and where she had stopped. The
 * browser remembers where that was and asks for what followed; the server knows nothing of who she is.
 *
 * @typedef {import('./line.js').Delta} Delta
 * @typedef {import('./wanted.js').Visit} Visit
 * @typedef {{posts: any[], isMore: boolean, summary: any}} News Posts that are new or changed, in the page's order;
 *   whether there may be more new ones than are known; the newest `#summary`, if it may have changed.
 */

import { articles, body, byId, counted, focus, locale, oldestFirst, slug } from './page.js';

const DAY = 86_400_000; // ms

const source = /** @type {HTMLTemplateElement} */ (byId('away')).content;
/** @type {Visit} */
let visit;
/** @type {any} */
let panel;

/** @param {HTMLElement} _ @param {Visit} last */
export async function use(_, last) {
  const reply = await fetch(`/${slug}/since/${last.cursor}.json`, { cache: 'no-cache' });
  if (!reply.ok) return;
  const { reset, deltas } = await reply.json();
  const news = reset ? fromPage(last) : fromDeltas(last, deltas);
  if (!news.posts.length && !news.summary) return;
  close();
  visit = last;
  await show(news);
  mark();
}

/** @param {any} post @param {Visit} last */
const isNew = (post, last) => post.dataset.at > (last.newest ?? '');

/** @param {Visit} last @param {Delta[]} deltas @returns {News} */
function fromDeltas(last, deltas) {
  const found = new Map();
  let summary;
  for (const op of deltas.flatMap((delta) => delta.ops)) {
    const template = document.createElement('template');
    template.innerHTML = op.op === 'drop' ? '' : op.html;
    if (op.op === 'head') summary = template.content.querySelector('#summary') ?? summary;
    if (op.op === 'drop') found.delete(op.id);
    if (op.op !== 'put') continue;
    const post = /** @type {any} */ (template.content.firstElementChild);
    const isFirst = post.dataset.revision === '1' || isNew(post, last) || found.get(op.id)?.isNew;
    found.set(op.id, Object.assign(post, { isNew: isFirst }));
  }
  return { posts: [...found.values()].sort(inOrder), isMore: false, summary };
}

/** What can be said when the way from there to here is not known. @param {Visit} last @returns {News} */
function fromPage(last) {
  const posts = articles().map((post) => Object.assign(post.cloneNode(true), { isNew: isNew(post, last) }));
  return { posts, isMore: posts.length > 0 && posts.every((post) => post.isNew), summary: byId('summary') };
}

/** @param {any} a @param {any} b */
const inOrder = (a, b) => (a.dataset.at < b.dataset.at ? -1 : 1) * (oldestFirst ? 1 : -1);

/** @param {any} post @param {string} selector What in it has a time after the visit. */
const later = (post, selector) =>
  [...post.querySelectorAll(selector)].filter((one) => one.querySelector('time').dateTime > visit.changed);

/** @param {News} news */
async function show(news) {
  const sheet = source.querySelector('link');
  if (sheet) await new Promise((done) => { sheet.onload = sheet.onerror = done; document.head.append(sheet); });
  panel = /** @type {Element} */ (source.querySelector('section')).cloneNode(true);
  const fresh = news.posts.filter((post) => post.isNew);
  const corrected = news.posts.filter((post) => later(post, '.correction').length);
  const retracted = news.posts.filter((post) => later(post, '.tombstone').length);
  const keys = fresh.filter((post) => post.matches('.key'));
  const sentences = [...(news.summary?.querySelectorAll('li') ?? [])].filter(
    (sentence) => !visit.summary.includes(sentence.firstChild?.textContent),
  );
  const heading = panel.querySelector('h2');
  heading.textContent = heading.textContent.replace('{time}', moment());
  const notes = corrected.flatMap((post) => later(post, '.correction'));
  count([news.isMore ? [] : fresh, news.isMore ? fresh : [], notes, retracted, keys]);
  list([keys.map((post) => item(post)), corrected.map(corrections), retracted.map(reason), sentences.map((one) => one.cloneNode(true))]);
  panel.addEventListener('click', press);
  panel.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && close());
  document.querySelector('main')?.append(panel);
  for (const { id } of fresh) byId(id)?.setAttribute('data-new', '');
  byId('status').textContent = `${heading.textContent}: ${panel.querySelector('.counts').textContent}`;
}

/** When she was here, by her own clock; with the day when that is another. */
function moment() {
  const days = Math.floor(localDay(Date.now()) - localDay(visit.at));
  return new Date(visit.at).toLocaleString(locale, days ? { dateStyle: 'medium', timeStyle: 'short' } : { timeStyle: 'short' });
}

/** @param {number} at */
const localDay = (at) => Math.floor((at - new Date(at).getTimezoneOffset() * 60_000) / DAY);

/** @param {any[][]} counts In the order of the template. */
function count(counts) {
  const line = panel.querySelector('.counts');
  const told = [...line.children].map((one, n) => counts[n].length && counted(one, counts[n].length)).filter(Boolean);
  line.textContent = new Intl.ListFormat(locale, { type: 'unit' }).format(told);
}

/** @param {Element[][]} lists In the order of the template. */
function list(lists) {
  panel.querySelectorAll('ul').forEach((/** @type {Element} */ one, /** @type {number} */ n) => {
    one.append(...lists[n]);
    if (!lists[n].length) one.previousElementSibling?.remove(), one.remove();
  });
  if (!lists.flat().length) panel.querySelector('[value=show]').remove();
  if (!stop()) panel.querySelector('[value=go]').remove();
}

/** A link to a post. @param {any} post @param {string} [below] What is said of it. */
function item(post, below) {
  const [line, link, note] = ['li', 'a', 'p'].map((name) => document.createElement(name));
  const time = post.querySelector('.at time').cloneNode();
  const heading = post.querySelector('h2').cloneNode(true);
  time.textContent = post.querySelector('.at b').textContent;
  Object.assign(link, { href: post.querySelector('.at').href });
  link.dir = 'auto';
  link.append(time, ' ', ...heading.childNodes);
  line.append(link);
  note.dir = 'auto';
  note.textContent = below ?? '';
  if (note.textContent) line.append(note);
  return line;
}

/** @param {any} post */
const corrections = (post) =>
  item(post, later(post, '.correction').map((one) => one.querySelector('bdi').textContent).join('\n'));
/** @param {any} post */
const reason = (post) => item(post, post.querySelector('.reason bdi')?.textContent);

/** The newest post that she may have seen, if it is on the page. */
function stop() {
  const seen = articles().filter((post) => !isNew(post, visit) && !post.hidden);
  const one = oldestFirst ? seen.at(-1) : seen[0];
  return one && articles().some((post) => isNew(post, visit)) ? one : undefined;
}

/** Draws the line between what she had read and what came after; again when its post has been replaced. */
function mark() {
  if (!panel || document.querySelector('.post > .marker')) return;
  const line = /** @type {any} */ (source.querySelector('.marker')?.cloneNode(true));
  line.firstChild.textContent = line.textContent.replace('{time}', moment());
  stop()?.prepend(line);
}

/** @param {MouseEvent} event */
function press({ target }) {
  const button = /** @type {Element} */ (target).closest('button');
  if (button?.value === 'close') close();
  if (button?.value === 'show') unfold(button);
  if (button?.value !== 'go') return;
  const post = stop();
  post?.scrollIntoView({ behavior: 'instant', block: 'center' });
  if (post) focus(post);
}

/** @param {HTMLButtonElement} button */
function unfold(button) {
  const digest = byId('away-digest');
  digest.hidden = !digest.hidden;
  button.ariaExpanded = String(!digest.hidden);
  if (!digest.hidden) focus(digest);
}

function close() {
  panel?.remove();
  panel = undefined;
  document.querySelector('.post > .marker')?.remove();
}

document.addEventListener('dateline:changed', mark);
