// @ts-check
/** A secret that is shown once: marked, so that one key copies it, and by a button for a thumb. */

const secret = /** @type {HTMLInputElement} */ (document.querySelector('input[readonly].code'));
const copier = /** @type {HTMLButtonElement} */ (document.querySelector('[data-copy]'));

copier.hidden = false;
secret.select();
copier.addEventListener('click', async () => {
  secret.select();
  try {
    await navigator.clipboard.writeText(secret.value);
  } catch {
    document.execCommand('copy'); // over a plain connection a page has no clipboard
  }
  /** @type {HTMLElement} */ (document.querySelector('[data-copied]')).hidden = false;
});
