// @ts-check
/** How long the text is, counted when the writer pauses: to count words takes longer than to type one. */

const PAUSE = 250; // milliseconds

/** @param {HTMLElement} place @param {Record<string, string>} words */
export function counting(place, words) {
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language);
  const segments = new Intl.Segmenter(language, { granularity: 'word' });
  let waiting = 0;
  return (/** @type {{text(): string}} */ editor) => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const text = editor.text();
      let found = 0;
      for (const { isWordLike } of segments.segment(text)) if (isWordLike) found++;
      place.textContent = words.counted.replace('{characters}', number.format([...text].length)).replace('{words}', number.format(found));
    }, PAUSE);
  };
}
