// A plain composer for tests of what becomes of drafts: two fields that speak the desk's events, and nothing else.
export function mount(element, desk) {
  window.desk = desk;
  window.heard = [];
  element.innerHTML = '<label>Headline <input id="headline"></label><label>Text <textarea id="text"></textarea></label>';
  const headline = element.querySelector('#headline');
  const text = element.querySelector('#text');
  let draft = fresh();
  function fresh() {
    return { id: 'c' + crypto.getRandomValues(new Uint32Array(4)).join('-'), slug: desk.slug, kind: 'new', post: null, revision: null, state: 'draft', version: 0, content: {} };
  }
  function now() {
    const said = text.value ? [{ type: 'paragraph', content: [{ type: 'text', text: text.value }] }] : [];
    return { ...draft, content: { ...draft.content, headline: headline.value, body: { type: 'doc', content: said } } };
  }
  for (const field of [headline, text]) field.addEventListener('input', () => desk.emit('draft:changed', { draft: now() }));
  desk.on('draft:open', (detail) => {
    draft = detail.draft;
    headline.value = draft.content.headline ?? '';
    desk.emit('draft:shown', { id: draft.id, draft });
    text.value = draft.content.body?.content?.map((block) => block.content?.map((piece) => piece.text).join('')).join('\n') ?? '';
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    desk.emit('publish', { draft: now() });
    draft = fresh();
    headline.value = text.value = '';
    headline.focus();
    desk.emit('draft:shown', { id: draft.id, draft });
  });
  desk.emit('draft:shown', { id: draft.id });
  desk.emit('ready');
  for (const event of ['sent', 'refused', 'queued', 'submitted']) desk.on(event, (detail) => window.heard.push([event, detail]));
}
