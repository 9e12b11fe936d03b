// @ts-check
/**
 * What happens to the blog, as readers are told it: their own stream, and a pulse of our own.
 *
 * Emits 'change' {delta} for each delta, 'reset' when the page's state leads nowhere any more, 'beat' {readers}, and
 * 'pulse' every few seconds, by which what no stream tells (a draft blog, drafts that were submitted, a login that has
 * ended) is noticed.
 * @typedef {import('./desk.js').Desk} Desk
 */

const PULSE = 3_000; // milliseconds: a login that has ended must close the stream within five seconds
const AGAIN = 4_000; // milliseconds, on average, after a stream that the browser has given up

/** @param {Desk} desk */
export function follow(desk) {
  let cursor = desk.cursor;
  let state = desk.state;
  /** @type {EventSource | null} */
  let source = null;
  let again = 0;

  const close = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };
  const open = () => {
    if (source || state !== 'live') return;
    source = new EventSource(`/${desk.slug}/stream?after=${cursor}`);
    source.addEventListener('delta', (event) => {
      const delta = JSON.parse(event.data);
      cursor = delta.cursor;
      desk.emit('change', { delta });
    });
    source.addEventListener('beat', (event) => desk.emit('beat', JSON.parse(event.data)));
    source.addEventListener('reset', (event) => {
      cursor = JSON.parse(event.data).cursor;
      desk.emit('reset');
    });
    source.addEventListener('error', () => {
      desk.emit('beat', { readers: null });
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      again = window.setTimeout(open, AGAIN * (0.5 + Math.random()));
    });
  };

  desk.on('state', (told) => {
    state = told.state;
    if (state === 'live') open();
    else close();
  });
  desk.on('login', ({ ended }) => (ended ? close() : open()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => event.persisted && open());
  open();
  setInterval(() => desk.emit('pulse'), PULSE);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && desk.emit('pulse'));
}
