// @ts-check
/** The dialog in which a link gets its address. */

import { schema } from './schema.js';
import { asLink } from './addresses.js';

const mark = schema.marks.link;

/** The link around the cursor, whole, or what is selected. @param {any} state */
function chosen(state) {
  const { $from, from, to, empty } = state.selection;
  const { parent } = $from;
  if (!empty) return { from, to, href: linkAt(state, from, to) };
  /** @type {{from: number, to: number, href: string} | null} */
  let found = null;
  let begin = $from.start();
  for (const child of parent.children) {
    const [href, end] = [mark.isInSet(child.marks)?.attrs.href, begin + child.nodeSize];
    if (href && found && found.to === begin && found.href === href) found.to = end;
    else if (href && (!found || found.to < from)) found = { from: begin, to: end, href };
    begin = end;
  }
  return found && found.from <= from && found.to >= from ? found : { from, to, href: '' };
}

/** @param {any} state @param {number} from @param {number} to */
function linkAt(state, from, to) {
  let href = '';
  state.doc.nodesBetween(from, to, (/** @type {any} */ node) => { href ||= mark.isInSet(node.marks)?.attrs.href ?? ''; });
  return href;
}

/**
 * A command that asks for the address. An empty one takes the link away.
 * @param {HTMLDialogElement} dialog with a form: an input named `href`, a `.error`, buttons `apply`, `remove`, `cancel`
 */
export function linkCommand(dialog) {
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector('input'));
  const wrong = /** @type {HTMLElement} */ (dialog.querySelector('.error'));
  const remove = /** @type {HTMLElement} */ (dialog.querySelector('[value="remove"]'));
  /** @type {((how: string) => boolean) | null} */
  let done = null;
  dialog.querySelector('form')?.addEventListener('submit', (event) => {
    const how = /** @type {HTMLButtonElement} */ (event.submitter)?.value ?? 'apply';
    if (done?.(how) === false) event.preventDefault();
  });

  return (/** @type {any} */ state, /** @type {any} */ dispatch, /** @type {any} */ view) => {
    if (!state.selection.$from.parent.inlineContent || !view) return false;
    if (!dispatch) return true;
    const { from, to, href } = chosen(state);
    input.value = href;
    remove.hidden = !href;
    tell(input, wrong, true);
    done = (how) => {
      const asked = input.value.trim();
      if (how === 'cancel') return true;
      const address = how === 'remove' || !asked ? '' : asLink(asked);
      if (address === null) return tell(input, wrong, false);
      view.dispatch(linked(view.state, from, to, address));
      return true;
    };
    dialog.addEventListener('close', () => view.focus(), { once: true });
    dialog.showModal();
    input.select();
    return true;
  };
}

/** @param {HTMLInputElement} input @param {HTMLElement} wrong @param {boolean} right */
function tell(input, wrong, right) {
  wrong.hidden = right;
  input.setAttribute('aria-invalid', String(!right));
  if (!right) input.focus();
  return right;
}

/** @param {any} state @param {number} from @param {number} to @param {string} href */
function linked(state, from, to, href) {
  const tr = state.tr.removeMark(from, to, mark);
  if (!href) return tr;
  if (from === to) return tr.replaceSelectionWith(schema.text(href, [mark.create({ href })]), false);
  return tr.addMark(from, to, mark.create({ href })).removeStoredMark(mark);
}
