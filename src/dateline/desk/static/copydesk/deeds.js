// @ts-check
/** What can be done about a finding beside its fix: look at the evidence, mark a claim confirmed, call it not useful. */

import { address } from './evidence.js';
import { button } from './panel.js';
import { confirm } from './standing.js';

const LONGEST = 90; // characters of evidence that are shown

/**
 * @param {import('./panel.js').Panel} panel @param {import('./panel.js').Found} finding
 * @returns {HTMLElement[]}
 */
export function entryDeeds(panel, finding) {
  const { words, role } = panel.desk;
  const place = document.createElement('div');
  place.className = 'finding-deeds';
  place.append(...finding.evidence.map((one) => link(panel, one)));
  const edits = role !== 'reporter';
  if (edits && finding.rule === 'claim-confirmed') place.append(confirming(panel, finding.evidence[0].post));
  place.append(button(words.copydesk_useless, () => panel.useless(finding), words.copydesk_useless_of.replace('{words}', finding.text)));
  const title = words[`rule.${finding.rule}`];
  if (edits) place.append(button(words.copydesk_off, () => switched(panel, finding.rule, true), words.copydesk_off_of.replace('{rule}', title)));
  return [place];
}

/** @param {import('./panel.js').Panel} panel @param {import('./panel.js').Found['evidence'][number]} evidence */
function link({ desk }, evidence) {
  const made = document.createElement('a');
  made.href = address(desk.slug, evidence);
  const { text } = evidence;
  made.textContent = desk.words.copydesk_evidence.replace('{words}', text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  made.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    desk.emit('post:show', { post: evidence.post, from: evidence.start, words: text });
  });
  return made;
}

/** @param {import('./panel.js').Panel} panel @param {string} post */
function confirming(panel, post) {
  const { desk } = panel;
  const made = button(desk.words.copydesk_confirm, async () => {
    made.disabled = true;
    const answer = await confirm(desk, post);
    panel.tell(desk.words[answer]);
    if (answer.startsWith('copydesk_confirmed')) made.hidden = true;
    made.disabled = false;
  });
  made.classList.add('offered');
  return made;
}

/** Have a rule speak in this blog or not. @param {import('./panel.js').Panel} panel @param {string} rule @param {boolean} off */
async function switched(panel, rule, off) {
  const { desk } = panel;
  const path = `/blogs/${desk.slug}/copydesk`;
  const held = await desk.api('GET', path);
  const others = held.data?.off?.filter((/** @type {string} */ one) => one !== rule);
  const done = held.status === 200 ? await desk.api('PUT', path, { ...held.data, off: off ? [...others, rule] : others }) : held;
  if (done.status !== 200) {
    panel.tell(desk.words.copydesk_off_failed);
    return;
  }
  panel.tell(off ? desk.words.copydesk_is_off.replace('{rule}', desk.words[`rule.${rule}`]) : '',
    off ? button(desk.words.copydesk_on, () => switched(panel, rule, false)) : undefined);
  panel.again();
}
