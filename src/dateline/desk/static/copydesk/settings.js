// @ts-check
/** The house's words: as many rows as somebody wants. */

const more = /** @type {HTMLButtonElement} */ (document.getElementById('house-more'));
const rows = /** @type {HTMLElement} */ (document.getElementById('house'));
const row = /** @type {HTMLTemplateElement} */ (document.getElementById('house-word'));

more.hidden = false;
more.addEventListener('click', () => {
  rows.append(row.content.cloneNode(true));
  rows.lastElementChild?.querySelector('input')?.focus();
});
