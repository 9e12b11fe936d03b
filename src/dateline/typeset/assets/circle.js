// @ts-check
/**
 * The embeds of one blog on a page follow it together, on one line, however far each of them stands.
 *
 * @typedef {import('./line.js').Delta} Delta
 * @typedef {{path: string, members: Set<Member>, line: ReturnType<typeof follow>}} Circle
 *
 * @typedef {object} Member An embed.
 * @property {string} origin
 * @property {string} slug
 * @property {string} path Both of them, as an address
 * @property {string} cursor How far it stands
 * @property {Circle | undefined} circle
 * @property {(deltas: Delta[]) => void} apply
 * @property {() => Promise<void>} load Begins anew
 * @property {(isLost: boolean) => void} tell Whether the blog is out of reach
 */

import { follow } from './line.js';

/** @type {Map<string, Circle>} */
const circles = new Map();

/** The least of these cursors. Of two histories the first stands: its line is told to begin anew, and all with it.
 * @param {{cursor: string}[]} all */
export const least = (all) => all.map(({ cursor }) => cursor).reduce((low, cursor) => {
  const [[epoch, seq], [other, its]] = [low.split('.'), cursor.split('.')];
  return epoch === other && Number(its) < Number(seq) ? cursor : low;
});

/** @param {Member} embed */
export function join(embed) {
  const { origin, slug, path } = embed;
  const circle = circles.get(path);
  if (circle?.members.has(embed)) return;
  const members = circle?.members.add(embed) ?? new Set([embed]);
  embed.circle = circle;
  if (circle && least([circle.line, embed]) === circle.line.cursor) return;
  circle?.line.stop();
  const all = (/** @type {(one: Member) => any} */ deed) => [...members].map(deed);
  const line = follow({
    origin,
    slug,
    cursor: least([...members]),
    deltas: (deltas) => all((one) => one.apply(deltas)),
    reset: async () => {
      await Promise.all(all((one) => one.load()));
      return members.size ? least([...members]) : line.cursor; // none is left where there is no such blog any more
    },
    lost: (isLost) => all((one) => one.tell(isLost)),
    closed: () => {},
  });
  const joined = { path, members, line };
  circles.set(path, joined);
  members.forEach((one) => (one.circle = joined));
}

/** @param {Member} embed */
export function leave(embed) {
  const { circle } = embed;
  embed.circle = undefined;
  if (!circle?.members.delete(embed) || circle.members.size) return;
  circle.line.stop();
  circles.delete(circle.path);
}
