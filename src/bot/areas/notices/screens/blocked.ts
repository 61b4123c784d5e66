import { inRows, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { supportButton } from '../../shared/screens/support-button.js';

/** The refusal of a person whom an admin blocked. */
export const blocked = (voice: Voice, supportUsername: string | undefined): Screen => ({
  text: supportUsername ? voice.texts.notices.blockedWithSupport : voice.texts.notices.blocked,
  keyboard: inRows([supportButton(voice, { contact: supportUsername, hasTickets: false })]),
});
