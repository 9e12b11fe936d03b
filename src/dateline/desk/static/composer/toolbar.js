// @ts-check
/** The buttons below the text: one stop for Tab, the arrows between them, and each says whether it holds here. */

import { within } from './keys.js';
import { schema } from './schema.js';

const { nodes, marks } = schema;
/** @type {Record<string, any>} */
const BLOCKS = { quote: nodes.quote, bullets: nodes.bullet_list, numbers: nodes.ordered_list, heading: nodes.heading };

/**
 * @param {HTMLElement} bar with buttons `data-do`
 * @param {Record<string, (state: any, dispatch?: any, view?: any) => boolean>} commands
 * @param {any} view
 * @returns {() => void} to call when the editor's state has changed
 */
export function toolbar(bar, commands, view) {
  const buttons = /** @type {HTMLButtonElement[]} */ ([...bar.querySelectorAll('button[data-do]')]);
  const stop = (/** @type {HTMLButtonElement} */ button) => buttons.forEach((each) => { each.tabIndex = each === button ? 0 : -1; });
  stop(buttons[0]);
  // The editor keeps its focus and its selection under a finger or a mouse.
  bar.addEventListener('pointerdown', (event) => event.preventDefault());
  bar.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button?.dataset.do) return;
    if (!view.hasFocus() && button.dataset.do !== 'link') view.focus();
    commands[button.dataset.do](view.state, view.dispatch, view);
  });
  bar.addEventListener('keydown', (event) => {
    const ahead = getComputedStyle(bar).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: ahead, ArrowLeft: -ahead, Home: -Infinity, End: Infinity }[event.key];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (!step || at < 0) return;
    event.preventDefault();
    const next = Number.isFinite(step) ? (at + step + buttons.length) % buttons.length : step < 0 ? 0 : buttons.length - 1;
    stop(buttons[next]);
    buttons[next].focus();
  });
  return () => buttons.forEach((button) => show(button, commands, view));
}

/** @param {HTMLButtonElement} button @param {Record<string, any>} commands @param {any} view */
function show(button, commands, view) {
  const name = button.dataset.do ?? '';
  const held = holds(name, view.state);
  if (held !== null) button.setAttribute('aria-pressed', String(held));
  button.setAttribute('aria-disabled', String(!commands[name](view.state, undefined, view)));
}

/** @param {string} name @param {any} state @returns {boolean | null} null for what is no state */
function holds(name, state) {
  const mark = marks[name];
  if (mark) {
    const { from, to, empty, $from } = state.selection;
    return empty ? !!mark.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, mark);
  }
  return BLOCKS[name] ? !!within(state, BLOCKS[name]) : null;
}
