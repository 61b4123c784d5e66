import type { Method } from '../core.js';
import { albumMethods } from './albums.js';
import { answeringMethods } from './answering.js';
import { copyingMethods } from './copying.js';
import { editingMethods } from './editing.js';
import { knowingMethods } from './knowing.js';
import { presentingMethods } from './presenting.js';
import { receivingMethods } from './receiving.js';
import { sendingMethods } from './sending.js';
import { starMethods } from './stars.js';
import { topicMethods } from './topics.js';

/** Every method the stand-in carries out; a new one goes into the file of its kind. */
export const methods: Record<string, Method | undefined> = {
  ...albumMethods,
  ...answeringMethods,
  ...copyingMethods,
  ...editingMethods,
  ...knowingMethods,
  ...presentingMethods,
  ...receivingMethods,
  ...sendingMethods,
  ...starMethods,
  ...topicMethods,
};
