import type { TakenMessage } from '#services/tickets/add-person-message.js';
import type { OpenedTicket } from '#services/tickets/open-ticket.js';
import type { Voice } from '../../../voice.js';

/** Why a ticket was not opened or a message not taken. */
export type TicketRefusal = Extract<OpenedTicket | TakenMessage, { readonly refused: string }>;

/** The same in HTML. */
export function refusalWords(voice: Voice, refusal: TicketRefusal): string {
  const { refused: texts } = voice.texts.support;
  switch (refusal.refused) {
    case 'blocked':
      return refusal.until
        ? voice.say(texts.blocked, { time: voice.time(refusal.until) })
        : texts.blockedForGood;
    case 'flood':
      return voice.say(texts.flood, { time: voice.time(refusal.until) });
    default:
      return texts[refusal.refused];
  }
}
