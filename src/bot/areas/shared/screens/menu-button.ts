import { writeCallbackData } from '../../../callback-data.js';
import type { Voice } from '../../../voice.js';
import type { Button } from '../../../screen.js';

/** Leads back to the main menu. */
export const menuButton = (voice: Voice): Button => ({
  text: voice.texts.buttons.menu,
  callback_data: writeCallbackData('menu'),
});
