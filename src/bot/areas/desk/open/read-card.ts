import { now } from '#platform/clock.js';
import { listOwnSubscriptions } from '#services/subscriptions/own-subscriptions.js';
import { listReadyAnswers } from '#services/tickets/canned-answers.js';
import { readAsker } from '#services/tickets/read-asker.js';
import { readTicketBlock } from '#services/tickets/ticket-blocks.js';
import type { TicketCopy } from '#services/tickets/ticket-copies.js';
import type { Screen } from '../../../screen.js';
import { isInTopic } from '../place.js';
import { cardScreen } from '../screens/card.js';
import { deskMenus, type DeskMenu } from '../screens/desk-view.js';
import type { Desk } from './steps.js';

/** The card of a ticket, as a chat of staff shows it now. */
export async function cardScreenOf(
  { scene, tx, ticket, side, voice }: Desk,
  copy: TicketCopy,
): Promise<Screen> {
  const { tenant, settings, chatId } = scene;
  const { userId } = ticket;
  const [subscription] = await listOwnSubscriptions(tenant, tx, { userId });
  return cardScreen(voice, {
    ticket,
    asker: await readAsker(tenant, tx, userId),
    subscription,
    block: await readTicketBlock(tenant, tx, { userId }),
    menu: isMenu(copy.menu) ? copy.menu : '',
    answers: await listReadyAnswers(tenant, tx),
    at: new Date(now()),
    prefix: settings.values.ticket_note_prefix,
    hasTopic: isInTopic(ticket, chatId),
    isPrivate: side === 'private',
  });
}

const isMenu = (menu: string): menu is DeskMenu => (deskMenus as readonly string[]).includes(menu);
