// @ts-check
/** Quotation marks, dashes and spaces as a language sets them, put in while somebody types. */

const THIN = '\u202f'; // narrow no-break space
const FIRM = '\u00a0'; // no-break space

/**
 * Per language the outer and the inner pair, as CLDR has them but where newspapers print others: within French quotations
 * and in Switzerland. French sets spaces within its marks.
 * @type {Record<string, [string, string, string, string]>}
 */
const MARKS = {
  en: ['“', '”', '‘', '’'],
  fr: [`«${THIN}`, `${THIN}»`, `“`, `”`],
  'fr-CH': ['«', '»', '‹', '›'],
  de: ['„', '“', '‚', '‘'],
  'de-CH': ['«', '»', '‹', '›'],
  ar: ['”', '“', '’', '‘'],
  bg: ['„', '“', '„', '“'],
  ca: ['«', '»', '“', '”'],
  cs: ['„', '“', '‚', '‘'],
  da: ['“', '”', '‘', '’'],
  el: ['«', '»', '“', '”'],
  es: ['«', '»', '“', '”'],
  'es-MX': ['“', '”', '‘', '’'],
  et: ['„', '“', '‚', '‘'],
  eu: ['«', '»', '“', '”'],
  fa: ['«', '»', '‹', '›'],
  fi: ['”', '”', '’', '’'],
  he: ['”', '”', '’', '’'],
  hr: ['„', '“', '‚', '‘'],
  hu: ['„', '”', '»', '«'],
  is: ['„', '“', '‚', '‘'],
  it: ['«', '»', '“', '”'],
  ja: ['「', '」', '『', '』'],
  lt: ['„', '“', '„', '“'],
  lv: ['“', '”', '‘', '’'],
  nb: ['«', '»', '‘', '’'],
  nl: ['‘', '’', '‘', '’'],
  nn: ['«', '»', '‘', '’'],
  no: ['«', '»', '‘', '’'],
  pl: ['„', '”', '«', '»'],
  'pt-PT': ['«', '»', '“', '”'],
  ro: ['„', '”', '«', '»'],
  ru: ['«', '»', '„', '“'],
  sk: ['„', '“', '‚', '‘'],
  sl: ['„', '“', '‚', '‘'],
  sr: ['„', '”', '’', '’'],
  sv: ['”', '”', '’', '’'],
  uk: ['«', '»', '„', '“'],
  'zh-Hant': ['「', '」', '『', '』'],
};
/** Where a dash in a sentence is an em dash without spaces; elsewhere it is an en dash. */
const LONG_DASH = /^en(?!-(?:GB|IE|AU|NZ|ZA|IN)\b)/i;
const OPENS = /(?:^|[\s([{/—–\-\u200e\u200f\ufffc])$/u;
/** An address is being typed, and is to stay as it is. */
const ADDRESS = /(?:^|\s)(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)\S*$/i;
const LETTER = /[\p{L}\p{M}\p{N}]$/u;

/** @typedef {{remove: number, insert: string}} Change */

/**
 * @param {string} language BCP 47
 * @returns {[string, string, string, string]}
 */
export function marksOf(language) {
  const parts = language.split('-');
  for (let n = parts.length; n; n--) {
    const found = MARKS[parts.slice(0, n).join('-')];
    if (found) return found;
  }
  return MARKS.en;
}

/**
 * What to put for a character just typed behind `before` (the end of the line so far): how many characters before the
 * cursor go, and what comes in their and its place. Null when it is right as it is.
 * @param {string} before @param {string} character @param {string} language @returns {Change | null}
 */
export function typeset(before, character, language) {
  if (ADDRESS.test(before)) return null;
  switch (character) {
    case '"':
    case "'":
      return quotation(before, character, language);
    case '-':
      return dash(before, language);
    case '.':
      return /(?:^|[^.])\.\.$/.test(before) ? { remove: 2, insert: '…' } : null;
    default:
      return french(before, character, language);
  }
}

/** @param {string} before @param {string} character @param {string} language @returns {Change} */
function quotation(before, character, language) {
  const [open, close, innerOpen, innerClose] = marksOf(language);
  const opens = OPENS.test(before) || (open !== close && before.endsWith(open)) || (innerOpen !== innerClose && before.endsWith(innerOpen));
  if (character === '"') {
    if (opens) return { remove: 0, insert: open };
    // The space that was typed before a closing French mark is the one within it.
    const spaced = close.startsWith(THIN) && / $/.test(before) && before.lastIndexOf('«') > before.lastIndexOf('»');
    return { remove: spaced ? 1 : 0, insert: close };
  }
  if (opens) return { remove: 0, insert: innerOpen };
  // An apostrophe in every language, unless an inner quotation is open and a word has ended.
  const isOpen = innerOpen !== innerClose && before.lastIndexOf(innerOpen) > before.lastIndexOf(innerClose);
  return { remove: 0, insert: isOpen || !LETTER.test(before) ? innerClose : '’' };
}

/** @param {string} before @param {string} language @returns {Change | null} */
function dash(before, language) {
  if (/(?:^|[^-–—])-$/.test(before)) return { remove: 1, insert: LONG_DASH.test(language) ? '—' : '–' };
  return /[^-–—]–$/.test(before) ? { remove: 1, insert: '—' } : null;
}

/** @param {string} before @param {string} character @param {string} language @returns {Change | null} */
function french(before, character, language) {
  if (!/^fr\b/i.test(language) || !/\S $/.test(before)) return null;
  if (/[;!?»%€]/.test(character)) return { remove: 1, insert: THIN + character };
  return character === ':' ? { remove: 1, insert: FIRM + character } : null;
}

/** The characters that may be typeset. */
export const TYPESET = '"\'\\-.;:!?»%€';
