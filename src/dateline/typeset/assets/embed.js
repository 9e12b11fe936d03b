// @ts-check
/**
 * A blog on pages of other sites: the element `<dateline-blog blog="slug">`, whose shadow root holds the server's HTML.
 * It touches nothing else of its page, and keeps nothing in the browser. docs/embedding.md says what a page may set.
 *
 * @typedef {import('./line.js').Op} Op
 * @typedef {import('./line.js').Delta} Delta
 * @typedef {{members: Set<Embed>, line: ReturnType<typeof follow>}} Circle The embeds of one blog share a line.
 */

import { follow } from './line.js';

const HOME = new URL(import.meta.url).origin;
const NEAR = '100%'; // of the screen: nearer to it than this, an embed follows its blog
const FAR = 20; // seconds farther away than that, after which it lets go
const ANEW = 8; // seconds, at most, between two tries to get what an embed begins with
const SPOKEN = 15; // seconds between two announcements

// A page may forbid scripts to make HTML from text other than by a policy of a name that it permits (Trusted Types).
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('dateline', { createHTML: String });

/** @type {Map<string, Circle>} */
const circles = new Map();
/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();

/** @type {WeakSet<Element>} */
const placed = new WeakSet();

const near = new IntersectionObserver(
  (entries) => entries.forEach(({ target, isIntersecting }) => /** @type {Embed} */ (target).seen(isIntersecting)),
  { rootMargin: NEAR },
);

/** @param {string} url */
async function ask(url) {
  const reply = await fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(10_000) });
  if (!reply.ok && reply.status !== 404) throw new Error(`${url}: ${reply.status}`);
  return reply;
}

/** The sheet at this address, one for all embeds. What script makes of it is no matter of the page's CSP.
 * @param {string} url */
function styled(url) {
  const sheet = sheets.get(url) ?? ask(url).then(async (reply) => new CSSStyleSheet().replace(await reply.text()));
  sheets.set(url, sheet);
  sheet.catch(() => sheets.delete(url));
  return sheet;
}

/** The least of these cursors. Of two histories the first stands: its line is told to begin anew, and all with it.
 * @param {{cursor: string}[]} all */
const least = (all) => all.map(({ cursor }) => cursor).reduce((low, cursor) => {
  const [[epoch, seq], [other, its]] = [low.split('.'), cursor.split('.')];
  return epoch === other && Number(its) < Number(seq) ? cursor : low;
});

/** @param {Embed} embed */
function join(embed) {
  const { origin, slug, path } = embed;
  const circle = circles.get(path);
  const members = circle?.members.add(embed) ?? new Set([embed]);
  if (circle && least([circle.line, embed]) === circle.line.cursor) return;
  circle?.line.stop();
  const all = (/** @type {(one: Embed) => any} */ deed) => [...members].map(deed);
  const line = follow({
    origin,
    slug,
    cursor: least([...members]),
    deltas: (deltas) => all((one) => one.apply(deltas)),
    reset: async () => {
      await Promise.all(all((one) => one.load()));
      return members.size ? least([...members]) : line.cursor; // none is left where there is no such blog any more
    },
    lost: (lost) => all((one) => (one.part('connection').hidden = !lost)),
    closed: () => {},
  });
  circles.set(path, { members, line });
}

/** @param {Embed} embed */
function leave(embed) {
  const circle = circles.get(embed.path);
  if (!circle?.members.delete(embed) || circle.members.size) return;
  circle.line.stop();
  circles.delete(embed.path);
}

/** The text of an element for this number. @param {any} element @param {number} n */
function counted(element, n) {
  const { lang } = element.closest('[lang]');
  const forms = JSON.parse(element.dataset.plurals);
  return (forms[new Intl.PluralRules(lang).select(n)] ?? forms.other).replace('{n}', n.toLocaleString(lang));
}

class Embed extends HTMLElement {
  cursor = '';
  paused = false;
  isAtTop = true; // whether its head is on the screen
  unspoken = 0; // new posts not yet announced
  isSpeaking = false;
  timer = 0;
  /** @type {Promise<void> | undefined} */
  coming = undefined;
  head = new IntersectionObserver((entries) => {
    this.isAtTop = entries[entries.length - 1].isIntersecting;
    this.draw();
  });

  get origin() { return this.getAttribute('origin') ?? HOME; }
  get slug() { return this.getAttribute('blog') ?? ''; }
  get path() { return `${this.origin}/${this.slug}`; }
  /** @returns {any} */
  get section() { return this.shadowRoot?.querySelector('section'); }
  get isNewestFirst() { return this.section.dataset.order === 'newest'; }
  get most() { return Number(this.section.dataset.posts); }
  /** @returns {any[]} */
  get posts() { return [...this.part('posts').children]; }
  get waiting() { return this.posts.filter(({ hidden }) => hidden); }
  get ended() { return this.part('state').matches('.ended'); }

  /** @param {string} id @returns {any} */
  part(id) { return this.shadowRoot?.getElementById(id); }

  connectedCallback() { near.observe(this); }

  disconnectedCallback() {
    near.unobserve(this);
    clearTimeout(this.timer);
    leave(this);
  }

  /** @param {boolean} isNear */
  seen(isNear) {
    clearTimeout(this.timer);
    if (isNear) this.arrive();
    else this.timer = setTimeout(leave, FAR * 1000, this);
  }

  async arrive() {
    if (!this.cursor && this.section) this.settle(this.section); // its page has brought it
    try {
      if (!this.cursor) await (this.coming ??= this.load());
    } catch {
      this.timer = setTimeout(() => this.arrive(), Math.random() * ANEW * 1000);
    }
    this.coming = undefined;
    if (this.cursor && this.isConnected && !this.ended) join(this);
  }

  /** Gets what the embed shows anew. Where there is no such blog, what its element holds stands instead. */
  async load() {
    const options = ['posts', 'order'].map((name) => `${name}=${this.getAttribute(name) ?? ''}`);
    const reply = await ask(`${this.path}/embed.json?${options.join('&')}`);
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (reply.status === 404) {
      this.cursor = '';
      leave(this);
      return root.replaceChildren(document.createElement('slot'));
    }
    const { style, html } = await reply.json();
    root.adoptedStyleSheets = [await styled(this.origin + style)];
    const [section] = this.parse(html);
    root.replaceChildren(section);
    this.settle(section);
  }

  /** @param {any} section */
  settle(section) {
    this.dress(section);
    this.cursor = section.dataset.cursor;
    section.onclick = (/** @type {any} */ { target }) => {
      if (target.id === 'pause') this.toggle();
      if (target.id === 'new') this.showNew();
    };
    this.head.disconnect();
    this.head.observe(section.querySelector('header'));
    this.draw();
  }

  /** @param {string} html @returns {any[]} */
  parse(html) {
    const template = document.createElement('template');
    template.innerHTML = policy?.createHTML(html) ?? html;
    this.dress(template.content);
    return [...template.content.children];
  }

  /** Makes the server's HTML fit for a page elsewhere. @param {DocumentFragment | Element} content */
  dress(content) {
    for (const name of ['href', 'src']) {
      for (const one of content.querySelectorAll(`[${name}^="/"]`)) {
        one.setAttribute(name, this.origin + one.getAttribute(name));
      }
    }
    for (const link of content.querySelectorAll('a')) {
      link.target = '_blank';
      link.relList.add('noopener');
    }
  }

  /** @param {Delta[]} deltas */
  apply(deltas) {
    for (const { cursor, ops } of deltas) {
      if (least([{ cursor }, this]) === cursor) continue; // it is in what the embed began with
      this.cursor = cursor;
      ops.forEach((op) => this.operate(op));
    }
    if (this.ended) this.paused = false, circles.get(this.path)?.line.rest();
    this.draw();
  }

  /** @param {Op} op */
  operate(op) {
    if (op.op === 'drop') return this.part(`p-${op.id}`)?.remove();
    const elements = this.parse(op.html);
    if (op.op === 'put') return this.put(elements[0], op.before);
    for (const part of elements) {
      if (part.id === 'masthead') this.part('title').firstChild.textContent = part.querySelector('h1').textContent;
      else if (this.part(part.id)) this.swap(this.part(part.id), part);
    }
  }

  /** Puts a post in its place, the one beside the post that is older by one. @param {any} post @param {string | null} id */
  put(post, id) {
    const old = this.part(post.id);
    const isBelow = this.isNewestFirst;
    const olders = this.posts.filter((other) => other !== old && other.dataset.at < post.dataset.at);
    const older = this.part(`p-${id}`) ?? olders.at(isBelow ? 0 : -1) ?? null;
    if (!old && !older && this.posts.length >= this.most) return; // it is older than all of these
    post.hidden = old ? old.hidden : true;
    if (old) this.swap(old, post);
    else this.unspoken += 1;
    const one = this.part(post.id) ?? post;
    const beside = isBelow ? one.nextElementSibling : one.previousElementSibling;
    if (old && beside === older) return;
    if (isBelow) this.part('posts').insertBefore(one, older);
    else if (older) older.after(one);
    else this.part('posts').prepend(one);
  }

  /** Puts an element's newer self in its place. @param {any} old @param {any} fresh */
  swap(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    const open = [...old.querySelectorAll('details')].map((fold) => fold.open);
    [...fresh.querySelectorAll('details')].forEach((fold, i) => (fold.open = open[i] ?? fold.open));
    const focused = this.shadowRoot?.activeElement;
    const was = old.contains(focused) && focused?.getAttribute('href');
    old.replaceWith(fresh);
    if (was === false) return;
    const heir = [...fresh.querySelectorAll('a, summary')].find((one) => one.getAttribute('href') === was);
    this.point(heir ?? fresh);
  }

  /** @param {HTMLElement} element */
  point(element) {
    if (!element.matches('a, summary')) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  /** Shows what may be shown: posts above what is being read wait behind a button. */
  draw(isAsked = false) {
    const { waiting, isNewestFirst } = this;
    if (isAsked || (!this.paused && (this.isAtTop || !isNewestFirst))) this.reveal(waiting);
    const n = this.waiting.length;
    const [more, pause] = [this.part('new'), this.part('pause')];
    more.hidden = !n || this.paused;
    more.textContent = counted(more, n);
    pause.dataset.label ??= pause.textContent;
    pause.hidden = this.ended;
    pause.setAttribute('aria-pressed', this.paused);
    pause.textContent = this.paused && n ? counted(pause, n) : pause.dataset.label;
    if (this.unspoken && !this.paused && !this.isSpeaking) this.isSpeaking = !!setTimeout(() => this.speak(), 1000);
  }

  /** @param {any[]} waiting */
  reveal(waiting) {
    for (const post of waiting) {
      post.hidden = false;
      post.classList.add('fresh');
    }
    if (this.isNewestFirst) this.posts.slice(this.most).forEach((post) => post.remove());
  }

  speak() {
    this.isSpeaking = this.unspoken > 0;
    if (!this.isSpeaking) return;
    this.part('status').textContent = counted(this.part('new'), this.unspoken);
    this.unspoken = 0;
    setTimeout(() => this.speak(), SPOKEN * 1000);
  }

  toggle() {
    this.paused = !this.paused;
    this.draw();
  }

  showNew() {
    const [newest] = this.waiting;
    const isFocused = this.shadowRoot?.activeElement === this.part('new');
    this.draw(true);
    this.section.scrollIntoView({ behavior: 'instant' });
    if (isFocused) this.point(newest);
  }
}

/** Puts an embed behind the script element that asks for it. @param {any} script */
function place(script) {
  const { src, dataset } = script;
  if (!dataset?.blog || placed.has(script) || !`${src}`.startsWith(`${HOME}/embed.js`)) return;
  placed.add(script);
  const embed = document.createElement('dateline-blog');
  for (const name of ['blog', 'posts', 'order', 'theme']) {
    if (name in dataset) embed.setAttribute(name, dataset[name]);
  }
  embed.setAttribute('origin', HOME); // a page may have embeds of two newsrooms, and only one of them defines the element
  const link = document.createElement('a');
  link.href = `${HOME}/${dataset.blog}`;
  link.textContent = link.href.replace(/^\w+:\/\//, '');
  embed.append(link);
  script.after(embed);
}

/** Gives the frames of this newsroom's blogs the height that they ask for. */
function fit() {
  addEventListener('message', ({ data, origin, source }) => {
    if (origin !== HOME || data?.message !== 'height') return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === source) frame.style.height = `${Number(data.value)}px`;
    }
  });
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.src.startsWith(HOME)) frame.contentWindow?.postMessage({ message: 'ready' }, '*');
  }
}

/** In a frame: tells the page around it how tall this one is, as sites made with WordPress tell each other. */
function stand() {
  const secret = new URLSearchParams(location.hash.replace(/^#\??/, '')).get('secret');
  /** @param {string} message @param {any} value */
  const tell = (message, value) => parent.postMessage({ message, value, secret }, '*'); // whoever frames it may know
  const measure = () => tell('height', Math.ceil(document.body.getBoundingClientRect().height));
  new ResizeObserver(measure).observe(document.body);
  addEventListener('message', ({ data }) => data?.message === 'ready' && measure());
  if (!secret) return;
  addEventListener('click', (event) => {
    const link = /** @type {any[]} */ (event.composedPath()).find(({ href }) => href);
    if (!link) return;
    event.preventDefault(); // WordPress lets no frame open a window, and goes there itself
    tell('link', link.href);
  });
}

if (!customElements.get('dateline-blog')) customElements.define('dateline-blog', Embed);
if (document.body?.matches('.frame')) {
  stand();
} else {
  fit();
  document.querySelectorAll('script[data-blog]').forEach(place);
  document.addEventListener('load', ({ target }) => place(target), true); // of scripts that come later
}
