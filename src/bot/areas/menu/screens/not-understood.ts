import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** The answer to what is no command of ours, with the way to the menu. */
export const notUnderstood = (voice: Voice): Screen => ({
  text: voice.texts.menu.unknownText,
  keyboard: [[menuButton(voice)]],
});
