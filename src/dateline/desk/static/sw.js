// @ts-check
/// <reference lib="webworker" />
/**
 * Opens the desk without a network: the list of blogs, their live desks and scripts, each timeline as it was last seen.
 *
 * Only what a page asks for by GET is kept, and of the API only what the timeline reads; no deed, no draft, no reply to
 * one. Pages belong to one person: all are forgotten when somebody goes where people log in and out.
 * `VERSION` and `FILES` are written above this by the server, so that another version is another worker.
 */
/* global VERSION, FILES */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SHELL = `desk-files-${VERSION}`;
const PAGES = 'desk-pages';
const PATIENCE = 4_000; // milliseconds for an answer before what is kept is shown
const FILE = /^\/desk\/(static\/|reader\.[^/]+\.css$)/;
const LOGIN = /^\/desk\/(account|set-up)\//;
const READ = /^\/api\/v1\/blogs\/[^/]+\/timeline\??$/; // its newest posts, unfiltered
const PAGE = /^\/desk\/[a-z0-9-]*$/; // a live desk, or the list of blogs

worker.addEventListener('install', (event) => event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(FILES))));

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
  if (LOGIN.test(pathname)) event.waitUntil(caches.delete(PAGES));
  if (request.method !== 'GET') return;
  if (FILE.test(pathname)) event.respondWith(file(request));
  else if (request.mode === 'navigate' ? PAGE.test(pathname) : READ.test(pathname + search)) event.respondWith(newest(request));
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
  const asked = fetch(request).then((reply) => {
    if (reply.ok && !reply.redirected) pages.put(name, reply.clone());
    return reply;
  });
  const kept = await pages.match(name);
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([asked.catch(() => kept), late]);
}

/** Keep a page that was open before this worker was, or that was forgotten by a login. @param {string} path */
async function keepPage(path) {
  const pages = await caches.open(PAGES);
  if (!PAGE.test(path) || (await pages.match(path))) return;
  const reply = await fetch(path, { credentials: 'same-origin' }).catch(() => null);
  if (reply?.ok && !reply.redirected) await pages.put(path, reply);
}
