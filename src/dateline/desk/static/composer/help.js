// @ts-check
/** The dialog of all shortcuts: the composer's own, and those of every part of the page that lists some. */

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
/** @type {Record<string, string>} */
const ON_MAC = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };

/** @param {HTMLDialogElement} dialog @returns {() => void} that opens it */
export function help(dialog) {
  const place = /** @type {HTMLElement} */ (dialog.querySelector('[data-all]'));
  return () => {
    const lists = document.querySelectorAll('template[data-shortcuts]');
    place.replaceChildren(...[...lists].map((list) => /** @type {HTMLTemplateElement} */ (list).content.cloneNode(true)));
    for (const key of place.querySelectorAll('kbd[data-key]')) {
      const name = /** @type {HTMLElement} */ (key).dataset.key ?? '';
      key.textContent = (MAC && ON_MAC[name]) || (name === 'Mod' ? key.getAttribute('data-else') : key.textContent);
    }
    dialog.showModal();
  };
}
