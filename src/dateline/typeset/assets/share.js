// @ts-check
/**
 * Shares one post: its own address or, when the reader has marked some of its text, those words with an address that
 * leads to them (URL Fragment Text Directives, https://wicg.github.io/scroll-to-text-fragment/).
 *
 * @typedef {{text: string, link: string}} Quote
 */

const WORDS = 5; // of each end of a long passage, and of what stands beside one that is not unique
const SHORT = 120; // characters; a longer passage is named by its two ends
const BLOCKS = 'h2, h3, h4, h5, p, li, figcaption, td, th';
const WORD = /[\p{L}\p{M}\p{N}]/u;

/** @param {string} text */
const single = (text) => text.replace(/\s+/g, ' ').trim();

/** @param {string} text A hyphen would part a word beside the passage from the passage. */
const encoded = (text) => encodeURIComponent(text).replaceAll('-', '%2D');

/** @param {HTMLElement} button */
export async function use(button) {
  const post = /** @type {HTMLElement} */ (button.closest('article'));
  const address = /** @type {HTMLAnchorElement} */ (post.querySelector('a.at')).href;
  const title = single(post.querySelector('h2')?.textContent ?? '');
  const quote = marked(post);
  const url = address + (quote?.link ?? '');
  if (navigator.share) {
    try {
      return await navigator.share({ title, text: quote?.text ?? title, url });
    } catch (/** @type {any} */ error) {
      if (error.name === 'AbortError') return; // the reader thought better of it
    }
  }
  await show(quote ? `${quote.text}\n${url}` : url, Boolean(quote));
}

/** @param {string} text @param {boolean} quoted */
async function show(text, quoted) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('share'));
  const sheet = template.content.querySelector('link');
  if (sheet) await new Promise((done) => { sheet.onload = sheet.onerror = done; document.head.append(sheet); });
  document.body.append(template.content.cloneNode(true));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector('dialog.share-box'));
  const [heading, field, copy, close, told] = /** @type {any[]} */ (
    ['h2', 'textarea', '[value=copy]', '[value=close]', 'output'].map((one) => dialog.querySelector(one))
  );
  if (quoted) heading.textContent = heading.dataset.quote;
  field.value = text;
  copy.addEventListener('click', async () => {
    field.select();
    // A page that came over plain HTTP has no clipboard of the newer kind.
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (done || document.execCommand('copy')) told.textContent = told.dataset.done;
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  field.select();
  field.scrollTop = 0;
}

/** What the reader has marked in this post, whole words of it. @param {HTMLElement} post @returns {Quote | null} */
function marked(post) {
  const selection = getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
  if (!range) return null;
  const [first, last] = [range.startContainer, range.endContainer].map((node) => {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest('.body, h2') && post.contains(element) ? element.closest(BLOCKS) : null;
  });
  if (!first || !last) return null;
  widen(range);
  const text = single(range.toString());
  return text ? { text, link: link(post, range, first, last, text) } : null;
}

/** Takes in the whole of a word that was marked in part: a fragment names nothing less. @param {Range} range */
function widen(range) {
  const { startContainer: start, endContainer: end } = range;
  if (start instanceof Text) {
    let at = range.startOffset;
    while (at && WORD.test(start.data[at] ?? '') && WORD.test(start.data[at - 1])) at -= 1;
    range.setStart(start, at);
  }
  if (end instanceof Text) {
    let at = range.endOffset;
    while (at && at < end.length && WORD.test(end.data[at - 1]) && WORD.test(end.data[at])) at += 1;
    range.setEnd(end, at);
  }
}

/** @param {HTMLElement} post @param {Range} range @param {Element} first @param {Element} last @param {string} text */
function link(post, range, first, last, text) {
  if (first !== last || text.length > SHORT) {
    const [begins, ends] = [part(first, range, true), part(last, range, false)];
    const [from, to] = [words(begins, true), words(ends, false)];
    if (first !== last || from.length + to.length < text.length) {
      return `#:~:text=${encoded(from)},${encoded(to)}`;
    }
  }
  const before = document.createRange();
  before.setStart(first, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(first, first.childNodes.length);
  // The post's own page names its blog above the post.
  const page = single(`${document.querySelector('h1')?.textContent} ${post.textContent}`).toLowerCase();
  const unique = page.split(text.toLowerCase()).length < 3;
  const prefix = unique ? '' : words(single(before.toString()), false);
  const suffix = unique ? '' : words(single(after.toString()), true);
  return `#:~:text=${prefix && `${encoded(prefix)}-,`}${encoded(text)}${suffix && `,-${encoded(suffix)}`}`;
}

/** What of the passage stands in this block. @param {Element} block @param {Range} range @param {boolean} first */
function part(block, range, first) {
  const inner = range.cloneRange();
  if (first && !block.contains(range.endContainer)) inner.setEnd(block, block.childNodes.length);
  if (!first && !block.contains(range.startContainer)) inner.setStart(block, 0);
  return single(inner.toString());
}

/** The first or the last words of a text, in any script. @param {string} text @param {boolean} first */
function words(text, first) {
  const segments = [...new Intl.Segmenter(document.documentElement.lang, { granularity: 'word' }).segment(text)];
  const like = segments.filter(({ isWordLike }) => isWordLike);
  if (like.length <= WORDS) return text;
  if (first) return text.slice(0, like[WORDS].index).trim();
  return text.slice(/** @type {Intl.SegmentData} */ (like.at(-WORDS)).index);
}
