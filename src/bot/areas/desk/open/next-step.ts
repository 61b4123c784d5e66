import { findLanguage, findReviewer } from '#services/card-payments/reviewers.js';
import { readPersonFace } from '#services/people/find-user.js';
import { readDeskChat, showTicketTo } from '#services/tickets/put-ticket.js';
import { findCopy, moveCopies, noteCopyLost, type TicketCopy } from '#services/tickets/ticket-copies.js';
import { findTicket, type Ticket } from '#services/tickets/ticket-rows.js';
import type { Tx } from '#tenancy/scope.js';
import { voiceOf } from '../../../voice.js';
import { isGroup } from '../place.js';
import { editStep, postStep } from './copy-steps.js';
import type { CopyScene, Desk, Side, Step } from './steps.js';
import { nameStep, placeStep } from './topic-steps.js';

/**
 * The next call that brings a ticket to its present state in the chat of a row, read in the open transaction: what it has not seen comes
 * first, in its order, then what has changed of the row itself. Undefined: nothing is left to do, or nobody needs it any more.
 */
export async function nextStep(scene: CopyScene, tx: Tx): Promise<Step | undefined> {
  if (scene.isOver) return undefined;
  const { tenant } = scene;
  const copy = await arrive(scene, tx);
  const ticket = copy && (await findTicket(tenant, tx, { ticketId: copy.ticketId }));
  if (!ticket) return undefined;
  const desk = await deskOf(scene, tx, { copy, ticket });
  if (desk.side === 'group') return groupStep(desk);
  if (desk.side === 'private' && !(await isForReviewer(desk))) return undefined;
  return (await postStep(desk)) ?? editStep(desk);
}

async function groupStep(desk: Desk): Promise<Step | undefined> {
  const { scene, tx, copy } = desk;
  const current = await readDeskChat(scene.tenant, tx);
  if (current !== scene.chatId) return leftStep(desk, current);
  const place = await placeStep(desk);
  if (place === 'settled') return nextStep(scene, tx);
  return (
    place ?? (await postStep(desk)) ?? (await editStep(desk)) ?? (isCard(copy) ? nameStep(desk) : undefined)
  );
}

const isCard = ({ kind }: TicketCopy): boolean => kind === 'card';

/** Does who reads in private still help? What they have not seen is not for them any more. */
async function isForReviewer({ scene, tx, copy }: Desk): Promise<boolean> {
  const { tenant, chatId } = scene;
  if (await findReviewer(tenant, tx, { telegramId: chatId, name: '' })) return true;
  if (copy.shownRevision === 0) await noteCopyLost(tenant, tx, { id: copy.id, reason: 'helps no more' });
  return false;
}

/** The row; what of its ticket was not posted before its group became a supergroup comes along. */
async function arrive(scene: CopyScene, tx: Tx): Promise<TicketCopy | undefined> {
  const { tenant, rowId, chatId } = scene;
  const copy = await findCopy(tenant, tx, rowId);
  if (!copy || copy.chatId === chatId) return copy;
  await moveCopies(tenant, tx, { ticketId: copy.ticketId, from: copy.chatId, to: chatId });
  const moved = await findCopy(tenant, tx, rowId);
  return moved?.chatId === chatId ? moved : undefined;
}

/** Staff are elsewhere by now: there they see what they had not seen here; what they saw here says what became of it. */
async function leftStep(desk: Desk, current: string | undefined): Promise<Step | undefined> {
  const { scene, tx, ticket, copy } = desk;
  if (copy.shownRevision > 0) return editStep(desk);
  if (current !== undefined) await showTicketTo(scene.tenant, tx, { ticketId: ticket.id, chatId: current });
  return undefined;
}

async function deskOf(
  scene: CopyScene,
  tx: Tx,
  { copy, ticket }: { readonly copy: TicketCopy; readonly ticket: Ticket },
): Promise<Desk> {
  const { tenant, settings, chatId } = scene;
  const { defaultLanguage, values } = settings;
  const face = await readPersonFace(tenant, tx, ticket.userId);
  const side: Side = isGroup(chatId) ? 'group' : face?.telegramId === chatId ? 'person' : 'private';
  const own = side === 'group' ? undefined : await findLanguage(tenant, tx, chatId);
  return { scene, tx, ticket, side, copy, voice: voiceOf(own ?? defaultLanguage, values.time_zone) };
}
