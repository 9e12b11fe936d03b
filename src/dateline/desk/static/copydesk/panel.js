// @ts-check
/**
 * What the copy desk has to say of the draft, beside the text. The composer underlines it and lists it with its fix; here
 * each entry is given its evidence and what else can be done about it. Nothing here moves while somebody types.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {{start: number, end: number, text: string, rule: string, tier: string, why: string, fix: string | null,
 *   evidence: {post: string, start: number, end: number, text: string}[], name: string, more: () => HTMLElement[]}} Found
 */

import { entryDeeds } from './deeds.js';
import { mountHeadline } from './headline.js';
import { named } from './told.js';

const NOTES = 'dateline-notes';

export class Panel {
  /** @type {Map<string, Found>} */ #known = new Map();
  /** @type {Map<string, Found>} */ #useless = new Map();
  /** @type {any} */ #report = null;
  #draft = '';
  #notes = false;

  /**
   * @param {HTMLElement} place @param {Desk} desk @param {import('./told.js').Told} told
   * @param {() => void} again asks anew, the settings being others
   */
  constructor(place, desk, told, again) {
    const find = (/** @type {string} */ part) => /** @type {any} */ (place.querySelector(`[data-copydesk="${part}"]`));
    this.place = place;
    this.desk = desk;
    this.told = told;
    this.again = again;
    this.count = find('count');
    this.notes = find('notes');
    this.said = find('said');
    this.undo = find('undo');
    this.putAside = find('put-aside');
    this.quieter = find('lowered');
    this.headline = mountHeadline(find('headline'), desk);
    this.#notes = kept() === 'shown';
    this.notes.addEventListener('click', () => {
      this.#notes = !this.#notes;
      keep(this.#notes ? 'shown' : '');
      this.draw();
    });
  }

  /** Another draft: what was said of the one before is over. @param {string} draft */
  begin(draft) {
    if (draft === this.#draft) return;
    this.#draft = draft;
    this.#known.clear();
    this.#useless.clear();
    this.tell('');
    this.show(null);
  }

  /** @param {any} report of the check; null for a text without a word */
  show(report) {
    this.#report = report;
    this.draw();
  }

  draw() {
    const report = this.#report;
    const all = report ? this.#found(report.findings) : [];
    const asked = all.filter(({ tier, name }) => (this.#notes || tier !== 'info') && !this.#useless.has(name));
    const notes = all.filter(({ tier }) => tier === 'info').length;
    const { words } = this.desk;
    this.desk.emit('findings', { findings: asked });
    const headline = report?.posts[0]?.headline ?? '';
    this.headline(asked.filter(({ start }) => start < [...headline].length));
    say(this.count, asked.length ? words.copydesk_count.replace('{n}', String(asked.length)) : report ? words.copydesk_nothing : '');
    this.notes.hidden = !notes;
    say(this.notes, words.copydesk_notes.replace('{n}', String(notes)));
    this.notes.setAttribute('aria-pressed', String(this.#notes));
    this.#drawAside();
    this.#drawLowered(report?.lowered ?? [], asked);
    this.told.shown(asked);
  }

  /** Each finding is one object for as long as it stands: so the list need not be drawn again. @param {any[]} findings @returns {Found[]} */
  #found(findings) {
    const now = new Map();
    for (const each of findings) {
      const { rule, text, why, fix, tier, evidence } = each;
      const name = named(JSON.stringify([this.#draft, rule, text, evidence.map((/** @type {any} */ one) => one.post)]));
      const before = this.#known.get(name);
      const key = now.has(name) ? `${name}-${now.size}` : name; // the same slip twice in one text
      const same = key === name && before && before.why === why && before.fix === fix && before.tier === tier;
      const found = same ? Object.assign(before, each) : { ...each, name };
      found.more = () => entryDeeds(this, found);
      now.set(key, found);
    }
    this.#known = now;
    return [...now.values()];
  }

  /** @param {Found} finding */
  async useless(finding) {
    this.#useless.set(finding.name, finding);
    this.draw();
    await this.told.judged(finding, false);
  }

  #drawAside() {
    const aside = [...this.#useless.values()];
    this.putAside.hidden = !aside.length;
    if (this.putAside.hidden) return;
    const { words } = this.desk;
    const last = aside[aside.length - 1];
    const said = document.createElement('span');
    said.textContent = words.copydesk_useless_said.replace('{n}', String(aside.length));
    const back = button(words.copydesk_take_back, () => {
      this.#useless.delete(last.name);
      this.draw();
      this.told.judged(last, true);
    });
    this.putAside.replaceChildren(said, back);
  }

  /** Rules that have become quieter in this newsroom, those of this text first. @param {any[]} lowered @param {Found[]} asked */
  #drawLowered(lowered, asked) {
    const here = new Set(asked.map(({ rule }) => rule));
    const told = [...lowered].sort((a, b) => Number(here.has(b.rule)) - Number(here.has(a.rule))).map((one) => {
      const line = document.createElement('li');
      line.textContent = this.desk.words.copydesk_lowered.replace('{rule}', this.desk.words[`rule.${one.rule}`])
        .replace('{n}', one.not_useful).replace('{shown}', one.shown);
      return line;
    });
    this.quieter.hidden = !told.length;
    if (told.map((line) => line.textContent).join('\n') !== [...this.quieter.children].map((line) => line.textContent).join('\n')) {
      this.quieter.replaceChildren(...told);
    }
  }

  /** @param {string} words @param {HTMLButtonElement} [undo] */
  tell(words, undo) {
    this.said.textContent = words;
    this.undo.replaceChildren(...(undo ? [undo] : []));
  }
}

/** What is said already is not said again: a screen reader would. @param {HTMLElement} place @param {string} words */
function say(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

/** @param {string} words @param {() => void} act @param {string} [label] for what the words alone do not say */
export function button(words, act, label) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet';
  made.textContent = words;
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

function kept() {
  try {
    return localStorage.getItem(NOTES);
  } catch {
    return ''; // a browser that keeps nothing
  }
}

/** @param {string} value */
function keep(value) {
  try {
    localStorage.setItem(NOTES, value);
  } catch { /* a browser that keeps nothing */ }
}
