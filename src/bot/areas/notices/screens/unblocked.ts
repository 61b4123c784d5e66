import { inRows, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** Tells a person that an admin let them in again. */
export const unblocked = (voice: Voice): Screen => ({
  text: voice.texts.notices.unblocked,
  keyboard: inRows([menuButton(voice)]),
});
