// @ts-check
/** An editor's click that marks an earlier post confirmed, since what an unnamed source said there has been borne out.
 * @typedef {import('../live/desk.js').Desk} Desk
 */

/**
 * Never by itself, and never over a change that the editor has not seen.
 * @param {Desk} desk @param {string} post @param {number} [revision] that was looked at; the newest where none was
 * @returns {Promise<'copydesk_confirmed' | 'copydesk_confirmed_before' | 'copydesk_stale' | 'copydesk_failed'>} what to say
 */
export async function confirm(desk, post, revision) {
  const path = `/blogs/${desk.slug}/posts/${post}`;
  const { status, data } = await desk.api('GET', path);
  if (status !== 200) return 'copydesk_failed';
  if (data.standing === 'confirmed') return 'copydesk_confirmed_before';
  if (data.retraction || (revision !== undefined && revision !== data.revision)) return 'copydesk_stale';
  const done = await desk.api('PUT', path, { standing: 'confirmed' }, { revision: data.revision });
  if (done.status === 200) return 'copydesk_confirmed';
  return done.status === 409 || done.status === 412 ? 'copydesk_stale' : 'copydesk_failed';
}
