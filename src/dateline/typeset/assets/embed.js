// @ts-check
/**
 * A blog on pages of other sites: the element `<dateline-blog blog="slug">`, whose shadow root holds the server's HTML.
 * It touches nothing else of its page, and keeps nothing in the browser. docs/embedding.md says what a page may set.
 *
 * @typedef {import('./line.js').Op} Op
 * @typedef {import('./line.js').Delta} Delta
 */

import { fit, stand } from './frame.js';
import { follow } from './line.js';

const HOME = new URL(import.meta.url).origin;
const NEAR = '100%'; // of the screen: nearer to it than this, an embed follows its blog
const FAR = 20; // seconds farther away than that, after which it lets go
const ANEW = 30; // seconds, at most, between two tries to get what an embed begins with
const SPOKEN = 15; // seconds between two announcements

/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();
/** @type {WeakSet<Element>} */
const placed = new WeakSet();

const near = new IntersectionObserver(
  (entries) => entries.forEach(({ target, isIntersecting }) => /** @type {any} */ (target).seen(isIntersecting)),
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

/** @type {any} */
let policy;

/** What may be made HTML of, where a page forbids that to scripts but for policies that it names (Trusted Types).
 * @param {string} html */
function trusted(html) {
  policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy('dateline', { createHTML: String }) ?? {};
  return policy.createHTML?.(html) ?? html;
}

/** The text of an element for this number. @param {any} element @param {number} n */
function counted(element, n) {
  const { lang } = element.closest('[lang]');
  const forms = JSON.parse(element.dataset.plurals);
  return (forms[new Intl.PluralRules(lang).select(n)] ?? forms.other).replace('{n}', n.toLocaleString(lang));
}

class Embed extends HTMLElement {
  static observedAttributes = ['blog', 'posts', 'order'];

  cursor = '';
  /** @type {ReturnType<typeof follow> | undefined} Embeds of one blog share its stream, as tabs do. */
  line = undefined;
  misses = 0;
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
  get posts() { return [...this.named('posts').children]; }
  get waiting() { return this.posts.filter(({ hidden }) => hidden); }
  get ended() { return this.named('state').matches('.ended'); }

  /** @param {string} id @returns {any} */
  named(id) { return this.shadowRoot?.getElementById(id); }

  get address() {
    const options = ['posts', 'order'].map((name) => `${name}=${this.getAttribute(name) ?? ''}`);
    return `${this.path}/embed.json?${options.join('&')}`;
  }

  connectedCallback() {
    if (!this.cursor && this.section) this.settle(this.section); // its page has brought it
    near.observe(this);
  }

  disconnectedCallback() {
    near.unobserve(this);
    clearTimeout(this.timer);
    this.leave();
  }

  /** Something else is asked for: begins anew. */
  attributeChangedCallback() {
    if (!this.cursor) return;
    this.disconnectedCallback();
    this.cursor = '';
    near.observe(this);
  }

  /** @param {boolean} isNear */
  seen(isNear) {
    clearTimeout(this.timer);
    if (isNear) this.arrive();
    else this.timer = setTimeout(() => this.leave(), FAR * 1000);
  }

  async arrive() {
    try {
      if (!this.cursor) await (this.coming ??= this.load());
      this.misses = 0;
    } catch {
      this.timer = setTimeout(() => this.arrive(), Math.random() * Math.min(ANEW, 2 ** (this.misses += 1)) * 1000);
    }
    this.coming = undefined;
    if (this.cursor && this.isConnected && !this.ended) this.join();
  }

  join() {
    const { origin, slug, cursor } = this;
    this.line ??= follow({
      origin,
      slug,
      cursor,
      deltas: (deltas) => this.apply(deltas),
      reset: async () => { await this.load(); return this.cursor; },
      lost: (isLost) => (this.named('connection').hidden = !isLost),
      closed: () => {},
    });
  }

  /** Ends the following for good: the live page, which never does, need not carry this. */
  leave() {
    const { line } = this;
    this.line = undefined;
    line?.life.abort();
    line?.rest();
    line?.cancel(...Object.keys(line.timers));
  }

  /** Gets what the embed shows anew. Where there is no such blog, what its element holds stands instead.
   * @returns {Promise<void>} */
  async load() {
    const { address } = this;
    const reply = await ask(address);
    const { style, html } = reply.status === 404 ? {} : await reply.json();
    const sheet = style && (await styled(this.origin + style));
    if (address !== this.address) return this.load(); // something else has been asked for meanwhile
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const [section] = html ? this.parse(html) : [];
    if (section && this.cursor && this.section?.lang === section.lang) return this.renew(section);
    this.head.disconnect();
    if (!section) {
      this.cursor = '';
      this.unspoken = 0;
      this.leave();
      return root.replaceChildren(document.createElement('slot'));
    }
    root.adoptedStyleSheets = [sheet];
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
    this.head.observe(section.querySelector('header'));
    this.draw();
  }

  /** Takes over a new copy of the embed, in place, so that its reader stays where she is. @param {any} fresh */
  renew(fresh) {
    for (const name of ['state', 'updated']) this.swap(this.named(name), fresh.querySelector(`#${name}`));
    this.retitle(fresh.querySelector('#title'));
    this.cursor = fresh.dataset.cursor;
    const theirs = [...fresh.querySelector('#posts').children];
    const ids = theirs.map(({ id }) => id);
    this.posts.filter(({ id }) => !ids.includes(id)).forEach((post) => post.remove());
    if (this.isNewestFirst) theirs.reverse();
    theirs.forEach((post, n) => this.put(post, theirs[n - 1]?.id.slice(2)));
    if (this.waiting.length === theirs.length) this.reveal(this.waiting); // of what she saw nothing is there any more
    this.apply([]);
  }

  /** @param {string} html @returns {any[]} */
  parse(html) {
    const template = document.createElement('template');
    template.innerHTML = trusted(html);
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
      this.cursor = cursor;
      ops.forEach((op) => this.operate(op));
    }
    if (this.ended) this.paused = false, this.line?.rest();
    this.draw();
  }

  /** @param {Op} op */
  operate(op) {
    if (op.op === 'drop') return this.named(`p-${op.id}`)?.remove();
    const elements = this.parse(op.html);
    if (op.op === 'put') return this.put(elements[0], op.before);
    for (const part of elements) {
      if (part.id === 'masthead') this.retitle(part.querySelector('h1'));
      else if (this.named(part.id)) this.swap(this.named(part.id), part);
    }
  }

  /** @param {HTMLElement} heading */
  retitle({ dir, textContent }) {
    this.named('title').dir = dir;
    this.named('title').firstChild.textContent = textContent;
  }

  /** Puts a post in its place, beside the one that is older by one. @param {any} post @param {string | null} [id] */
  put(post, id) {
    const old = this.named(post.id);
    const isBelow = this.isNewestFirst;
    const olders = this.posts.filter((other) => other !== old && other.dataset.at < post.dataset.at);
    const older = this.named(`p-${id}`) ?? olders.at(isBelow ? 0 : -1) ?? null;
    if (!old && !older && this.posts.length >= this.most) return; // it is older than all of these
    post.hidden = old ? old.hidden : true;
    if (old) this.swap(old, post);
    else this.unspoken += 1;
    const one = this.named(post.id) ?? post;
    const beside = isBelow ? one.nextElementSibling : one.previousElementSibling;
    if (old && beside === older) return;
    if (isBelow) this.named('posts').insertBefore(one, older);
    else if (older) older.after(one);
    else this.named('posts').prepend(one);
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
    const [more, pause] = [this.named('new'), this.named('pause')];
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
    this.named('status').textContent = counted(this.named('new'), this.unspoken);
    this.unspoken = 0;
    setTimeout(() => this.speak(), SPOKEN * 1000);
  }

  toggle() {
    this.paused = !this.paused;
    this.draw();
  }

  showNew() {
    const [newest] = this.waiting;
    const isFocused = this.shadowRoot?.activeElement === this.named('new');
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

if (!customElements.get('dateline-blog')) customElements.define('dateline-blog', Embed);
if (document.body?.matches('.frame')) {
  stand();
} else {
  fit(HOME);
  document.querySelectorAll('script[data-blog]').forEach(place);
  document.addEventListener('load', ({ target }) => place(target), true); // of scripts that come later
}
