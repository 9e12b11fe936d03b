// @ts-check
/** What colleagues have handed in and nobody has published, above the posts.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

import { made } from './history.js';
import { clock, named } from './row.js';

const EXCERPT = 240; // characters

/** @param {HTMLElement} element @param {Desk} desk @param {import('./main.js').Timeline} timeline */
export function mountDrafts(element, desk, timeline) {
  if (desk.role === 'reporter') return;
  const only = /** @type {HTMLSelectElement} */ (element.querySelector('#timeline-only'));
  const section = /** @type {HTMLElement} */ (element.querySelector('#timeline-drafts'));
  const list = /** @type {HTMLElement} */ (element.querySelector('#timeline-drafts-list'));
  let mark = '';
  let count = 0;
  const tell = () => timeline.onlyDrafts(only.value === 'drafts' ? count : null);

  const look = async () => {
    const { status, data } = await desk.api('GET', `/blogs/${desk.slug}/drafts?known=${mark}`);
    if (status !== 200 || !data.drafts) return;
    mark = data.mark;
    const others = data.drafts.filter((/** @type {any} */ draft) => draft.state === 'submitted' && !isMine(desk, draft));
    section.hidden = others.length === 0;
    list.replaceChildren(...others.map((/** @type {any} */ draft) => told(desk, draft)));
    count = others.length;
    tell();
  };
  only.addEventListener('change', tell);
  desk.on('pulse', look);
  desk.on('sent', look);
  look();
}

/** @param {Desk} desk @param {any} draft */
function isMine(desk, draft) {
  return draft.author.id === `person:${desk.person}`;
}

/** @param {Desk} desk @param {any} draft */
function told(desk, draft) {
  const article = made('article', 'draft');
  const { headline, body } = draft.content;
  const who = draft.taken ? desk.words.draft_taken.replace('{name}', () => named(draft.taken.name)) : desk.words.draft_by.replace('{name}', () => named(draft.author.name));
  article.append(made('p', 'who', `${who.replace('{time}', clock(desk, draft.updated))}`));
  if (headline) article.append(written(made('h4', '', headline)));
  article.append(written(made('p', '', excerpt(textOf(body)))));
  const open = /** @type {HTMLButtonElement} */ (made('button', 'quiet', desk.words.draft_open));
  open.type = 'button';
  open.setAttribute('aria-label', `${desk.words.draft_open}: ${headline || excerpt(textOf(body))}`);
  open.addEventListener('click', () => desk.emit('draft:open', { draft }));
  article.append(open);
  return article;
}

/** In whichever language. @param {HTMLElement} element */
function written(element) {
  element.dir = 'auto';
  return element;
}

/** @param {any} node @returns {string} */
function textOf(node) {
  if (typeof node?.text === 'string') return node.text;
  const inner = Array.isArray(node?.content) ? node.content.map(textOf) : [];
  return inner.join(node?.type === 'paragraph' ? '' : ' ');
}

/** @param {string} text */
function excerpt(text) {
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}
