// @ts-check
/**
 * What becomes of each text, in words: the state of the one being written, what waits to be published, what is unfinished.
 * @typedef {import('./shapes.js').Draft} Draft
 * @typedef {import('./shapes.js').Kept} Kept
 */

import { queued } from './sender.js';
import { isEmpty, title } from './shapes.js';
import { button, clock, item } from './rows.js';

const UNDO = 20_000; // milliseconds in which a draft that was thrown away can be had back

export class Panel {
  /** A text may be lost if this page is closed now. */
  isUnsafe = false;
  #drawing = false;
  #again = false;
  #said = '';
  /** @type {Kept | null} */ #dropped = null;
  #news = '';

  /** @param {HTMLElement} element @param {any} drafts the part that this panel shows, as main.js has it */
  constructor(element, drafts) {
    this.drafts = drafts;
    this.words = /** @type {Record<string, string>} */ (/** @type {any} */ (drafts.desk.words.drafts));
    const place = (/** @type {string} */ name) => /** @type {HTMLElement} */ (element.querySelector(`[data-drafts="${name}"]`));
    this.state = place('state');
    this.said = place('said');
    this.ended = place('ended');
    this.waiting = place('waiting');
    this.unfinished = place('unfinished');
    this.dropped = place('dropped');
    this.dropped.querySelector('button')?.addEventListener('click', () => this.#bringBack());
    this.draw();
  }

  /** It is on readers' pages. @param {Kept} it @param {any} post */
  published(it, post) {
    const name = title(it.draft, this.words.untitled);
    this.#news = this.words.published.replace('{title}', name).replace('{time}', clock(this.drafts.desk, new Date().toISOString()));
    this.draw();
  }

  /** It is erased, and not to be had back. @param {Kept} it */
  forget(it) {
    if (this.#dropped?.id === it.id) this.dropped.hidden = true;
    if (this.#dropped?.id === it.id) this.#dropped = null;
    this.draw();
  }

  /** Another window's text was there first. @param {Kept} to */
  parted(to) {
    this.#news = this.words.parted.replace('{title}', title(to.draft, this.words.untitled));
    this.draw();
  }

  /** Draw all of it anew; asked for again meanwhile, once more afterwards. */
  async draw() {
    if (this.#drawing) {
      this.#again = true;
      return;
    }
    this.#drawing = true;
    do {
      this.#again = false;
      const [all, elsewhere] = await Promise.all([this.drafts.store.all(), this.drafts.openElsewhere()]);
      this.#draw(all.filter((/** @type {Kept} */ it) => !it.gone && !it.sent), elsewhere);
    } while (this.#again);
    this.#drawing = false;
  }

  /** @param {Kept[]} all @param {Set<string>} elsewhere */
  #draw(all, elsewhere) {
    const { sender, writing, store } = this.drafts;
    const waiting = queued(all);
    const current = all.find((it) => writing.holds(it) && !it.queue);
    if (current && !isEmpty(current.draft)) this.#news = '';
    const state = current && !isEmpty(current.draft) ? this.#stateOf(current) : this.#news;
    this.isUnsafe = !store.isKept && all.some((it) => it.rev > it.saved && !isEmpty(it.draft));
    text(this.state, [state, store.isKept ? '' : this.words.keeps_nothing].filter(Boolean).join(' '));
    this.state.dataset.line = sender.line;
    const isNew = this.ended.hidden && sender.line === 'ended';
    this.ended.hidden = sender.line !== 'ended';
    if (isNew) this.state.scrollIntoView({ block: 'nearest' });
    this.#say(waiting.find((it) => it.queue?.problem));
    fill(this.waiting, waiting.map((it, at) => this.#waits(it, at)));
    const unfinished = all
      .filter((it) => !it.queue && it !== current && it.slug === this.drafts.desk.slug && !isEmpty(it.draft))
      .sort((a, b) => b.draft.updated.localeCompare(a.draft.updated));
    fill(this.unfinished, unfinished.map((it) => this.#unfinished(it, elsewhere)));
    text(this.unfinished.querySelector('[data-count]'), this.words.unfinished.replace('{n}', String(unfinished.length)));
  }

  /** Where a text is. @param {Kept} it */
  #stateOf(it) {
    const { words, drafts } = this;
    const { line } = drafts.sender;
    if (it.rev <= it.saved && drafts.writing.isBehind(it)) return words.writing;
    if (it.rev <= it.saved) return it.draft.state === 'submitted' ? words.submitted : words.at_desk;
    const here = drafts.store.isKept ? words.here : words.nowhere;
    if (it.trouble) return `${here} ${words.not_at_desk.replace('{why}', it.trouble.detail)}`;
    return line === 'away' ? `${here} ${words.away}` : line === 'ended' ? `${here} ${words.log_in}` : here;
  }

  /** Say aloud, once, what somebody who does not look at the page must know. @param {Kept | undefined} refused */
  #say(refused) {
    const { words, drafts } = this;
    const { line } = drafts.sender;
    const said = refused ? `${words.refused} ${refused.queue?.problem?.detail}` : line === 'away' ? words.away : line === 'ended' ? words.log_in : this.#news;
    if (said !== this.#said) text(this.said, said);
    this.#said = said;
  }

  /** @param {Kept} it @param {number} at */
  #waits(it, at) {
    const { words, drafts } = this;
    const problem = it.queue?.problem;
    const states = { fine: words.sending, away: words.away, ended: words.log_in };
    const behind = at > 0 ? words.behind : states[/** @type {'fine' | 'away' | 'ended'} */ (drafts.sender.line)];
    const row = item(it, title(it.draft, words.untitled), problem ? `${words.refused} ${problem.detail}` : behind, Boolean(problem));
    row.deeds.append(button(words.take_back, () => drafts.takeBack(it.id)));
    if (!problem) return row.element;
    // Published already, with another text: by a request whose reply was lost, or by a colleague.
    const post = problem.post ?? (problem.type?.endsWith(':key-reused') ? it.draft.post : null);
    if (it.draft.post && problem.current) row.deeds.append(button(words.compare, () => drafts.desk.emit('refused', { draft: it.draft, problem })));
    else if (post) row.deeds.append(button(words.as_edit, () => this.#asEdit(it, post)));
    else row.deeds.append(button(words.send_again, () => drafts.sendAgain(it.id)));
    return row.element;
  }

  /** @param {Kept} it @param {Set<string>} elsewhere */
  #unfinished(it, elsewhere) {
    const { words, drafts } = this;
    const { draft } = it;
    const me = `person:${drafts.desk.person}`;
    const isMine = !draft.author || draft.author.id === me;
    const notes = [clock(drafts.desk, draft.updated), this.#stateOf(it)];
    if (it.copied) notes.push(words.copied);
    if (elsewhere.has(it.id)) notes.push(words.elsewhere);
    if (!isMine) notes.push(words.by.replace('{name}', draft.author?.name ?? ''));
    else if (draft.taken) notes.push(words.taken.replace('{name}', draft.taken.name));
    const row = item(it, title(draft, words.untitled), notes.join(' · '), Boolean(it.trouble));
    const isHandedIn = draft.state === 'submitted';
    row.deeds.append(button(isMine && isHandedIn ? words.withdraw : words.open, () => (isMine && isHandedIn ? drafts.withdraw(it.id) : drafts.open(it))));
    row.deeds.append(isMine ? button(words.drop, () => this.#drop(it)) : button(words.send_back, () => drafts.sendBack(it.id)));
    return row.element;
  }

  /** @param {Kept} it @param {string} post */
  async #asEdit(it, post) {
    const { status, data } = await this.drafts.desk.api('GET', `/blogs/${it.slug}/posts/${post}`);
    if (status === 200) await this.drafts.bringForward(it, data);
  }

  /** @param {Kept} it */
  async #drop(it) {
    this.#dropped = it;
    await this.drafts.drop(it.id);
    text(this.dropped.querySelector('span'), this.words.dropped.replace('{title}', title(it.draft, this.words.untitled)));
    this.dropped.hidden = false;
    this.dropped.querySelector('button')?.focus();
    setTimeout(() => {
      if (this.#dropped === it) this.dropped.hidden = true;
    }, UNDO);
  }

  async #bringBack() {
    this.dropped.hidden = true;
    if (this.#dropped) await this.drafts.bringBack(this.#dropped);
    this.#dropped = null;
  }
}

/** @param {Element | null} place @param {string} said */
function text(place, said) {
  if (place && place.textContent !== said) place.textContent = said;
}

/**
 * The rows of a section, which hides when it has none. A row that says what it said stays the element that it was, so
 * that nobody's finger or focus is on something that goes away.
 * @param {HTMLElement} section @param {HTMLElement[]} rows
 */
function fill(section, rows) {
  const list = /** @type {HTMLElement} */ (section.querySelector('ol, ul'));
  const were = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.key, row]));
  const now = rows.map((row) => were.get(row.dataset.key) ?? row);
  section.hidden = rows.length === 0;
  if (now.length === list.children.length && now.every((row, at) => row === list.children[at])) return;
  const at = [...list.querySelectorAll('button')].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  list.replaceChildren(...now);
  if (at >= 0) [...list.querySelectorAll('button')].at(Math.min(at, list.querySelectorAll('button').length - 1))?.focus();
}
