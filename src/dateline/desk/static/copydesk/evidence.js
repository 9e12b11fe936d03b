// @ts-check
/** Where the words are that a finding or a fact rests on: an address of the live desk, as the server makes it too. */

const LONGEST = 160; // characters of the words that an address carries

/** @param {string} slug @param {{post: string, start: number, text: string}} span */
export function address(slug, { post, start, text }) {
  const told = new URLSearchParams({ post, from: String(start), words: [...text].slice(0, LONGEST).join('') });
  return `/desk/${slug}#${told}`;
}
