// @ts-check
/**
 * What the parts of the live desk share: who writes where, the API, and the events between them.
 *
 * @typedef {{status: number, data: any, headers: Headers}} Reply
 * @typedef {{key?: string, revision?: number | string, signal?: AbortSignal}} Conditions
 * @typedef {{
 *   slug: string, person: string, name: string, role: 'reporter' | 'editor' | 'manager', zone: string, language: string,
 *   cursor: string, state: string, csrf: string, words: Record<string, string>,
 *   api(method: string, path: string, body?: any, conditions?: Conditions): Promise<Reply>,
 *   on(event: string, listener: (detail: any) => void): () => void,
 *   emit(event: string, detail?: any): void,
 * }} Desk
 */

const API = '/api/v1';
const SAFE = new Set(['GET', 'HEAD']);

/** Django's token against forged requests, which a login elsewhere replaces: so it is read each time. */
function csrf() {
  return /(?:^|;\s*)dateline_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? '';
}

/** Not `randomUUID`, which browsers keep from pages that come over plain HTTP. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Every island of translated strings on the page: a part of the desk may bring its own. */
function words() {
  const islands = document.querySelectorAll('script[type="application/json"][id$="words"]');
  return Object.assign({}, ...[...islands].map((island) => JSON.parse(island.textContent || '{}')));
}

/**
 * One request of the API. `path` follows `/api/v1`. `key` is the Idempotency-Key, made anew for a write that has none;
 * `revision` goes into If-Match. A status of 0 says that no answer came.
 * @param {string} method @param {string} path @param {any} [body] @param {Conditions} [conditions]
 * @returns {Promise<Reply>}
 */
async function api(method, path, body, { key, revision, signal } = {}) {
  const headers = new Headers({ Accept: 'application/json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (revision !== undefined && revision !== null) headers.set('If-Match', `"${revision}"`);
  if (!SAFE.has(method)) {
    headers.set('X-CSRFToken', csrf());
    headers.set('Idempotency-Key', key ?? newKey());
  }
  try {
    const reply = await fetch(API + path, {
      method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body), credentials: 'same-origin',
    });
    const text = await reply.text();
    return { status: reply.status, data: text ? parsed(text) : null, headers: reply.headers };
  } catch {
    return { status: 0, data: null, headers: new Headers() };
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's page of its own
  }
}

/** @returns {Desk} */
export function makeDesk() {
  const { slug, person, name, role, zone, language, cursor, state } = /** @type {any} */ (document.body.dataset);
  const events = new EventTarget();
  return {
    slug, person, name, role, zone, language, cursor, state,
    words: words(),
    get csrf() { return csrf(); },
    api,
    on(event, listener) {
      const heard = (/** @type {Event} */ e) => listener(/** @type {CustomEvent} */ (e).detail);
      events.addEventListener(event, heard);
      return () => events.removeEventListener(event, heard);
    },
    emit(event, detail = {}) { events.dispatchEvent(new CustomEvent(event, { detail })); },
  };
}
