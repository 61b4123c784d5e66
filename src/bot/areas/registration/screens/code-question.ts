import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Asks a new person for the code of whoever invited them; `isUnknown`: what they typed was none. */
export const codeQuestion = (voice: Voice, { isUnknown }: { readonly isUnknown: boolean }): Screen => {
  const { code, buttons } = voice.texts.registration;
  return {
    text: paragraphs(isUnknown && code.unknown, code.ask),
    keyboard: [[tapButton(buttons.skipCode, 'skip-code')]],
  };
};
