import { inRows, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { contactButton } from '../../shared/screens/support-button.js';

/** The refusal of a person who is on the bot's black list and not registered; it does not say why. */
export const notRegistered = (voice: Voice, contact: string | undefined): Screen => ({
  text: contact ? voice.texts.gates.list.refusedWithSupport : voice.texts.gates.list.refused,
  keyboard: inRows([contactButton(voice, contact)]),
});
