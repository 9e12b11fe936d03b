// @ts-check
/**
 * Every time of the page by the reader's own clock, and back again: the live page loads this when she asks for it.
 *
 * The server's text is kept and put back rather than made anew: browsers and Dateline need not have the same edition of
 * the tables that dates are written by. Nothing that names or orders a post is touched, only texts and the class by
 * which the style sheet parts the days.
 */

const FIRST = 719_163; // the ordinal of 1 January 1970, as Dateline counts days
const CLASSES = 31; // see fragment.py

const root = document.documentElement;
const locale = root.dataset.locale ?? root.lang;
/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat(locale, options);
const clock = format({ timeStyle: 'short' });
const dates = format({ dateStyle: 'long' });
const weekdays = format({ dateStyle: 'full' });
const offsets = format({ timeZoneName: 'shortOffset' });
/** @type {WeakMap<Element, string>} What stood in an element, or was its class, by the blog's clock. */
const before = new WeakMap();
/** @type {DOMStringMap | undefined} The words of the button, while the page is by the reader's clock. */
let words;

/** Turns the page to the reader's clock, or back. @param {HTMLButtonElement} button */
export function use(button) {
  words = words ? undefined : button.dataset;
  button.setAttribute('aria-pressed', String(!!words));
  root.dataset.clock = words ? 'own' : 'blog';
  try {
    if (words) localStorage.setItem(`dateline:${button.id}`, 'own');
    else localStorage.removeItem(`dateline:${button.id}`);
  } catch { /* a browser that may keep nothing asks again at the next visit */ }
  tell();
}

document.addEventListener('dateline:changed', tell);

function tell() {
  const { body } = document;
  for (const list of body.querySelectorAll('ol:has(> li > a > time)')) turn(list, split);
  for (const time of body.querySelectorAll('time')) turn(time, retell);
  for (const post of body.querySelectorAll('article[data-at]')) classify(/** @type {HTMLElement} */ (post));
}

/** @param {any} element @param {(element: any) => void} deed */
function turn(element, deed) {
  const was = before.get(element);
  if (words && was === undefined) {
    before.set(element, element.innerHTML);
    deed(element);
  } else if (!words && was !== undefined) {
    before.delete(element);
    element.innerHTML = was;
  }
}

/** @param {HTMLTimeElement} time */
function retell(time) {
  const near = /** @type {HTMLElement | null} */ (time.closest('[data-at]'))?.dataset.at;
  const at = new Date(time.dateTime);
  if (time.dateTime.length === 10) time.textContent = near ? weekdays.format(new Date(near)) : time.textContent;
  else if (time.querySelector('b')) compose(time, at);
  else if (time.querySelector('span')) halve(time, at);
  else time.textContent = text(at, time.dataset.form, time.dataset.near ?? near);
}

/** The time at a post's head: figures, and the zone beside them. @param {HTMLTimeElement} time @param {Date} at */
function compose(time, at) {
  const [figures, zone] = [time.querySelector('b'), time.querySelector('bdi')];
  if (figures) figures.textContent = clock.format(at);
  if (zone) zone.textContent = zoneOf(at);
}

/** The time of the last change: its two halves, in the language's order. @param {HTMLTimeElement} time @param {Date} at */
function halve(time, at) {
  /** @type {Record<string, string>} */
  const told = { time: text(at, 'label', ''), date: dates.format(at) };
  const order = words?.moment?.match(/time|date/g) ?? [];
  time.querySelectorAll('span').forEach((half, n) => (half.textContent = told[order[n]]));
}

/** @param {Date} at @param {string | undefined} form @param {string | undefined} near a stamp @returns {string} */
function text(at, form, near) {
  const hours = clock.format(at);
  const date = dates.format(at);
  const label = form ? fill(words?.label, { time: hours, zone: zoneOf(at) }) : hours;
  const dated = form === 'full' || (near && dates.format(new Date(near)) !== date);
  return dated ? fill(words?.moment, { time: label, date }) : label;
}

/** @param {Date} at */
function zoneOf(at) {
  const part = offsets.formatToParts(at).find(({ type }) => type === 'timeZoneName');
  return fill(words?.beside, { offset: part?.value ?? '' });
}

/** @param {string | undefined} word @param {Record<string, string>} values */
function fill(word = '', values) {
  return word.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** @param {Date} at The number of its day on the reader's calendar. */
function ordinal(at) {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000 + FIRST;
}

/** Parts a list of links with times by the reader's days, where it spans several. @param {HTMLOListElement} list */
function split(list) {
  const items = [...list.children].map((item) => {
    const stamp = item.querySelector('a > time')?.getAttribute('datetime') ?? 0;
    return { item, at: new Date(stamp) };
  });
  const several = new Set(items.map(({ at }) => ordinal(at))).size > 1;
  let last = NaN;
  for (const { item, at } of items) {
    item.querySelector('.day')?.remove();
    if (several && ordinal(at) !== last) {
      const day = document.createElement('p');
      day.className = 'day';
      day.textContent = weekdays.format(at);
      item.prepend(day);
    }
    last = ordinal(at);
  }
}

/** Puts a post among those of its day. @param {HTMLElement} post */
function classify(post) {
  const was = before.get(post);
  const now = [...post.classList].find((name) => /^d\d+$/.test(name)) ?? '';
  if (words && was === undefined) {
    before.set(post, now);
    post.classList.replace(now, `d${ordinal(new Date(post.dataset.at ?? 0)) % CLASSES}`);
  } else if (!words && was !== undefined) {
    before.delete(post);
    post.classList.replace(now, was);
  }
}
