// @ts-check
/** A new blog's address, proposed from its title until somebody writes one herself. */

const LONGEST = 60;
const NO_LATIN = /[^a-z0-9]+/g;
/** @type {Record<string, string>} Letters that Unicode takes for whole ones. */
const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

const title = /** @type {HTMLInputElement} */ (document.getElementById('title'));
const slug = /** @type {HTMLInputElement} */ (document.getElementById('slug'));
let isOwn = slug.value !== '';

slug.addEventListener('input', () => { isOwn = slug.value !== ''; });
title.addEventListener('input', () => { if (!isOwn) slug.value = proposed(title.value); });

/** Empty for a title in another script, which nobody but its writer can spell in letters. @param {string} text */
function proposed(text) {
  const plain = text.toLowerCase().normalize('NFKD').replace(/\p{Mark}|[’']/gu, '');
  const words = plain.replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]).replace(NO_LATIN, '-').replace(/^-+|-+$/g, '');
  return words.length <= LONGEST ? words : words.slice(0, LONGEST + 1).replace(/-[^-]*$/, '');
}
