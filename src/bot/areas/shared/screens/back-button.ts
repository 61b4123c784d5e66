import type { ActionName } from '../../../areas.js';
import { tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Leads back to the screen of an action. */
export const backButton = (voice: Voice, action: ActionName, argument = ''): Button =>
  tapButton(voice.texts.shared.buttons.back, action, argument);
