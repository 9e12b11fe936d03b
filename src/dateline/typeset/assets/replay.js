// @ts-check
/**
 * Plays a blog's story again: a slider of its time, and the page as it was at that time.
 *
 * @typedef {{op: 'put', id: string, before: string | null, html: string} | {op: 'head', html: string}} Op
 * @typedef {{at: string, t: number, ops: Op[]}} Step
 * @typedef {{zone: string, steps: Step[], keys: {id: string, at: string, headline: string}[]}} Story
 */

const LENGTH = 120; // seconds from the first step to the last
const SHOWN = 40; // posts on the page at a time
const STEP = 2; // seconds for each step where nothing shall move
const QUIET = 15; // seconds between two announcements

/** @param {string} selector @param {ParentNode} [within] @returns {any} */
const find = (selector, within = document) => within.querySelector(selector);

const player = find('#player');
const posts = find('#posts');
const slider = find('input', player);
const play = find('.play', player);
const speed = find('select', player);
const words = player.dataset;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** @type {Story} */
let story;
let done = 0; // steps that the page shows
/** @type {string[]} The posts by their ids, newest first. */
let order = [];
/** @type {Map<string, string>} */
let articles = new Map();
/** @type {Map<string, string>} The parts above the posts, by their elements' ids. */
let heads = new Map();
/** @type {Map<string, {html: string, element: Element}>} What is on the page. */
const shown = new Map();
let last = 0; // when the last frame was drawn, ms; 0 while nothing plays
let timer = 0;
let spoken = 0;

/** @param {string} html @returns {Element[]} */
function elements(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return [...template.content.children];
}

/** @param {Op} op */
function operate(op) {
  if (op.op === 'head') return elements(op.html).forEach((part) => heads.set(part.id, part.outerHTML));
  if (articles.has(op.id)) order.splice(order.indexOf(op.id), 1);
  articles.set(op.id, op.html);
  const below = op.before === null ? -1 : order.indexOf(op.before);
  order.splice(below < 0 ? order.length : below, 0, op.id);
}

/** Goes to the page after so many steps: on from here, or from the beginning. @param {number} steps */
function go(steps) {
  if (steps < done) [done, order, articles, heads] = [0, [], new Map(), new Map()];
  for (; done < steps; done += 1) story.steps[done].ops.forEach(operate);
}

function draw() {
  for (const [id, html] of heads) {
    const old = find(`#${id}`);
    if (old && old.outerHTML !== html) old.replaceWith(...elements(html));
  }
  const wanted = order.slice(0, SHOWN);
  for (const [id, { element }] of shown) {
    if (!wanted.includes(id)) element.remove(), shown.delete(id);
  }
  let place = posts.firstElementChild;
  for (const id of wanted) {
    const html = articles.get(id) ?? '';
    const old = shown.get(id);
    if (old?.html === html && old.element === place) {
      place = place.nextElementSibling;
      continue;
    }
    const element = old?.html === html ? old.element : elements(html)[0];
    if (old && old.element !== element) {
      if (old.element === place) place = place.nextElementSibling;
      old.element.remove();
    }
    if (last && !old && !calm.matches) element.classList.add('fresh');
    posts.insertBefore(element, place);
    shown.set(id, { html, element });
  }
  find('#left-out').hidden = order.length <= SHOWN;
}

/** The time that the slider stands at: between two steps as far on as it is between them. @param {number} t */
function moment(t) {
  const from = story.steps[done - 1];
  const to = story.steps[done] ?? from;
  const [start, end] = [Date.parse(from.at), Date.parse(to.at)];
  return start + (to.t > from.t ? ((t - from.t) / (to.t - from.t)) * (end - start) : 0);
}

/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat(document.documentElement.dataset.locale, { timeZone: story.zone, ...options });

/** Shows the page of a moment. @param {number} t Seconds, as the steps count them. */
function seek(t) {
  const { steps } = story;
  slider.value = t;
  let [low, high] = [1, steps.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps[middle - 1].t <= t) low = middle;
    else high = middle - 1;
  }
  if (low !== done) go(low), draw();
  const at = moment(t);
  const time = format({ timeStyle: 'short' }).format(at);
  const day = format({ dateStyle: 'full' }).format(at);
  const count = words.count.replace('{n}', done).replace('{total}', steps.length);
  find('.now b', player).textContent = time;
  find('.now span', player).textContent = day;
  find('.step', player).textContent = count;
  slider.setAttribute('aria-valuetext', `${time}, ${day}. ${count}`);
  if (last && Date.now() - spoken > QUIET * 1000) say();
}

function say() {
  find('[role=status]', player).textContent = slider.getAttribute('aria-valuetext');
  spoken = Date.now();
}

/** To the step before or after. @param {number} by */
function move(by) {
  stop();
  const to = story.steps[done - 1 + by];
  if (!to) return;
  seek(to.t);
  say();
}

function stop() {
  last = 0;
  cancelAnimationFrame(timer);
  clearTimeout(timer);
  play.textContent = words.play;
}

function start() {
  if (Number(slider.value) >= Number(slider.max)) seek(0);
  last = performance.now();
  spoken = Date.now();
  play.textContent = words.pause;
  next();
}

function next() {
  if (calm.matches) timer = setTimeout(() => beat(story.steps[done]?.t ?? Infinity), (STEP * 1000) / speed.value);
  else timer = requestAnimationFrame(frame);
}

/** @param {number} now */
function frame(now) {
  const passed = Math.min(now - last, 250); // a tab that was hidden goes on where it was left
  last = now;
  beat(Number(slider.value) + ((passed / 1000) * speed.value * slider.max) / LENGTH);
}

/** @param {number} t */
function beat(t) {
  const end = Number(slider.max);
  seek(Math.min(t, end));
  if (t < end) return next();
  say();
  stop();
}

/** @param {KeyboardEvent} event */
function press(event) {
  const rightToLeft = getComputedStyle(slider).direction === 'rtl';
  const on = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (['ArrowUp', on].includes(event.key)) move(1);
  else if (['ArrowDown', back].includes(event.key)) move(-1);
  else return;
  event.preventDefault();
}

/** The key events: a mark for each on the track, a button for each below it. */
function mark() {
  const list = find('#events ol');
  for (const { id, at, headline } of story.keys) {
    const t = story.steps.findLast((step) => step.at <= at)?.t ?? 0;
    const tick = document.createElement('i');
    tick.style.insetInlineStart = `${(100 * t) / slider.max}%`;
    find('.track > div', player).append(tick);
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    const time = document.createElement('time');
    time.dateTime = at;
    time.textContent = format({ timeStyle: 'short' }).format(Date.parse(at));
    const label = document.createElement('bdi');
    label.textContent = headline;
    button.append(time, ' ', label);
    button.onclick = () => {
      stop();
      seek(t);
      find(`#p-${CSS.escape(id)}`)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    };
    const item = document.createElement('li');
    item.append(button);
    list.append(item);
  }
  find('#events').hidden = !story.keys.length;
}

async function load() {
  const reply = await fetch(words.src);
  if (!reply.ok) throw new Error(`${reply.status}`);
  story = await reply.json();
  slider.max = Math.max(story.steps.at(-1)?.t ?? 0, 1);
  mark();
  seek(0);
  slider.oninput = () => (stop(), seek(Number(slider.value)));
  slider.onkeydown = press;
  play.onclick = () => (last ? stop() : start());
  find('.back-one', player).onclick = () => move(-1);
  find('.forth-one', player).onclick = () => move(1);
  posts.addEventListener('animationend', (/** @type {any} */ { target }) => target.classList.remove('fresh'));
  player.hidden = false;
}

load().catch(() => (find('#failed').hidden = false));
