// @ts-check
/** The desk without a network: the service worker keeps its pages; here it is asked to, and a newer one is let in. */

const PAGES = ['/desk/', '/desk/newsroom/away']; // and the live desk itself

/** @param {HTMLElement} element @param {import('../live/desk.js').Desk} desk */
export async function keepOffline(element, desk) {
  const workers = navigator.serviceWorker;
  if (!workers) return; // a plain connection
  const notice = /** @type {HTMLElement} */ (element.querySelector('[data-drafts="newer"]'));
  const registration = await workers.register('/desk/sw.js', { scope: '/desk/' }).catch(() => null);
  if (!registration) return;
  let isAsked = false;
  const offer = () => {
    notice.hidden = !(registration.waiting && workers.controller);
  };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
  offer();
  notice.querySelector('button')?.addEventListener('click', () => {
    isAsked = true;
    registration.waiting?.postMessage({ take: 'over' });
  });
  // What is being written is flushed by the page's going, and opens by itself in the new page.
  workers.addEventListener('controllerchange', () => isAsked && location.reload());
  const ready = await workers.ready;
  const keep = () => [...PAGES, location.pathname].forEach((path) => ready.active?.postMessage({ keep: path }));
  keep();
  desk.on('back', keep);
}
