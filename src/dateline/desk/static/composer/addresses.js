// @ts-check
/** The addresses that a link may have: the shapes which the server takes, so that nothing typed here is refused there. */

const LONGEST = 2048;
const WEB = /^https?:\/\/[^/?#]/i;
const MAIL = /^mailto:[^?]/i;
const PATH = /^\/(?![/\\])/;
const POST = /^#p-[A-Za-z0-9_-]+$/;
const BARE = /^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]\S*)?$/i;
const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}$/i;

/** @param {unknown} url @returns {url is string} */
export function isLink(url) {
  // A space within is the server's to encode; what else is white is refused there.
  if (typeof url !== 'string' || !url || url.length > LONGEST || /[^\S ]|\\/.test(url)) return false;
  if (PATH.test(url) || POST.test(url)) return true;
  return (WEB.test(url) || MAIL.test(url)) && URL.canParse(url);
}

/** @param {unknown} url @returns {url is string} */
export function isWeb(url) {
  return isLink(url) && WEB.test(url);
}

/** @param {unknown} url @returns {url is string} */
export function isPicture(url) {
  return isWeb(url) || (typeof url === 'string' && /^\/media\/[A-Za-z0-9]/.test(url) && !url.includes('/..'));
}

/**
 * What somebody typed into an address field, as a link's address: `example.org` is meant as one of the web.
 * @param {string} typed @returns {string | null} null when it is no address
 */
export function asLink(typed) {
  const text = typed.trim();
  if (isLink(text)) return text.replace(/ /g, '%20');
  if (ADDRESS.test(text)) return `mailto:${text}`;
  return BARE.test(text) && URL.canParse(`https://${text}`) ? `https://${text}` : null;
}

/** Where addresses of the web stand in plain text: the sentence's own stop or bracket behind one is left out. */
export const IN_TEXT = /https?:\/\/[^\s<>"“”«»]*[^\s<>"“”«».,;:!?'’)\]]/gi;
