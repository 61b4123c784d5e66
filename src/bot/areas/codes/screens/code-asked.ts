import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** Asks for a promo code. */
export function codeAsked(voice: Voice): Screen {
  const { codes: texts } = voice.texts;
  return { text: paragraphs(`<b>${texts.title}</b>`, texts.ask), keyboard: [[menuButton(voice)]] };
}
