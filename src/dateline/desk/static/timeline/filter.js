// @ts-check
/** What the timeline is to show: words to find, a kind of post, an author.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

const PAUSE = 250; // milliseconds after the last key

/** @param {HTMLElement} element @param {Desk} desk @param {import('./source.js').Source} source */
export function mountFilter(element, desk, source) {
  const form = /** @type {HTMLFormElement} */ (element.querySelector('#timeline-search'));
  const words = /** @type {HTMLInputElement} */ (form.querySelector('#timeline-words'));
  const only = /** @type {HTMLSelectElement} */ (form.querySelector('#timeline-only'));
  const by = /** @type {HTMLSelectElement} */ (form.querySelector('#timeline-by'));
  let waiting = 0;

  const look = async () => {
    clearTimeout(waiting);
    const drafts = only.value === 'drafts';
    element.classList.toggle('drafts-only', drafts);
    source.wanted = { only: drafts ? '' : only.value, by: by.value, q: words.value.trim() };
    await source.list();
    offer(by, source.authors);
  };
  words.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, PAUSE);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    look();
  });
  only.addEventListener('change', look);
  by.addEventListener('change', look);
  by.addEventListener('focus', () => offer(by, source.authors));
}

/** Everybody who has written by now; who was chosen stays chosen.
 * @param {HTMLSelectElement} select @param {{key: string, name: string}[]} authors */
function offer(select, authors) {
  const told = [...select.options].slice(1).map((option) => option.value);
  if (told.join() === authors.map(({ key }) => key).join()) return;
  const chosen = select.value;
  select.length = 1;
  for (const { key, name } of authors) select.add(new Option(name, key));
  select.value = chosen;
}
