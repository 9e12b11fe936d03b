// @ts-check
/** The live desk: its parts are put together here and know of each other only by the events of `desk`. */

import { makeDesk } from './desk.js';
import { follow } from './stream.js';
import { mount as mountFrame } from './frame.js';

const desk = makeDesk();
mountFrame(document.body, desk);
for (const [part, place] of [['drafts', 'outbox'], ['timeline', 'timeline'], ['copydesk', 'copydesk'], ['composer', 'composer']]) {
  const element = /** @type {HTMLElement} */ (document.getElementById(place));
  await import(`../${part}/main.js`).then((module) => module.mount(element, desk), (error) => console.warn(part, error));
}
follow(desk);
