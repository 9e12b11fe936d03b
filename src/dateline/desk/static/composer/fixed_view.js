// @ts-check
/** A block that is shown here but not changed: a picture, a gallery, an embed, a table. It can be moved or deleted whole. */

import { serializer } from './schema.js';

/**
 * A node view's maker.
 * @param {Record<string, string>} words `block_image`, `block_gallery`, `block_embed`, `block_table` name them
 */
export const fixedView = (words) => (/** @type {any} */ node) => {
  const dom = document.createElement('div');
  dom.className = 'fixed';
  dom.contentEditable = 'false';
  const kind = dom.appendChild(document.createElement('p'));
  kind.className = 'fixed-kind';
  kind.textContent = words[`block_${node.type.name}`];
  dom.append(...shown(node));
  // A link in here would lead away from what is being written.
  dom.addEventListener('click', (event) => event.preventDefault());
  return { dom, ignoreMutation: () => true };
};

/** @param {any} node @returns {globalThis.Node[]} */
function shown(node) {
  const { title, url, caption, alt, credit } = node.attrs;
  switch (node.type.name) {
    case 'embed':
      return [title, url].filter(Boolean).map(paragraph);
    case 'image': {
      const picture = document.createElement('img');
      picture.src = node.attrs.src;
      picture.alt = alt;
      picture.loading = 'lazy';
      return [picture, ...[caption, credit].filter(Boolean).map(paragraph)];
    }
    case 'gallery':
      return node.children.flatMap(shown);
    default:
      return [serializer.serializeNode(node)];
  }
}

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}
