// @ts-check
/**
 * What is asked of the desk for a draft, and what its answers mean.
 * @typedef {import('./shapes.js').Desk} Desk
 * @typedef {import('./shapes.js').Draft} Draft
 * @typedef {import('./shapes.js').Kept} Kept
 * @typedef {import('./shapes.js').Problem} Problem
 * @typedef {import('../live/desk.js').Reply} Reply
 */

const PATIENCE = 15_000; // milliseconds for one answer
export const TAKEN_DOWN = 410; // the status of whatever concerns a post that was taken down
const GONE = ':draft-gone'; // how the type of a refusal ends for a name under which nothing is kept any more
const MEMBERS = ['headline', 'body', 'byline', 'at', 'happened_at', 'standing', 'sources', 'tags', 'key', 'pinned'];

/** Keep it at the desk. @param {Desk} desk @param {Kept} kept */
export function keep(desk, { draft, version, hand, rev }) {
  const { kind, post, revision, content, state } = draft;
  return ask(desk, 'PUT', address(draft), { kind, post, revision, content, state, hand, stroke: rev }, { revision: version });
}

/** Take it away from the desk. @param {Desk} desk @param {Draft} draft @param {number} version */
export function drop(desk, draft, version) {
  return ask(desk, 'DELETE', address(draft), undefined, { revision: version });
}

/**
 * Publish it, or change the post that it is about. Its name is the command's: sent again, it does nothing more.
 * @param {Desk} desk @param {Draft} draft @returns {Promise<Reply>}
 */
export function publish(desk, draft) {
  const { kind, post } = draft;
  const names = kind === 'correct' ? [...MEMBERS, 'note'] : MEMBERS;
  return ask(desk, 'POST', `${address(draft)}/publication`, { kind, post, ...members(draft, names) }, { revision: draft.revision ?? 0 });
}

/**
 * What an answer means: `done`, `again` (the network, or a server that cannot just now), `ended` (a login), `refused`.
 * @param {Reply} reply
 */
export function meaning({ status }) {
  if (status >= 200 && status < 300) return 'done';
  if (status === 401) return 'ended';
  return status === 0 || status === 408 || status === 429 || status >= 500 ? 'again' : 'refused';
}

/** Whether the desk takes nothing more under this draft's name: it was published, thrown away or sent back. @param {Reply} reply */
export function isGone({ data }) {
  return Boolean(data?.type?.endsWith(GONE));
}

/** The problem document of a refusal. @param {Reply} reply @returns {Problem} */
export function problem({ status, data }) {
  return { ...data, status, detail: data?.detail ?? String(status) };
}

/** @param {Desk} desk @param {string} method @param {string} path @param {any} body @param {object} conditions */
function ask(desk, method, path, body, conditions) {
  return desk.api(method, `${path}?person=${desk.person}`, body, { ...conditions, signal: AbortSignal.timeout(PATIENCE) });
}

/** @param {Draft} draft */
function address({ slug, id }) {
  return `/blogs/${slug}/drafts/${id}`;
}

/** Those of these members that say something; a post's time is the server's when none is given. @param {Draft} draft @param {string[]} names */
function members({ content, kind }, names) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const name of names) {
    const value = content[name];
    const isUnsaid = value === undefined || (value === null && (kind === 'new' || name !== 'happened_at')) || (name === 'at' && !value);
    if (!isUnsaid) found[name] = value;
  }
  return found;
}
