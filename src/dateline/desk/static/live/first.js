// @ts-check
/**
 * What the live desk does before its other scripts have come, so that nobody who is quick loses a word: `n` and `w` lead
 * into the headline, Enter from it into the text, and on a narrow screen the two buttons turn the page. Headline and
 * text are plain fields until then; the composer takes over what they hold.
 *
 * It comes by itself (`async`) and imports nothing: neither a style sheet nor the editor holds it up.
 */

let isNew = false;
const place = (/** @type {string} */ id) => /** @type {HTMLTextAreaElement | null} */ (document.getElementById(id));

/** On a narrow screen one part shows at a time. @param {string} part */
export function show(part) {
  document.body.dataset.shows = part;
  for (const turn of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.live-turns [data-shows]'))) {
    turn.setAttribute('aria-pressed', String(turn.dataset.shows === part));
  }
}

/** Whether this key is text, or a command of the browser's own. @param {KeyboardEvent} event */
export function isText(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  const typing = target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName ?? '');
  return typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
}

/** The composer is there and does all of this itself. @returns {boolean} whether a new post was asked for */
export function handOver() {
  document.removeEventListener('keydown', key);
  removeEventListener('beforeunload', ask);
  return isNew;
}

/** @param {KeyboardEvent} event */
function key(event) {
  const headline = place('headline');
  if (!headline || event.defaultPrevented) return;
  if (event.target === headline && event.key === 'Enter' && !event.isComposing) place('early')?.focus();
  else if (!isText(event) && (event.key === 'n' || event.key === 'w')) {
    isNew ||= event.key === 'n';
    show('composer');
    headline.focus();
  } else return;
  event.preventDefault();
}

/** Nothing keeps these words yet. @param {BeforeUnloadEvent} event */
function ask(event) {
  if (place('headline')?.value || place('early')?.value) event.preventDefault();
}

document.addEventListener('keydown', key);
addEventListener('beforeunload', ask);
document.addEventListener('click', (event) => {
  const turn = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('.live-turns [data-shows]'));
  if (turn) show(turn.dataset.shows ?? 'timeline');
});
