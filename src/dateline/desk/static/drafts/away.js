// @ts-check
/**
 * The page that stands in for one that cannot be had without a network: it links to those that open all the same, and
 * says how many texts wait behind each. What the service worker keeps belongs to whoever is logged in, and so does all
 * of this.
 * @typedef {import('./shapes.js').Kept} Kept
 */

import { opened } from './leaving.js';
import { queued } from './sender.js';
import { isEmpty } from './shapes.js';

const PAGES = 'desk-pages'; // as sw.js calls them
const HOME = '/desk/';

const place = (/** @type {string} */ name) => /** @type {any} */ (document.querySelector(`[data-away="${name}"]`));
const row = (/** @type {string} */ name) => place(name).content.cloneNode(true).firstElementChild;

/** @param {string} path @param {Document} page a live desk @returns {Promise<HTMLElement>} */
async function blog(path, page) {
  const { person = '', slug } = page.body.dataset;
  const drafts = (await (await opened(person)).all()).filter((it) => it.slug === slug && !it.gone && !it.sent);
  const waiting = queued(drafts).length;
  const unfinished = drafts.filter((it) => !it.queue && !isEmpty(it.draft)).length;
  const told = row('blog');
  told.querySelector('a').href = path;
  told.querySelector('a').textContent = page.querySelector('.live-title')?.textContent;
  for (const [name, count] of Object.entries({ waiting, unfinished })) {
    const number = told.querySelector(`[data-${name}]`);
    number.textContent = String(count);
    number.parentElement.hidden = count === 0;
  }
  return told;
}

async function list() {
  const kept = await caches.open(PAGES);
  const paths = (await kept.keys()).map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith(HOME));
  for (const path of paths.sort()) {
    const page = new DOMParser().parseFromString(await (await kept.match(path))?.text() ?? '', 'text/html');
    place('pages').querySelector('ul').append(path === HOME ? row('blogs') : await blog(path, page));
    place('pages').hidden = false;
  }
}

list();
