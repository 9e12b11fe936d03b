// @ts-check
/** The reader's own time beside the blog's, where her clock shows another. */

import { body, locale } from './page.js';

/** @param {any} time */
function add(time) {
  /** @param {string} [timeZone] */
  const told = (timeZone) => new Date(time.dateTime).toLocaleTimeString(locale, { timeStyle: 'short', timeZone });
  const own = told();
  if (own === told(body.zone)) return;
  const textContent = ` · ${time.dataset.own.replace('{time}', own)}`;
  delete time.dataset.own;
  time.after(Object.assign(document.createElement('span'), { className: 'own', textContent }));
}

export function addOwnTimes() {
  try {
    document.querySelectorAll('time[data-own]').forEach(add);
  } catch { /* a zone that was named after this browser was made */ }
}
