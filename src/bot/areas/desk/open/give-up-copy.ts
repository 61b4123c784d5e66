import { readPersonFace } from '#services/people/find-user.js';
import { findCopy } from '#services/tickets/ticket-copies.js';
import { findTicketMessage } from '#services/tickets/ticket-messages.js';
import { findTicket } from '#services/tickets/ticket-rows.js';
import type { Tx } from '#tenancy/scope.js';
import { isGroup } from '../place.js';
import { loseCopy } from './lose-copy.js';
import { sceneOf, type CopyScene, type Side } from './steps.js';

/** A row was tried as often as it may be: what was not posted of it is lost in its chat. */
export async function giveUpCopy(
  run: Pick<CopyScene, 'chatId' | 'rowId' | 'settings' | 'tenant'>,
  tx: Tx,
): Promise<void> {
  const { tenant, rowId } = run;
  const copy = await findCopy(tenant, tx, rowId);
  const ticket = copy && (await findTicket(tenant, tx, { ticketId: copy.ticketId }));
  if (!ticket || copy.shownRevision > 0) return;
  const { messageRowId, chatId } = copy;
  const message = messageRowId === null ? undefined : await findTicketMessage(tenant, tx, messageRowId);
  const face = await readPersonFace(tenant, tx, ticket.userId);
  const side: Side = isGroup(chatId) ? 'group' : face?.telegramId === chatId ? 'person' : 'private';
  const scene = sceneOf({ ...run, chatId });
  await loseCopy({ scene, side, ticket }, tx, { copy, message, reason: 'not delivered' });
}
