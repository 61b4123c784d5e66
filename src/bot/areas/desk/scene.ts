import { findTappedCard, turnCard, type TicketCopy } from '#services/tickets/ticket-copies.js';
import type { Staff } from '#services/tickets/ticket-rows.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Profile } from '#services/people/admit-update.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import type { DeskMenu } from './screens/desk-view.js';

/** One of the staff in a chat, private or their group; made in the transaction in which they were found to be one. */
export interface DeskScene {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly settings: BotSettings;
  /** How the bot speaks to them. */
  readonly voice: Voice;
  readonly staff: Staff;
  readonly chatId: string;
  /** The message whose button was tapped; undefined: it is not ours to edit, or nothing was tapped. */
  readonly messageId: number | undefined;
  /** The ticket that the tapped button is about; undefined: it is about none. */
  readonly ticketId?: string;
  /** Shows a screen in the chat, where what concerns the ticket goes. */
  show(screen: Screen, ticketId: string): Promise<void>;
  /** Asks for an answer to a ticket; in a group nothing needs to be asked for. */
  ask(ticketId: string): void;
}

/** By what name staff are known to each other. */
export const staffOf = ({ telegramId, firstName, lastName }: Profile): Staff => ({
  telegramId,
  name: [firstName, lastName].filter(Boolean).join(' ').slice(0, 200) || telegramId,
});

/** The card whose button was tapped; undefined: it is none that we know. */
export async function tappedCard({
  tenant,
  tx,
  chatId,
  messageId,
  ticketId,
}: DeskScene): Promise<TicketCopy | undefined> {
  if (messageId === undefined || ticketId === undefined) return undefined;
  return findTappedCard(tenant, tx, { ticketId, chatId, messageId });
}

/** The tapped card shows other buttons; false: it is no card that we know. */
export async function turnTapped(scene: DeskScene, menu: DeskMenu): Promise<boolean> {
  const card = await tappedCard(scene);
  if (!card) return false;
  await turnCard(scene.tenant, scene.tx, card, menu);
  return true;
}
