import { findReviewer } from '#services/card-payments/reviewers.js';
import { findCopyAt } from '#services/tickets/ticket-copies.js';
import { findAlbumPart } from '#services/tickets/ticket-messages.js';
import { findTicket } from '#services/tickets/ticket-rows.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { staffOf, type DeskScene } from './scene.js';
import { takeStaffWords } from './staff-words.js';
import { readDeskTarget } from './target.js';

/** The scene of one of the staff in their private chat with the bot; undefined: they help nobody. */
export async function privateDesk(ctx: BotContext): Promise<DeskScene | undefined> {
  const { tenant, tx, settings, voice, incoming, person } = ctx;
  if (!person.adminRole) return undefined;
  const { profile, chatId } = incoming;
  const staff = staffOf(profile);
  const found = await findReviewer(tenant, tx, { telegramId: profile.telegramId, name: staff.name });
  return (
    found && {
      ...{ tenant, tx, settings, voice, staff, chatId },
      messageId: incoming.kind === 'tap' ? incoming.messageId : undefined,
      show: (screen) => {
        ctx.send(screen);
        return Promise.resolve();
      },
      ask: (ticketId) => {
        ctx.leave({ asked: { input: 'desk-reply', about: ticketId } });
        const number = voice.digits(ticketId);
        const prefix = voice.foreign(settings.values.ticket_note_prefix);
        ctx.send({ text: voice.say(voice.texts.desk.ask.reply, { number, prefix }) });
      },
    }
  );
}

/**
 * Takes what one of the staff sends after the button for an answer, as a reply to a message of somebody's ticket, or as a further part of
 * such an album; false: it is none. `isRest`: of an album whose first part was handled before.
 */
export async function takeDeskReply(ctx: BotContext, { isRest = false } = {}): Promise<boolean> {
  const ticketId = await findAnswered(ctx, isRest);
  const answered = ticketId === undefined ? undefined : await answerTicket(ctx, ticketId);
  if (!answered) return false;
  if (!isRest || !answered.isDone) ctx.send(answered.screen);
  return true;
}

async function findAnswered(ctx: BotContext, isRest: boolean): Promise<string | undefined> {
  const { incoming, person, oneShot } = ctx;
  if (incoming.kind !== 'message' || incoming.command || !person.adminRole) return undefined;
  const { asked } = oneShot;
  if (isRest) return (await ofAlbum(ctx)) ?? ofReply(ctx);
  return asked?.input === 'desk-reply' ? readDeskTarget(asked.about)?.ticketId : ofReply(ctx);
}

/** The ticket into which the parts of the album went that came before. */
async function ofAlbum({ incoming, tenant, tx }: BotContext): Promise<string | undefined> {
  if (incoming.kind !== 'message' || incoming.albumId === undefined) return undefined;
  const { chatId, albumId } = incoming;
  const part = await findAlbumPart(tenant, tx, { chatId, albumId });
  return part?.author === 'person' ? undefined : part?.ticketId;
}

/** The ticket of somebody else whose message is replied to. */
async function ofReply({ incoming, tenant, tx, person }: BotContext): Promise<string | undefined> {
  if (incoming.kind !== 'message' || incoming.repliedTo === undefined) return undefined;
  const { chatId, repliedTo: messageId } = incoming;
  const copy = await findCopyAt(tenant, tx, { chatId, messageId });
  const ticket = copy && (await findTicket(tenant, tx, copy));
  return ticket && ticket.userId !== person.id ? ticket.id : undefined;
}

/** Takes a message of one of the staff for a ticket, with what is said of it; undefined: they help nobody. */
export async function answerTicket(
  ctx: BotContext,
  ticketId: string,
): Promise<{ readonly screen: Screen; readonly isDone: boolean } | undefined> {
  const { incoming, voice, tenant, tx } = ctx;
  const scene = await privateDesk(ctx);
  if (!scene || incoming.kind !== 'message' || !(await findTicket(tenant, tx, { ticketId })))
    return undefined;
  const { content, albumId, chatId, messageId } = incoming;
  const { done, copy } = voice.texts.desk;
  const words = content && { ticketId, content, albumId, source: { chatId, messageId } };
  const taken = words ? await takeStaffWords(scene, words) : 'unsupported';
  const isDone = taken === 'sent' || taken === 'noted';
  const text = isDone ? voice.say(done[taken], { number: voice.digits(ticketId) }) : copy[taken];
  return { isDone, screen: { text } };
}
