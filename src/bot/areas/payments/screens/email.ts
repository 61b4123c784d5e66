import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** Asks for an e-mail, which receipts of a payment need; `isAgain`: what was typed is none. */
export const emailAsked = (voice: Voice, { isAgain = false } = {}): Screen => {
  const { ask, invalid } = voice.texts.payments.email;
  return { text: paragraphs(isAgain ? invalid : ask), keyboard: [[menuButton(voice)]] };
};
