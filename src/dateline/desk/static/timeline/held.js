// @ts-check
import { isText } from '../live/first.js';

/**
 * Hold what is typed while something is fetched that it is meant for. Without this a quick writer's first words would
 * be commands to the post that she has just left: `p` pins it.
 *
 * @returns {(write: boolean) => void} let go, and write what was typed to where the focus is by then, or drop it
 */
export function holdKeys() {
  let held = '';
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (isText(event)) return;
    if (event.key.length === 1) held += event.key;
    else if (event.key === 'Backspace') held = held.slice(0, -1);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('keydown', key, { capture: true });
  return (write) => {
    removeEventListener('keydown', key, { capture: true });
    // Deprecated, and the one way to type into a field or an editor that can be undone there.
    if (write && held) document.execCommand('insertText', false, held);
  };
}
