// @ts-check
/** The live desk: its parts are put together here and know of each other only by the events of `desk`. */

import { mount as mountComposer } from '../composer/main.js';
import { mount as mountCopydesk } from '../copydesk/main.js';
import { mount as mountDrafts } from '../drafts/main.js';
import { mount as mountTimeline } from '../timeline/main.js';
import { makeDesk } from './desk.js';
import { mount as mountFrame } from './frame.js';
import { follow } from './stream.js';

const desk = makeDesk();
const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
mountFrame(desk);
mountDrafts(part('outbox'), desk);
mountTimeline(part('timeline'), desk);
mountCopydesk(part('copydesk'), desk);
mountComposer(part('composer'), desk);
follow(desk);
