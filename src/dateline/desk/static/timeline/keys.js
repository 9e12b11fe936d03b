// @ts-check
/** The timeline by keyboard. Letters count only where nobody is typing.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

/** @param {import('./main.js').Timeline} timeline @param {Desk} desk */
export function mountKeys(timeline, desk) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event) || document.querySelector('dialog[open]') || timeline.menu.isOpen) return;
    const done = everywhere(event, timeline) || (isInList(event, timeline) && inList(event, timeline));
    if (done) event.preventDefault();
  });
}

/** @param {KeyboardEvent} event @param {import('./main.js').Timeline} timeline */
function everywhere(event, timeline) {
  if (event.key === 'j' || event.key === 'k') timeline.step(event.key === 'j' ? 1 : -1);
  else if (event.key === '/') /** @type {HTMLElement} */ (document.getElementById('timeline-words')).focus();
  else return false;
  return true;
}

/** @param {KeyboardEvent} event @param {import('./main.js').Timeline} timeline */
function inList(event, timeline) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  const onPost = target.tagName === 'ARTICLE';
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') timeline.step(event.key === 'ArrowDown' ? 1 : -1);
  else if (event.key === 'Home') timeline.toTop();
  else if (event.key === 'End') timeline.go(timeline.source.ids.at(-1));
  else if (event.key === 'Enter' && onPost) timeline.openMenu();
  else return timeline.entry !== undefined && timeline.deeds.byKey(event.key, timeline.entry);
  return true;
}

/** @param {KeyboardEvent} event @param {import('./main.js').Timeline} timeline */
function isInList(event, timeline) {
  return event.composedPath().includes(timeline.place);
}

/** @param {KeyboardEvent} event */
export function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
