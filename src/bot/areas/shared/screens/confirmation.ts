import type { Button, Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Asks whether something that cannot be taken back is meant, with its button and the way back. */
export const confirmation = (
  voice: Voice,
  { text, yes, back }: { readonly text: string; readonly yes: Button; readonly back: string },
): Screen => ({
  text,
  keyboard: [[yes], [{ text: voice.texts.shared.buttons.back, callback_data: back }]],
});
