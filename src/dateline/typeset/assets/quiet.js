// @ts-check
/** The script of pages that do not follow their blog: what their buttons load, and whose clock they may be told by. */

import { body, byId, locale } from './page.js';
import { storage } from './wanted.js';

/** Whether the reader's clock shows another time than the blog's; not known of a page without a zone of its own. */
function isElsewhere() {
  /** @param {string} [timeZone] */
  const told = (timeZone) => new Date().toLocaleTimeString(locale, { timeStyle: 'short', timeZone });
  try {
    return told() !== told(body.zone);
  } catch {
    return false; // a zone that was named after this browser was made
  }
}

const clock = byId('clock');
if (clock) clock.hidden = !storage['dateline:clock'] && !isElsewhere();
