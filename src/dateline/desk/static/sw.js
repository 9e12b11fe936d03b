// @ts-check
/// <reference lib="webworker" />
/**
 * Opens the desk without a network: the list of blogs, their live desks and scripts, each timeline as it was last seen;
 * in every other page's place, one that says what has happened and which pages open.
 *
 * Only what a page asks for by GET is kept, and of the API only what the timeline reads; no deed, no draft, no reply to
 * one. Pages belong to one person: all are forgotten when somebody has come to where people log in and out.
 * `VERSION` and `FILES` are written above this by the server, so that another version is another worker.
 */
/* global VERSION, FILES */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SHELL = `desk-files-${VERSION}`;
const PAGES = 'desk-pages';
const PATIENCE = 4_000; // milliseconds for an answer before what is kept is shown
const FILE = /^\/desk\/(static\/|reader\.[^/]+\.css$)/;
// Where somebody may log in or out, and not the pages of her own account, which she opens in the middle of her work.
const LOGIN = /^\/desk\/(account\/(?!2fa\/|sessions\/|password\/change\/|reauthenticate\/)|set-up\/)/;
const READ = /^\/api\/v1\/blogs\/[^/]+\/timeline\??$/; // its newest posts, unfiltered
const PAGE = /^\/desk\/[a-z0-9-]*$/; // a live desk, or the list of blogs
const AWAY = '/desk/newsroom/away'; // in the language of whoever is logged in, and nobody's otherwise
const NO_ANSWER = [502, 504]; // a proxy's own page about a desk that does not answer

worker.addEventListener('install', (event) => event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll([...FILES, AWAY]))));

worker.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => worker.clients.claim())));

worker.addEventListener('message', (event) => {
  const { take, keep } = event.data;
  if (take) worker.skipWaiting();
  if (keep) event.waitUntil(keepPage(keep));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin) return;
  const isRead = request.method === 'GET';
  if (isRead && FILE.test(pathname)) event.respondWith(file(request));
  else if (isRead && (request.mode === 'navigate' ? PAGE.test(pathname) : READ.test(pathname + search))) event.respondWith(newest(request));
  else if (request.mode === 'navigate') event.respondWith(orAway(visit(request)));
});

/** What another version had. The one before this one stays, for pages that are still open. */
async function tidy() {
  const shells = (await caches.keys()).filter((name) => name.startsWith('desk-files-') && name !== SHELL);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
}

/** A file's address changes with its content. @param {Request} request */
async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok) (await caches.open(SHELL)).put(request, reply.clone());
  return reply;
}

/** From the desk if it answers in time, else as it was last seen. @param {Request} request */
async function newest(request) {
  const pages = await caches.open(PAGES);
  const name = request.mode === 'navigate' ? new URL(request.url).pathname : request;
  const asked = answer(request).then((reply) => {
    if (reply.ok && !reply.redirected) pages.put(name, reply.clone());
    return reply;
  });
  const kept = await pages.match(name);
  if (!kept) return request.mode === 'navigate' ? orAway(asked) : asked;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([asked.catch(() => kept), late]);
}

/** Any other page, always from the desk. @param {Request} request */
async function visit(request) {
  const isLogin = LOGIN.test(new URL(request.url).pathname);
  if (isLogin && request.method !== 'GET') await caches.delete(PAGES); // answered or not: she has asked to be forgotten
  const reply = await answer(request);
  if (isLogin) await caches.delete(PAGES);
  return reply;
}

/** @param {Request} request @returns {Promise<Response>} rejected when the desk does not answer */
async function answer(request) {
  const reply = await fetch(request);
  if (NO_ANSWER.includes(reply.status)) throw new TypeError(String(reply.status));
  return reply;
}

/** @param {Promise<Response>} asked */
function orAway(asked) {
  return asked.catch(async () => (await caches.match(AWAY)) ?? Response.error());
}

/** Keep a page that was open before this worker was, or that was forgotten by a login. @param {string} path */
async function keepPage(path) {
  const pages = await caches.open(path === AWAY ? SHELL : PAGES);
  if (path !== AWAY && (!PAGE.test(path) || (await pages.match(path)))) return; // her language may be another by now
  const reply = await fetch(path, { credentials: 'same-origin' }).catch(() => null);
  if (reply?.ok && !reply.redirected) await pages.put(path, reply);
}
