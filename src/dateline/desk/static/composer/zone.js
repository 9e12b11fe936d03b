// @ts-check
/** Times as a blog's wall clock shows them, and back. */

/** @type {Map<string, Intl.DateTimeFormat>} */
const CLOCKS = new Map();

/** How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. @param {number} instant @param {string} zone */
function ahead(instant, zone) {
  let clock = CLOCKS.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    CLOCKS.set(zone, clock);
  }
  const { year, month, day, hour, minute, second } = Object.fromEntries(clock.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** A stamp as a `datetime-local` field holds it; '' for none. @param {string | null | undefined} stamp @param {string} zone */
export function toWall(stamp, zone) {
  const instant = stamp ? Date.parse(stamp) : Number.NaN;
  return Number.isNaN(instant) ? '' : new Date(instant + ahead(instant, zone)).toISOString().slice(0, 16);
}

/**
 * What a `datetime-local` field holds as a stamp; null for none. Of an hour that the clocks show twice the first is
 * meant, of one that they leave out the one after it.
 * @param {string} wall @param {string} zone
 */
export function fromWall(wall, zone) {
  const shown = wall ? Date.parse(`${wall}Z`) : Number.NaN;
  if (Number.isNaN(shown)) return null;
  const before = ahead(shown - 86_400_000, zone);
  const first = shown - before;
  return new Date(ahead(first, zone) === before ? first : shown - ahead(first, zone)).toISOString();
}
