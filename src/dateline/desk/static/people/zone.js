// @ts-check
/** Whoever sets up a newsroom most likely sits in its time zone: it stands in the field until something else is written. */

const zone = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="zone"][data-guess]'));
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const isKnown = [...(zone?.list?.options ?? [])].some(({ value }) => value === timeZone);
if (zone && isKnown && zone.value === zone.defaultValue) zone.value = timeZone;
