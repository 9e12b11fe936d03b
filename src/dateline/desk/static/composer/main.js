// @ts-check
/**
 * The composer: one draft at a time, in a form. It stores and sends nothing; it says what is written.
 *
 * Hears 'draft:open' {draft}, 'post:edit' {post}, 'post:correct' {post}, 'post:erased' {post}, 'write', 'refused' {draft,
 * problem}, 'findings' {findings} and 'finding:next' {step}. Tells 'draft:shown' {id, draft} of what it has, 'draft:changed' {draft} with each
 * change, 'begun' when a new post was asked for, 'publish' {draft}, and 'ready' once it can be given a draft.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {{id: string, slug: string, kind: 'new' | 'edit' | 'correct', post: string | null, revision: number | null,
 *   state: string, version: number, content: any, updated: string}} Draft
 */

import { handOver, isText } from '../live/first.js';
import { takeEarly } from './early.js';
import { createEditor } from './editor.js';
import { Fields } from './fields.js';
import { findingsList, next } from './findings.js';
import { headline } from './headline.js';
import { help } from './help.js';
import { counting } from './counting.js';
import { line } from './text.js';
import { toolbar } from './toolbar.js';

const LONGEST = 64 * 1024; // bytes of text
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** @param {HTMLElement} element @param {Desk} desk */
export function mount(element, desk) {
  new Composer(element, desk);
  desk.emit('ready');
}

/** @param {Element} element @param {string} selector @returns {any} */
const find = (element, selector) => element.querySelector(selector);

/** Not `randomUUID`, which browsers keep from pages that come over plain HTTP. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}

class Composer {
  /** @param {HTMLElement} element @param {Desk} desk */
  constructor(element, desk) {
    this.element = element;
    element.tabIndex = -1; // where Escape leads, so that single keys count again
    this.desk = desk;
    this.form = /** @type {HTMLFormElement} */ (find(element, 'form.composer'));
    this.said = find(element, '[data-said]');
    this.fields = new Fields(this.form, desk.zone);
    this.count = counting(find(element, '[data-count]'), desk.words);
    const drawFindings = findingsList(find(element, '[data-copydesk="text"]'), desk.words);
    const early = takeEarly(find(element, '#editor'));
    this.editor = createEditor(find(element, '#editor'), {
      language: desk.language, labelledBy: 'text-label', words: desk.words, linkDialog: find(element, '#link'),
      onChange: () => this.changed(),
      onUpdate: (view) => { this.drawToolbar?.(); drawFindings(view); },
      onLeave: () => this.leave(),
      onTell: (name) => this.tell(desk.words[name]),
    });
    this.drawToolbar = toolbar(find(element, '[role="toolbar"]'), this.editor.commands, this.editor.view);
    headline(this.fields.field('headline'), desk.language, () => this.editor.focus());
    this.help = help(find(element, '#shortcuts'));
    this.listen();
    this.takeOver(early);
  }

  /** What was typed before these scripts had come goes on here, caret and all. @param {ReturnType<typeof takeEarly>} early */
  takeOver({ body, goOn }) {
    const said = this.fields.said();
    // The headline to the letter: a field that is given what it holds keeps its caret.
    this.begin({ content: { ...said, byline: said.byline || this.byline, headline: this.fields.field('headline').value, body } });
    goOn(this.editor.view);
    if (handOver()) this.desk.emit('begun');
    if (!this.isEmpty()) this.changed();
  }

  listen() {
    const { desk, element, form } = this;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (this.editor.view.dom.contains(target)) return; // the editor tells of itself
      target.removeAttribute('aria-invalid');
      this.changed();
    });
    form.addEventListener('click', (event) => {
      const act = /** @type {HTMLElement} */ (event.target).closest('button')?.dataset.act;
      if (act === 'publish') this.publish();
      if (act === 'stop') this.begin({ focus: true });
      if (act === 'help') this.help();
    });
    element.addEventListener('keydown', (event) => this.key(event), { capture: true });
    document.addEventListener('keydown', (event) => this.keyAnywhere(event));
    for (const name of ['dragover', 'drop']) {
      // A file dropped beside the text would make the browser leave the page for it.
      element.addEventListener(name, (event) => {
        if (event.defaultPrevented || !(event instanceof DragEvent) || !event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        if (name === 'drop') this.tell(desk.words.no_files);
      });
    }
    desk.on('draft:open', ({ draft }) => this.open(draft));
    desk.on('post:edit', ({ post }) => this.openPost(post, 'edit'));
    desk.on('post:correct', ({ post }) => this.openPost(post, 'correct'));
    desk.on('post:erased', ({ post }) => this.erase(post));
    desk.on('write', () => this.focusHeadline());
    desk.on('findings', ({ findings }) => this.setFindings(findings));
    desk.on('finding:next', ({ step }) => next(this.editor.view, step) || this.editor.focus());
    desk.on('refused', ({ problem }) => problem && this.tell(problem.detail || problem.title));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || find(this.element, 'dialog[open]')) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      this.publish();
    } else if (event.key === 'Escape' && !this.editor.view.dom.contains(/** @type {globalThis.Node} */ (event.target))) this.leave();
  }

  /** @param {KeyboardEvent} event */
  keyAnywhere(event) {
    if (event.defaultPrevented || isText(event) || document.querySelector('dialog[open]')) return;
    if (event.key === 'n') this.startNew();
    else if (event.key === 'w') this.desk.emit('write');
    else if (event.key === '?') this.help();
    else return;
    event.preventDefault();
  }

  /** What was begun stays among the drafts. */
  startNew() {
    const kept = !this.isEmpty();
    if (kept || this.draft.kind !== 'new') this.begin();
    if (kept) this.tell(this.desk.words.draft_kept);
    this.desk.emit('begun');
    this.desk.emit('write');
  }

  /** The post was taken down: what is open of it is erased as well. @param {string} post */
  erase(post) {
    if (this.draft.post !== post) return;
    this.begin();
    this.tell(this.desk.words.draft_erased);
  }

  leave() { this.element.focus(); }

  focusHeadline() {
    if (!this.fields.field('headline').value && !this.isEmpty()) this.editor.focus();
    else this.fields.field('headline').focus();
  }

  /** A new draft, empty unless it is given something. @param {{focus?: boolean, content?: any}} [how] */
  begin({ focus = false, content = { byline: this.byline } } = {}) {
    this.show({ id: newId(), kind: 'new', post: null, revision: null, content });
    if (focus) this.focusHeadline();
  }

  /** @param {any} draft */
  open(draft) {
    if (!this.show(draft)) return;
    if (!matchMedia('(pointer: coarse)').matches) this.editor.focus();
  }

  /** @param {any} post as the API tells it @param {'edit' | 'correct'} kind */
  openPost(post, kind) {
    const { headline: line_, body, byline, at, happened_at, key, pinned, standing, sources, tags } = post;
    const content = { headline: line_, body, byline, at, happened_at, key, pinned, standing, sources, tags, note: '' };
    if (!this.show({ id: newId(), kind, post: post.id, revision: post.revision, content })) return;
    if (kind === 'correct') this.fields.field('note').focus();
    else this.editor.focus();
  }

  /** @param {any} draft @returns {boolean} false for one with blocks that are not known here */
  show(draft) {
    try {
      this.editor.set(draft.content.body);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.tell(this.desk.words.unreadable_body);
      return false;
    }
    const { content, ...about } = draft;
    this.draft = { state: 'draft', version: 0, ...about, slug: this.desk.slug };
    this.fields.show(content);
    this.form.dataset.kind = this.draft.kind;
    const { words, role } = this.desk;
    find(this.form, '#composer-title').textContent = words[`writing_${this.draft.kind}`];
    const act = role === 'reporter' ? 'hand_in' : `publish_${this.draft.kind}`;
    find(this.form, '[data-act="publish"] [data-label]').textContent = words[act];
    find(this.form, '[data-act="stop"]').hidden = this.draft.kind === 'new';
    find(this.form, '[data-note]').hidden = this.draft.kind !== 'correct';
    find(this.form, '[data-flags]').hidden = this.draft.kind !== 'new';
    this.tell('');
    this.count(this.editor);
    this.desk.emit('draft:shown', { id: this.draft.id, draft: this.whole() });
    return true;
  }

  /** @returns {Draft} */
  whole() {
    const { headline: line_, ...rest } = this.fields.said();
    return { ...this.draft, content: { headline: line_, body: this.editor.content(), ...rest }, updated: new Date().toISOString() };
  }

  isEmpty() {
    const { headline: line_, note } = this.fields.said();
    return !line_ && !note && !this.editor.content().content.length;
  }

  changed() {
    if (this.said.dataset.wrong) this.tell(''); // it is being put right
    this.count(this.editor);
    this.desk.emit('draft:changed', { draft: this.whole() });
  }

  publish() {
    const wrong = this.wrong();
    if (wrong) {
      this.tell(this.desk.words[wrong.why]);
      this.said.dataset.wrong = wrong.why;
      wrong.field?.setAttribute('aria-invalid', 'true');
      wrong.field?.closest('details')?.setAttribute('open', '');
      if (wrong.field) wrong.field.focus();
      else this.editor.focus();
      return;
    }
    const draft = this.whole();
    if (this.isOwn(draft)) this.byline = draft.content.byline;
    this.begin({ focus: !matchMedia('(pointer: coarse)').matches });
    this.desk.emit('publish', { draft });
  }

  /** @returns {{field?: HTMLElement, why: string} | null} */
  wrong() {
    const text = this.editor.text();
    const { headline: line_ } = this.fields.said();
    const unsaid = [...this.editor.view.dom.querySelectorAll('.quote')].some((quote) =>
      !quote.querySelector('blockquote').textContent.trim() && [...quote.querySelectorAll('input')].some((input) => input.value.trim()));
    if (unsaid) return { why: 'quote_without_words' };
    if (!line_ && !this.editor.content().content.length) return { field: this.fields.field('headline'), why: 'nothing_written' };
    if (!line_ && !text) return { why: 'nothing_written' };
    if (new Blob([text]).size > LONGEST) return { why: 'too_long' };
    return this.fields.wrong(this.draft.kind);
  }

  /**
   * What the copy desk has found, by offsets that count the headline and the blank line after it too.
   * @param {import('./findings.js').Finding[]} findings
   */
  setFindings(findings) {
    const above = [...line(this.fields.field('headline').value)].length;
    const before = above ? above + 2 : 0;
    this.editor.setFindings(findings.filter(({ start }) => start >= before), before);
  }

  /** @param {string | undefined} words */
  tell(words) {
    this.said.textContent = words ?? '';
    delete this.said.dataset.wrong;
  }

  /** A new post of this person's: what she changes or publishes of a colleague's bears the colleague's name. @param {any} draft */
  isOwn({ kind, author }) {
    return kind === 'new' && (!author || author.id === `person:${this.desk.person}`);
  }

  /** As this person last signed. */
  get byline() {
    try {
      return localStorage.getItem(`dateline-byline-${this.desk.person}`) ?? this.desk.name ?? '';
    } catch {
      return this.desk.name ?? ''; // a browser that keeps nothing
    }
  }

  set byline(signed) {
    try {
      localStorage.setItem(`dateline-byline-${this.desk.person}`, signed);
    } catch { /* a browser that keeps nothing */ }
  }
}
