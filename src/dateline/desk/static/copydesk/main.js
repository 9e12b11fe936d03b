// @ts-check
/**
 * The copy desk in the composer. It hears 'draft:shown' and 'draft:changed' {draft}, 'publish', and tells 'findings'
 * {findings}, 'finding:next' {step} and 'post:show' {post, from, words}. It never sends a text anywhere but to the check.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

import { Asking } from './asking.js';
import { Panel } from './panel.js';
import { Told } from './told.js';

/** @param {HTMLElement} element @param {Desk} desk */
export function mount(element, desk) {
  const asking = new Asking(desk, (report) => panel.show(report));
  const panel = new Panel(element, desk, new Told(desk), () => asking.again());
  const look = (/** @type {{draft: import('../composer/main.js').Draft}} */ { draft }) => {
    panel.begin(draft.id);
    const { headline, body } = draft.content;
    if (headline || body?.content?.length) asking.about(draft);
    else {
      asking.stop();
      panel.show(null);
    }
  };
  desk.on('draft:shown', (detail) => {
    asking.renewed();
    look(detail);
  });
  desk.on('draft:changed', look);
  desk.on('publish', () => asking.stop());
}
