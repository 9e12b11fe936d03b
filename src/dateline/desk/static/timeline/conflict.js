// @ts-check
/**
 * Two people have changed the same post. Neither text goes anywhere by itself: the writer sees both, word by word, and
 * takes theirs, keeps hers or goes on with both in one.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

import { difference, made } from './history.js';
import { clock, named } from './row.js';

/** @param {HTMLElement} element @param {Desk} desk */
export function mountConflict(element, desk) {
  const dialog = /** @type {HTMLDialogElement} */ (element.querySelector('#conflict'));
  desk.on('refused', ({ draft, problem }) => {
    if (draft.post && problem?.current && !dialog.open) show(dialog, desk, draft, problem.current);
  });
}

/** @param {HTMLDialogElement} dialog @param {Desk} desk @param {any} draft @param {any} current */
async function show(dialog, desk, draft, current) {
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (dialog.querySelector(`[data-${name}]`));
  const places = { who: find('who'), parts: find('parts'), clash: find('clash') };
  places.who.textContent = '';
  places.parts.replaceChildren();
  places.clash.hidden = true;
  const both = /** @type {HTMLButtonElement} */ (dialog.querySelector('[value="both"]'));
  both.disabled = true;
  dialog.returnValue = '';
  dialog.showModal();
  const { note: _note, key: _key, pinned: _pinned, ...texts } = draft.content;
  const path = `/blogs/${desk.slug}/posts/${draft.post}/comparison`;
  const { status, data } = await desk.api('POST', path, { ...sendable(texts), revision: draft.revision });
  const merged = status === 200 ? data.merged : null;
  if (merged) {
    places.who.textContent = desk.words.conflict_who.replace('{name}', () => named(data.by)).replace('{time}', clock(desk, data.at));
    places.parts.append(...data.parts.map((/** @type {any} */ part) => sideBySide(desk, part)));
    places.clash.hidden = data.clashes.length === 0;
  } else {
    places.parts.append(made('p', 'error', data?.detail ?? desk.words.no_list));
  }
  both.disabled = !merged;
  dialog.onclose = () => decide(desk, draft, data?.current ?? current, merged, dialog.returnValue);
}

/** One part of the post in both texts: what the other has not is marked in each. @param {Desk} desk @param {any} part */
function sideBySide(desk, { label, html }) {
  const pair = made('div', 'pair');
  for (const whose of ['theirs', 'mine']) {
    const column = difference(`${desk.words[`conflict_${whose}`]} · ${label}`, html, 'h3');
    column.classList.add(whose);
    for (const other of column.querySelectorAll(whose === 'mine' ? 'del' : 'ins')) other.remove();
    pair.append(column);
  }
  return pair;
}

/** @param {Desk} desk @param {any} draft @param {any} current @param {any} merged @param {string} choice */
function decide(desk, draft, current, merged, choice) {
  const based = { ...draft, revision: current.revision };
  if (choice === 'mine') desk.emit('draft:open', { draft: based });
  if (choice === 'both') desk.emit('draft:open', { draft: { ...based, content: { ...draft.content, ...merged } } });
  // Theirs is on the page already, so what is opened is a draft of its own, and hers stays among the unfinished ones.
  if (choice === 'theirs') desk.emit(draft.kind === 'correct' ? 'post:correct' : 'post:edit', { post: current });
}

/** What was left empty is not sent: the API would take it for a text. @param {any} texts */
function sendable(texts) {
  return Object.fromEntries(Object.entries(texts).filter(([name, value]) => value !== null && !(name === 'at' && !value)));
}
