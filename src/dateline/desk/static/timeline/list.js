// @ts-check
/**
 * A long list of which only what is near the window stands in the page: ten thousand posts cost as much as forty.
 *
 * Heights are guessed until a row has been laid out. When a guess above the window proves wrong, the scroll position is
 * moved by as much before anything is painted, so that what somebody reads stays where it is.
 */

const GUESS = 220; // pixels of a row that nobody has seen
const AROUND = 1.5; // windows of rows kept above and below
const EDGE = 24; // pixels of a row that nobody would notice

export class List {
  /** @type {Map<string, HTMLElement>} */ #shown = new Map();
  /** @type {Map<string, number>} */ #heights = new Map();
  /** @type {Float64Array | null} */ #tops = null;
  /** @type {string[]} */ #ids = [];
  #sum = 0;
  #first = 0;
  #last = 0;
  #frame = 0;
  #revealed = ''; // whom the keyboard went to, until a hand scrolls on

  /**
   * @param {HTMLElement} scroller what scrolls
   * @param {HTMLElement} place an element in it, whose rows are ours
   * @param {(id: string, index: number) => HTMLElement} make
   * @param {(ids: string[]) => void} near told which rows stand in the page
   */
  constructor(scroller, place, make, near) {
    this.scroller = scroller;
    this.place = place;
    this.make = make;
    this.near = near;
    this.above = spacer();
    this.below = spacer();
    place.append(this.above, this.below);
    this.sizes = new ResizeObserver((seen) => this.#measured(seen));
    scroller.addEventListener('scroll', () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#soon()).observe(scroller);
    for (const hand of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      scroller.addEventListener(hand, () => { this.#revealed = ''; }, { passive: true });
    }
  }

  /** Whether the first row begins in the window, below whatever stands above the rows. */
  get atTop() {
    return this.scroller.scrollTop < this.#offset() + 4;
  }

  /** Whether this row, or the end of it, is in the window. @param {string} id */
  isSeen(id) {
    const [row, window] = [this.#shown.get(id), this.scroller].map((one) => one?.getBoundingClientRect());
    return Boolean(row && window && row.bottom > window.top + EDGE && row.top < window.bottom - EDGE);
  }

  /** The rows from now on; what was shown at the top of the window stays there if it is among them.
   * @param {string[]} ids */
  set(ids) {
    this.keeping(() => {
      this.#ids = [...ids]; // a copy: what is shown must be told from what has just come
    });
  }

  /** Draw these rows anew, where they stand in the page. @param {string[]} ids */
  renew(ids) {
    for (const id of ids) {
      const old = this.#shown.get(id);
      if (!old) continue;
      const row = this.make(id, this.#ids.indexOf(id));
      this.sizes.unobserve(old);
      old.replaceWith(row);
      this.#shown.set(id, row);
      this.sizes.observe(row);
    }
    this.#soon();
  }

  /** @param {string} id */
  row(id) {
    return this.#shown.get(id);
  }

  /** Bring a row into the window and into the page. @param {string} id */
  reveal(id) {
    const index = this.#ids.indexOf(id);
    if (index < 0) return undefined;
    this.#revealed = id;
    const top = this.#offset() + this.#top(index);
    const { scrollTop, clientHeight } = this.scroller;
    const height = Math.min(this.#height(id), clientHeight);
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) this.scroller.scrollTop = top + height - clientHeight;
    this.draw();
    return this.#shown.get(id);
  }

  /** Change what the list holds; what somebody reads stays where it is. @param {() => void} change */
  keeping(change) {
    const held = this.atTop ? null : this.#reading();
    change();
    this.#tops = null;
    if (held) {
      const index = this.#ids.indexOf(held.id);
      if (index >= 0) this.scroller.scrollTop = this.#offset() + this.#top(index) - held.gap;
    }
    this.draw();
  }

  /** Have in the page what is near the window, and nothing else. */
  draw() {
    const window = this.scroller.clientHeight || 600;
    const from = this.scroller.scrollTop - this.#offset();
    const first = this.#at(from - AROUND * window);
    const last = Math.min(this.#ids.length, this.#at(from + (1 + AROUND) * window) + 1);
    const wanted = this.#ids.slice(first, last);
    const kept = new Set(wanted);
    for (const [id, row] of this.#shown) {
      if (kept.has(id)) continue;
      this.sizes.unobserve(row);
      row.remove();
      this.#shown.delete(id);
    }
    /** @type {Element} */
    let before = this.above;
    for (const [step, id] of wanted.entries()) {
      let row = this.#shown.get(id);
      if (!row) {
        row = this.make(id, first + step);
        this.#shown.set(id, row);
        this.sizes.observe(row);
      }
      if (before.nextElementSibling !== row) before.after(row);
      before = row;
    }
    this.#first = first;
    this.#last = last;
    this.above.style.blockSize = `${this.#top(first)}px`;
    this.below.style.blockSize = `${this.#top(this.#ids.length) - this.#top(last)}px`;
    this.near(wanted);
  }

  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  /** @param {ResizeObserverEntry[]} seen */
  #measured(seen) {
    const held = this.atTop ? null : this.#reading();
    let moved = false;
    for (const { target, borderBoxSize } of seen) {
      const id = /** @type {HTMLElement} */ (target).dataset.id ?? '';
      const size = borderBoxSize[0].blockSize;
      const was = this.#heights.get(id);
      if (!size || was === size) continue;
      this.#sum += size - (was ?? 0);
      this.#heights.set(id, size);
      moved = true;
    }
    if (!moved) return;
    this.#tops = null;
    const index = held ? this.#ids.indexOf(held.id) : -1;
    this.above.style.blockSize = `${this.#top(this.#first)}px`;
    this.below.style.blockSize = `${this.#top(this.#ids.length) - this.#top(this.#last)}px`;
    if (held && index >= 0) {
      const wanted = this.#offset() + this.#top(index) - held.gap;
      if (Math.abs(wanted - this.scroller.scrollTop) >= 1) this.scroller.scrollTop = wanted;
    }
    this.#soon();
  }

  /**
   * The row that somebody reads, and how far below the top of the window its own lies: the one that she went to, or else
   * the first in the window. Posts between the two may prove far longer than was guessed, and would push hers out.
   */
  #reading() {
    const from = this.scroller.scrollTop - this.#offset();
    const went = this.#shown.has(this.#revealed) ? this.#ids.indexOf(this.#revealed) : -1;
    const index = went < 0 ? this.#at(from) : went;
    const id = this.#ids[index];
    return id === undefined ? null : { id, gap: this.#top(index) - from };
  }

  /** @param {string} id */
  #height(id) {
    return this.#heights.get(id) ?? (this.#heights.size ? this.#sum / this.#heights.size : GUESS);
  }

  /** @param {number} index */
  #top(index) {
    if (!this.#tops) {
      const guess = this.#heights.size ? this.#sum / this.#heights.size : GUESS;
      this.#tops = new Float64Array(this.#ids.length + 1);
      for (let i = 0; i < this.#ids.length; i += 1) {
        this.#tops[i + 1] = this.#tops[i] + (this.#heights.get(this.#ids[i]) ?? guess);
      }
    }
    return this.#tops[index];
  }

  /** The row that covers this place. @param {number} place */
  #at(place) {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#top(middle + 1) <= place) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, Math.min(low, this.#ids.length - 1));
  }

  /** Where the rows begin in what scrolls. */
  #offset() {
    return this.place.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop;
  }
}

function spacer() {
  const made = document.createElement('li');
  made.setAttribute('role', 'presentation');
  made.className = 'spacer';
  return made;
}
