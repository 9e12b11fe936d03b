// @ts-check
/** The summary: proposals are taken over, put in order, reworded, and published by whoever presses the button. */

import { makeDesk } from '../live/desk.js';

const desk = makeDesk();
const find = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const chosen = find('summary-chosen');
const proposed = find('summary-proposed');
const said = find('summary-said');
const publish = find('summary-publish');
/** What stood on the page when it was opened. */
const before = JSON.stringify(shape(JSON.parse(find('summary-published').textContent)));

if (publish) {
  for (const list of [chosen, proposed]) list.addEventListener('click', clicked);
  chosen.addEventListener('input', refresh);
  publish.addEventListener('click', send);
  refresh();
}

/** @param {MouseEvent} event */
function clicked(event) {
  const button = /** @type {Element} */ (event.target).closest('button[data-do]');
  const item = button?.closest('li');
  if (!(button instanceof HTMLElement) || !item) return;
  const { previousElementSibling: above, nextElementSibling: below } = item;
  if (button.dataset.do === 'up') above?.before(item);
  else if (button.dataset.do === 'down') below?.after(item);
  else move(item, button.dataset.do === 'add');
  refresh();
  const next = button.hidden || !item.isConnected ? (item.querySelector('textarea')) : button;
  /** @type {HTMLElement | null} */ (next)?.focus();
  if (item.parentElement === chosen) {
    const [n, all] = [[...chosen.children].indexOf(item) + 1, chosen.children.length];
    tell(desk.words.summary_moved.replace('{n}', String(n)).replace('{all}', String(all)));
  }
}

/** Between the lists. @param {HTMLElement} item @param {boolean} inwards */
function move(item, inwards) {
  if (inwards) chosen.append(item);
  else proposed.prepend(item);
  /** @type {HTMLTextAreaElement} */ (item.querySelector('textarea')).readOnly = !inwards;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll('button[data-do]'))) {
    button.hidden = (button.dataset.do === 'add') === inwards;
  }
}

function refresh() {
  const items = [...chosen.children];
  items.forEach((item, i) => {
    item.querySelector('[data-do="up"]').disabled = i === 0;
    item.querySelector('[data-do="down"]').disabled = i === items.length - 1;
  });
  find('summary-empty').hidden = items.length > 0;
  publish.disabled = JSON.stringify(wanted()) === before;
}

function wanted() {
  return shape([...chosen.children].map((item) => ({
    text: item.querySelector('textarea').value, posts: item.dataset.posts.trim().split(/\s+/).filter(Boolean),
  })));
}

/** @param {{text: string, posts: string[]}[]} sentences */
function shape(sentences) {
  return sentences.map(({ text, posts }) => ({ text: text.replace(/\s+/g, ' ').trim(), posts }));
}

async function send() {
  const sentences = wanted();
  if (sentences.some(({ text, posts }) => !text || !posts.length)) {
    tell(desk.words.summary_unsupported);
    return;
  }
  publish.disabled = true;
  const now = await desk.api('GET', `/blogs/${desk.slug}`);
  const same = now.status === 200 && JSON.stringify(shape(now.data.summary)) === before;
  const done = same ? await desk.api('PUT', `/blogs/${desk.slug}/summary`, { sentences }) : now;
  if (same && done.status === 200) {
    location.reload();
    return;
  }
  publish.disabled = false;
  const changed = now.status === 200 && !same;
  tell(changed ? desk.words.summary_changed : done.data?.detail ?? desk.words.copydesk_failed);
}

/** @param {string} words */
function tell(words) {
  said.textContent = words;
  said.hidden = false;
}
