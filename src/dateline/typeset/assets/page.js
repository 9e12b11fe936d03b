// @ts-check
/** What every part of the page's script stands on. */

/** @type {any} What the server says in the attributes of `<body>`. */
export const body = document.body.dataset;
/** @type {string} */
export const slug = body.slug;
/** The newest posts come last, and a reader follows at the end. */
export const oldestFirst = body.order === 'oldest';
/** The language of Dateline's own words on this page, and of the dates and numbers in them. */
export const locale = document.documentElement.dataset.locale;

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);
/** @param {Element} element */
export const topOf = (element) => element.getBoundingClientRect().top;

export const posts = byId('posts');
/** @returns {any[]} The posts on this page, also those that wait, from its top. */
export const articles = () => [...posts.querySelectorAll(':scope > [id]')];
/** @returns {any[]} Posts that are in their places but not shown yet. */
export const waiting = () => [...posts.querySelectorAll(':scope > [hidden]')];

/** @param {HTMLElement} element */
export function focus(element) {
  if (!element.matches('a, summary')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** An element's words for a number, in its form of CLDR's plural rules. @param {any} element @param {number} n */
export function counted(element, n) {
  const forms = JSON.parse(element.dataset.plurals);
  return (forms[new Intl.PluralRules(locale).select(n)] ?? forms.other).replace('{n}', n);
}
