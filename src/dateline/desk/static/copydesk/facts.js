// @ts-check
/** The page of facts: it tells when there is something new, and marks a post confirmed. All else works without it. */

import { makeDesk } from '../live/desk.js';
import { follow } from '../live/stream.js';
import { confirm } from './standing.js';

const desk = makeDesk();
const news = /** @type {HTMLElement} */ (document.getElementById('facts-news'));
const said = /** @type {HTMLElement} */ (document.getElementById('facts-said'));

// What somebody is reading is not exchanged under her eyes: she is told, and reads again when she likes.
for (const event of ['change', 'reset']) {
  desk.on(event, () => {
    const since = document.querySelector('.facts-as-of time')?.textContent ?? '';
    news.textContent = desk.words.facts_changed.replace('{time}', since);
    news.hidden = false;
  });
}
follow(desk);

for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll('.facts-filter select'))) {
  select.addEventListener('change', () => select.form?.requestSubmit());
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-confirm]'))) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    const answer = await confirm(desk, button.dataset.confirm ?? '', Number(button.dataset.revision));
    const done = answer.startsWith('copydesk_confirmed');
    said.textContent = desk.words[answer];
    said.hidden = false;
    button.disabled = false;
    if (!done) return;
    const line = /** @type {HTMLElement} */ (button.parentElement);
    line.tabIndex = -1;
    line.textContent = desk.words[answer];
    line.focus();
  });
}
