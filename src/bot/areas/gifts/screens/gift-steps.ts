import { mostGreeting } from '#services/gifts/change-wish.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

interface Step {
  readonly orderId: string;
  /** Was something else than what was asked for typed before? */
  readonly isAgain?: boolean;
}

/** Asks who may take a gift: anybody, or whom the person types. */
export const whomAsked = (voice: Voice, { orderId, isAgain = false }: Step): Screen => {
  const { whom, buttons } = voice.texts.gifts;
  return {
    text: paragraphs(isAgain && whom.wrong, `<b>${whom.title}</b>`, whom.ask),
    keyboard: [[tapButton(buttons.anybody, 'gift-anybody', orderId)], [menuButton(voice)]],
  };
};

/** Asks for the words on the card of a gift. */
export const wordsAsked = (voice: Voice, { orderId, isAgain = false }: Step): Screen => {
  const { words, buttons } = voice.texts.gifts;
  const most = { most: mostGreeting };
  return {
    text: paragraphs(
      isAgain && voice.say(words.wrong, most),
      `<b>${words.title}</b>`,
      voice.say(words.ask, most),
    ),
    keyboard: [[tapButton(buttons.noWords, 'gift-plain', orderId)], [menuButton(voice)]],
  };
};
