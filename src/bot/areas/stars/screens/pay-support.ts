import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton } from '../../shared/screens/support-button.js';

/** Whom to ask about a payment, as Telegram wants every bot that sells for Stars to say. */
export function paySupport(voice: Voice, supportUsername: string | undefined): Screen {
  const { title, body, noContact } = voice.texts.stars.support;
  return {
    text: paragraphs(`<b>${title}</b>`, supportUsername === undefined ? noContact : body),
    keyboard: inColumn([
      supportButton(voice, supportUsername),
      tapButton(voice.texts.payments.buttons.payments, 'payments'),
      menuButton(voice),
    ]),
  };
}
