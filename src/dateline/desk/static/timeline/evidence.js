// @ts-check
/**
 * To a post and to words in it: asked for by 'post:show' {post, from, words}, or by the page's address.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {{post: string, from: number, words: string}} Wanted
 */

const PATIENCE = 5_000; // milliseconds until the list, and then the post, is there
const MARK = 'evidence';

/** @param {import('./main.js').Timeline} timeline @param {Desk} desk */
export function mountEvidence(timeline, desk) {
  desk.on('post:show', (wanted) => show(timeline, wanted));
  const arrive = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const post = asked.get('post');
    if (post) desk.emit('post:show', { post, from: Number(asked.get('from')), words: asked.get('words') ?? '' });
  };
  addEventListener('hashchange', arrive);
  arrive();
}

/** @param {import('./main.js').Timeline} timeline @param {Wanted} wanted */
async function show(timeline, { post, from, words }) {
  const { source } = timeline;
  CSS.highlights?.delete(MARK);
  if (!(await until(() => source.ids.length > 0))) return;
  if (!source.ids.includes(post) && source.filtered) {
    const search = /** @type {HTMLFormElement} */ (document.getElementById('timeline-search'));
    search.reset();
    search.requestSubmit();
  }
  if (!(await until(() => source.ids.includes(post)))) return;
  timeline.go(post);
  if (!(await until(() => source.entries.has(post) && !timeline.list.row(post)?.classList.contains('waiting')))) return;
  timeline.go(post);
  const article = timeline.list.row(post)?.querySelector('article');
  if (article && words && CSS.highlights) mark(article, words, from);
}

/** @param {HTMLElement} article @param {string} words @param {number} from where they stand in the post's plain text */
function mark(article, words, from) {
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  /** @type {{node: Text, at: number}[]} */
  const nodes = [];
  let all = '';
  while (texts.nextNode()) {
    const node = /** @type {Text} */ (texts.currentNode);
    nodes.push({ node, at: all.length });
    all += node.data.replace(/\s/g, ' ');
  }
  const at = nearest(all, words.replace(/\s/g, ' '), from);
  if (at < 0) return;
  const range = document.createRange();
  const holding = (/** @type {number} */ place) => nodes.findLast((each) => each.at <= place) ?? nodes[0];
  const [first, last] = [holding(at), holding(at + words.length - 1)];
  range.setStart(first.node, at - first.at);
  range.setEnd(last.node, at + words.length - last.at);
  CSS.highlights.set(MARK, new Highlight(range));
  first.node.parentElement?.scrollIntoView({ block: 'nearest' });
}

/** Of several places where the words stand, the one nearest to where they should. @param {string} all @param {string} words @param {number} from */
function nearest(all, words, from) {
  let best = -1;
  for (let at = all.indexOf(words); at >= 0; at = all.indexOf(words, at + 1)) {
    if (best < 0 || Math.abs(at - from) < Math.abs(best - from)) best = at;
  }
  return best;
}

/** @param {() => boolean} holds @returns {Promise<boolean>} whether it came to hold in time */
async function until(holds) {
  const end = performance.now() + PATIENCE;
  while (!holds()) {
    if (performance.now() > end) return false;
    await new Promise((done) => setTimeout(done, 40));
  }
  return true;
}
