// @ts-check
/**
 * Ask for a reason in a dialog, and where it cannot be undone for a word that has to be typed.
 *
 * @param {HTMLDialogElement} dialog with a form, a `[name="reason"]` and perhaps a `[name="typed"]`
 * @param {string} headline of the post that is meant
 * @param {string[]} words any of which confirms
 * @returns {Promise<string | null>} null when nobody wants it after all
 */
export function ask(dialog, headline, words) {
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector('form'));
  const reason = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('reason'));
  const typed = /** @type {HTMLInputElement | null} */ (form.elements.namedItem('typed'));
  const does = /** @type {HTMLButtonElement} */ (form.querySelector('[value="do"]'));
  const about = /** @type {HTMLElement} */ (dialog.querySelector('[data-headline]'));
  form.reset();
  about.textContent = headline;
  about.hidden = !headline;
  const check = () => {
    const meant = !typed || words.some((word) => word && fold(word) === fold(typed.value));
    does.disabled = !reason.value.trim() || !meant;
  };
  check();
  form.oninput = check;
  reason.onkeydown = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !does.disabled) form.requestSubmit(does);
  };
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === 'do' ? reason.value.trim() : null);
  });
}

/** @param {string} text */
function fold(text) {
  return text.trim().replace(/\s+/g, ' ').toLocaleLowerCase();
}
