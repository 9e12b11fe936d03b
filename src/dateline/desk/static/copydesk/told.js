// @ts-check
/**
 * What the desk is told of findings: which somebody was shown, and which of them she called not useful. A rule that is
 * called so too often becomes quieter, so what flickered by while she was typing is not counted.
 * @typedef {import('../live/desk.js').Desk} Desk
 * @typedef {import('./panel.js').Found} Found
 */

const LOOKED_AT = 3_000; // milliseconds that a finding has to stand on a page that is in sight
const AT_ONCE = 100;

export class Told {
  /** @type {Map<string, {rule: string, since: number}>} */ #standing = new Map();
  /** @type {Set<string>} */ #told = new Set();
  #waiting = 0;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /** These stand on the page from now on, and no others. @param {Found[]} findings */
  shown(findings) {
    const now = performance.now();
    this.#standing = new Map(findings.filter(({ name }) => !this.#told.has(name))
      .map(({ name, rule }) => [name, this.#standing.get(name) ?? { rule, since: now }]));
    clearTimeout(this.#waiting);
    if (this.#standing.size) this.#waiting = window.setTimeout(() => this.#collect(), LOOKED_AT);
  }

  /** @param {Found} finding @param {boolean} useful `false` says it, `true` takes it back @returns {Promise<boolean>} */
  async judged({ name, rule }, useful) {
    this.#told.add(name);
    this.#standing.delete(name);
    return this.#send([{ finding: name, rule, useful }]);
  }

  async #collect() {
    if (document.visibilityState !== 'visible') {
      this.#waiting = window.setTimeout(() => this.#collect(), LOOKED_AT);
      return;
    }
    const now = performance.now();
    const seen = [...this.#standing].filter(([, { since }]) => now - since >= LOOKED_AT - 50).slice(0, AT_ONCE);
    if (!seen.length) return;
    if (!(await this.#send(seen.map(([finding, { rule }]) => ({ finding, rule }))))) return;
    for (const [name] of seen) {
      this.#told.add(name);
      this.#standing.delete(name);
    }
  }

  /** @param {any[]} findings */
  async #send(findings) {
    const { status } = await this.desk.api('POST', `/blogs/${this.desk.slug}/findings`, { findings });
    return status === 200;
  }
}

/** The name under which a finding of a draft is told: the same words called wrong by the same rule are one. @param {string} text */
export function named(text) {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + i), 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
