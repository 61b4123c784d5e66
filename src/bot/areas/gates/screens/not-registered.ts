import { inRows, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { supportButton } from '../../shared/screens/support-button.js';

/** The refusal of a person who is on the bot's black list and not registered; it does not say why. */
export const notRegistered = (voice: Voice, supportUsername: string | undefined): Screen => ({
  text: supportUsername ? voice.texts.gates.list.refusedWithSupport : voice.texts.gates.list.refused,
  keyboard: inRows([supportButton(voice, supportUsername)]),
});
