import { inRows, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { contactButton } from '../../shared/screens/support-button.js';

/** The refusal of a person whom an admin blocked. */
export const blocked = (voice: Voice, contact: string | undefined): Screen => ({
  text: contact ? voice.texts.notices.blockedWithSupport : voice.texts.notices.blocked,
  keyboard: inRows([contactButton(voice, contact)]),
});
