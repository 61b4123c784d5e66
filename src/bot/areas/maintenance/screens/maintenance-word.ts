import { inRows, paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { supportButton } from '../../shared/screens/support-button.js';

/** The one kind word of a bot under maintenance: the text of its admins or ours, and their reason; '' is none. Tickets wait too: a contact does not. */
export const maintenanceWord = (
  voice: Voice,
  word: { readonly own: string; readonly reason: string; readonly contact: string | undefined },
): Screen => ({
  text: paragraphs(word.own || voice.texts.maintenance.people, word.reason),
  keyboard: inRows([supportButton(voice, { contact: word.contact, hasTickets: false })]),
});
