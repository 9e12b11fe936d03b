// @ts-check
/**
 * The editor's document as the plain text which the server makes of it, each character with its place in the document.
 *
 * Offsets are those of the server: they count Unicode characters, not UTF-16 units. What the server tidies away (double
 * spaces, blocks without a word) is not in the text either, and what it adds (a list's signs, a speaker) has no place.
 */

const SPACE = /[ \t\n\r\u0085\u2028\u2029]/;
const HAS_WORDS = /\S|\ufeff/; // JavaScript counts U+FEFF among white space, the server does not
// What composes within itself: a letter with its accents, Korean letters.
const CLUSTER = /[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/gu;
const NOWHERE = -1;

/** Characters, and where each of them stands. */
class Run {
  constructor() {
    /** @type {string[]} */
    this.characters = [];
    /** @type {number[]} */
    this.places = [];
  }

  get length() { return this.characters.length; }

  /** @param {string} text @param {number} [place] of its first character; without one it stands nowhere */
  add(text, place = NOWHERE) {
    for (const character of text) {
      this.characters.push(character);
      this.places.push(place);
      if (place !== NOWHERE) place += character.length;
    }
    return this;
  }

  /** @param {Run} other */
  take(other) {
    for (let i = 0; i < other.length; i++) {
      this.characters.push(other.characters[i]);
      this.places.push(other.places[i]);
    }
    return this;
  }

  toString() { return this.characters.join(''); }
}

/** @param {string} text @returns {Run} */
const generated = (text) => new Run().add(text);

/** @param {Run[]} runs @param {string} between */
function joined(runs, between) {
  const all = new Run();
  runs.forEach((run, i) => { if (i) all.add(between); all.take(run); });
  return all;
}

/** One line of text or one value of a field, as the server stores it. @param {unknown} value */
export function line(value) {
  return String(value ?? '').normalize('NFC').replace(/[ \t\n\r\u0085\u2028\u2029]+/g, ' ').trim();
}

/**
 * @param {any} doc
 * @returns {{text: string, length: number, range(start: number, end: number): {from: number, to: number} | null}}
 *   `range` gives the document positions of the characters from `start` up to `end`, null when none of them has a place
 */
export function plainText(doc) {
  /** @type {Run[]} */
  const blocks = [];
  doc.forEach((/** @type {any} */ child, /** @type {number} */ offset) => {
    const run = block(child, offset);
    if (run?.length) blocks.push(run);
  });
  const all = joined(blocks, '\n\n');
  return {
    text: all.toString(),
    length: all.length,
    range(start, end) {
      let first = NOWHERE;
      let last = NOWHERE;
      for (let i = Math.max(start, 0); i < Math.min(end, all.length); i++) {
        if (all.places[i] === NOWHERE) continue;
        if (first === NOWHERE) first = all.places[i];
        last = all.places[i] + all.characters[i].length;
      }
      return first === NOWHERE ? null : { from: first, to: last };
    },
  };
}

/** @param {any} node @param {number} pos where it begins @returns {Run | null} null when the server drops the block */
function block(node, pos) {
  const { attrs } = node;
  switch (node.type.name) {
    case 'paragraph':
    case 'heading': {
      const words = inline(node, pos + 1);
      return HAS_WORDS.test(words.toString()) ? words : null;
    }
    case 'bullet_list':
    case 'ordered_list':
      return list(node, pos);
    case 'quote': {
      const said = children(node, pos);
      if (!said.length) return null;
      const who = [line(attrs.speaker), line(attrs.role)].filter(Boolean).join(', ');
      return joined(said, '\n\n').add(who ? `\n— ${who}` : '');
    }
    case 'image': {
      const shown = line(attrs.caption) || line(attrs.alt);
      const credit = line(attrs.credit);
      return generated(shown && credit ? `${shown} (${credit})` : shown || credit);
    }
    case 'gallery':
      return joined(children(node, pos).filter((run) => run.length), '\n\n');
    case 'embed':
      return generated([line(attrs.title), attrs.url].filter(Boolean).join('\n'));
    case 'table':
      return table(node, pos);
    default:
      return generated('* * *');
  }
}

/** @param {any} node @param {number} pos @returns {Run[]} */
function children(node, pos) {
  /** @type {Run[]} */
  const runs = [];
  node.forEach((/** @type {any} */ child, /** @type {number} */ offset) => {
    const run = block(child, pos + 1 + offset);
    if (run) runs.push(run);
  });
  return runs;
}

/** @param {any} node @param {number} pos @returns {Run | null} */
function list(node, pos) {
  /** @type {Run[]} */
  const lines = [];
  node.forEach((/** @type {any} */ item, /** @type {number} */ offset) => {
    const held = children(item, pos + 1 + offset);
    if (!held.length) return;
    const sign = node.type.name === 'bullet_list' ? '- ' : `${node.attrs.start + lines.length}. `;
    lines.push(generated(sign).take(indented(joined(held, '\n'), sign.length)));
  });
  return lines.length ? joined(lines, '\n') : null;
}

/** @param {Run} run @param {number} by spaces */
function indented(run, by) {
  const moved = new Run();
  run.characters.forEach((character, i) => {
    moved.add(character, run.places[i]);
    if (character === '\n') moved.add(' '.repeat(by));
  });
  return moved;
}

/** @param {any} node @param {number} pos */
function table(node, pos) {
  /** @type {Run[]} */
  const rows = [];
  node.forEach((/** @type {any} */ row, /** @type {number} */ above) => {
    /** @type {Run[]} */
    const cells = [];
    row.forEach((/** @type {any} */ cell, /** @type {number} */ before) => {
      cells.push(inline(cell, pos + 3 + above + before));
    });
    rows.push(joined(cells, '\t'));
  });
  return joined(rows, '\n');
}

/** The words in a block, lines parted by its breaks. @param {any} node @param {number} start of its content */
function inline(node, start) {
  /** @type {Run[]} */
  const lines = [new Run()];
  let spaced = false;
  node.forEach((/** @type {any} */ piece, /** @type {number} */ offset) => {
    if (!piece.isText) {
      lines.push(new Run());
      spaced = false;
      return;
    }
    for (const [character, place] of characters(piece.text, start + offset)) {
      const current = lines[lines.length - 1];
      if (SPACE.test(character)) spaced = current.length > 0;
      else {
        if (spaced) current.add(' ', place - 1);
        spaced = false;
        current.add(character, place);
      }
    }
  });
  while (lines.length > 1 && !lines[0].length) lines.shift();
  while (lines.length > 1 && !lines[lines.length - 1].length) lines.pop();
  return joined(lines, '\n');
}

/**
 * The characters of a text in NFC, as the server stores it, each with its place.
 * @param {string} text @param {number} place @returns {[string, number][]}
 */
function characters(text, place) {
  /** @type {[string, number][]} */
  const found = [];
  const clusters = text.normalize('NFC') === text ? [text] : [...text.matchAll(CLUSTER)].map(([cluster]) => cluster);
  for (const cluster of clusters) {
    const whole = cluster.normalize('NFC');
    for (const character of whole) {
      found.push([character, place]);
      if (whole === cluster) place += character.length;
    }
    if (whole !== cluster) place += cluster.length;
  }
  return found;
}
