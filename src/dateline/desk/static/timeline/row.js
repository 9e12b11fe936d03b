// @ts-check
/**
 * One row of the timeline: the article as readers have it, and below it what only the newsroom is told.
 * @typedef {import('./source.js').Entry} Entry
 * @typedef {import('../live/desk.js').Desk} Desk
 */

/** @type {Intl.DateTimeFormat | undefined} */
let hours;
/** @type {Intl.DateTimeFormat | undefined} */
let dated;
/** @type {Intl.DateTimeFormat | undefined} */
let calendar;

/**
 * @param {Desk} desk
 * @param {Entry | undefined} entry undefined while it is on its way
 * @param {{id: string, index: number, total: number, current: boolean, newer?: Entry}} where
 * @returns {HTMLElement}
 */
export function makeRow(desk, entry, { id, index, total, current, newer }) {
  const row = document.createElement('li');
  row.className = entry ? `row ${entry.state}` : 'row waiting';
  row.dataset.id = id;
  row.setAttribute('aria-posinset', String(index + 1));
  row.setAttribute('aria-setsize', String(total));
  row.append(entry ? articleOf(desk, entry) : waiting(desk));
  if (entry && newer && dayOf(desk, entry) === dayOf(desk, newer)) row.classList.add('same-day');
  if (entry) row.append(footOf(desk, entry));
  reach(row, current);
  return row;
}

/** One post at a time is in the order of Tab, with its links and its menu; from post to post one goes by j and k.
 * @param {HTMLElement} row @param {boolean} current */
export function reach(row, current) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('article, a[href], button, summary'))) {
    one.tabIndex = current ? 0 : -1;
  }
}

/** @param {Desk} desk @param {Entry} entry */
function articleOf(desk, entry) {
  const template = document.createElement('template');
  template.innerHTML = entry.html;
  const article = /** @type {HTMLElement | null} */ (template.content.querySelector('article'));
  if (!article) return plain(desk.words.withdrawn_post, entry.headline);
  // The readers' page has a script for this button, and the desk has other ways to share.
  article.querySelector('.share')?.closest('p')?.remove();
  for (const link of article.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener');
  }
  return article;
}

/** @param {string} said @param {string} headline */
function plain(said, headline) {
  const article = document.createElement('article');
  article.className = 'plain';
  const title = document.createElement('h2');
  title.textContent = headline || said;
  article.setAttribute('aria-label', headline ? `${said} ${headline}` : said);
  const note = document.createElement('p');
  note.textContent = said;
  article.append(...(headline ? [title, note] : [note]));
  return article;
}

/** @param {Desk} desk */
function waiting(desk) {
  const article = document.createElement('article');
  article.className = 'plain';
  article.setAttribute('aria-busy', 'true');
  article.setAttribute('aria-label', desk.words.on_its_way);
  return article;
}

/** @param {Desk} desk @param {Entry} entry */
function footOf(desk, entry) {
  const foot = document.createElement('div');
  foot.className = 'desk';
  const who = document.createElement('p');
  who.className = 'who';
  ({ lang: foot.lang, dir: who.dir } = document.documentElement); // the list has the blog's
  if (entry.state === 'retracted' && entry.headline) who.append(was(entry.headline), ' · ');
  who.append(...told(desk, entry));
  const menu = document.createElement('button');
  menu.type = 'button';
  menu.className = 'deeds';
  menu.textContent = '⋯';
  menu.setAttribute('aria-haspopup', 'menu');
  menu.setAttribute('aria-label', desk.words.deeds_of.replace('{post}', entry.headline || clock(desk, entry.at)));
  foot.append(who);
  for (const [on, word] of /** @type {[boolean, string][]} */ ([[entry.pinned, desk.words.pinned]])) {
    if (on) foot.append(mark(word));
  }
  foot.append(menu);
  return foot;
}

/** Who published it and when, and who did the last thing to it. @param {Desk} desk @param {Entry} entry */
function told(desk, entry) {
  const { first, last } = entry;
  const said = [phrase(desk, desk.words['post.published'], first)];
  const kind = entry.state === 'withdrawn' || entry.state === 'removed' ? `post.${entry.state}` : last.kind;
  if (last.at !== first.at) said.push(' · ', phrase(desk, desk.words[kind] ?? kind, last));
  return said;
}

/** @param {Desk} desk @param {string} words @param {import('./source.js').Deed} deed */
function phrase(desk, words, { name, at }) {
  return words.replace('{name}', () => named(name)).replace('{time}', clock(desk, at));
}

/** Kept apart where lines run to the left, or the time after a name in Latin would go to its other side. @param {string} name */
export function named(name) {
  return document.documentElement.dir === 'rtl' ? `\u2068${name}\u2069` : name;
}

/** What a tombstone stands for: readers are not told. @param {string} headline */
function was(headline) {
  const made = document.createElement('s');
  made.textContent = headline;
  return made;
}

/** @param {string} word */
function mark(word) {
  const made = document.createElement('span');
  made.className = 'flag';
  made.textContent = word;
  return made;
}

/** The page's language; where it names no country, 24 hours as on readers' pages, and not those of the United States. */
export function spoken() {
  const { lang } = document.documentElement;
  return lang === 'en' ? 'en-GB' : lang;
}

/** The hour in the blog's zone, and the day unless it is today there. @param {Desk} desk @param {string} at */
export function clock(desk, at) {
  const lang = spoken();
  hours ??= new Intl.DateTimeFormat(lang, { timeZone: desk.zone, hour: '2-digit', minute: '2-digit' });
  dated ??= new Intl.DateTimeFormat(lang, {
    timeZone: desk.zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit',
  });
  calendar ??= new Intl.DateTimeFormat('en-CA', { timeZone: desk.zone });
  const when = new Date(at);
  return (calendar.format(when) === calendar.format(new Date()) ? hours : dated).format(when);
}

/** The day on the blog's calendar. @param {Desk} desk @param {Entry} entry */
function dayOf(desk, entry) {
  calendar ??= new Intl.DateTimeFormat('en-CA', { timeZone: desk.zone });
  return calendar.format(new Date(entry.at));
}
