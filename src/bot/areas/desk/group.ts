import { followTopic } from '#services/tickets/follow-topic.js';
import { findCopyAt } from '#services/tickets/ticket-copies.js';
import { findTicket, findTicketOfTopic, type Ticket } from '#services/tickets/ticket-rows.js';
import { readCallbackData } from '../../callback-data.js';
import {
  answeredTap,
  enqueueCalls,
  numberedChat,
  placedMessage,
  type OutgoingCall,
} from '../../outgoing-calls.js';
import type { GroupCommand, GroupMessage, GroupTopicTurn } from '../../read-in-group.js';
import type { GroupDoing } from '../reviews/group.js';
import { isDeskAct, runDeskAct } from './acts.js';
import { runDeskCommand } from './commands-in-group.js';
import { deskGroupOf, ticketPlace } from './place.js';
import { staffOf, type DeskScene } from './scene.js';
import { takeStaffWords } from './staff-words.js';

/** Is this the group in which staff help? Whoever writes there is one of them. */
const isDesk = ({ settings, chatId }: GroupDoing): boolean => deskGroupOf(settings) === chatId;

function sceneOf(doing: GroupDoing, messageId?: number): DeskScene {
  const { tenant, tx, settings, voice, chatId, profile } = doing;
  return {
    ...{ tenant, tx, settings, voice, chatId, messageId, staff: staffOf(profile) },
    show: async (screen, ticketId) => {
      const ticket = await findTicket(tenant, tx, { ticketId });
      const place = ticket ? ticketPlace(settings, ticket, chatId) : { chatId };
      await enqueueCalls(tenant, numberedChat(chatId, settings), [placedMessage(place, screen)]);
    },
    ask: () => undefined,
  };
}

/** What a tap on a button of a ticket says to whom; undefined: it is a button of something else. */
export async function tapDeskInGroup(
  doing: GroupDoing,
  tap: {
    readonly callbackId: string;
    readonly data: string | undefined;
    readonly messageId: number | undefined;
  },
): Promise<OutgoingCall | undefined> {
  const data = readCallbackData(tap.data);
  if (!data || !isDeskAct(data.action)) return undefined;
  const { alerts } = doing.voice.texts.desk;
  if (!isDesk(doing)) return answeredTap(tap.callbackId, alerts.notForYou, true);
  const heard = await runDeskAct(sceneOf(doing, tap.messageId), data.action, data.argument);
  if (heard === undefined || heard === 'stale') return answeredTap(tap.callbackId);
  return answeredTap(tap.callbackId, heard.say, heard.isAlert);
}

/** The ticket that something in the group of staff is about: by its topic, or by the message that it is a reply to. */
async function ticketOf(
  { tenant, tx, chatId }: GroupDoing,
  { topicId, replied }: Pick<GroupMessage, 'replied' | 'topicId'>,
): Promise<Ticket | undefined> {
  const ofTopic =
    topicId === undefined ? undefined : await findTicketOfTopic(tenant, tx, { chatId, topicId });
  if (ofTopic || !replied) return ofTopic;
  const copy = await findCopyAt(tenant, tx, { chatId, messageId: replied.messageId });
  return copy && findTicket(tenant, tx, copy);
}

/** What staff said about a ticket goes to the person, or is a note; false: it is about none. */
export async function hearInDesk(doing: GroupDoing, message: GroupMessage): Promise<boolean> {
  const ticket = isDesk(doing) ? await ticketOf(doing, message) : undefined;
  if (!ticket) return false;
  const { tenant, tx, settings, chatId, voice, profile } = doing;
  const { content, albumId, messageId } = message;
  const staff = staffOf(profile);
  const taken = content
    ? await takeStaffWords(
        { tenant, tx, settings, staff },
        { ticketId: ticket.id, content, albumId, source: { chatId, messageId } },
      )
    : 'unsupported';
  if (taken === 'sent' || taken === 'noted') return true;
  await answer(doing, { ticket, messageId, text: voice.texts.desk.copy[taken] });
  return true;
}

/** What staff typed as a command about a ticket; false: it is no affair of ours. */
export async function obeyInDesk(doing: GroupDoing, said: GroupCommand): Promise<boolean> {
  const { command, messageId } = said;
  const { target } = command;
  const isForUs = target === '' || target === doing.settings.username.toLowerCase();
  const ticket = isForUs && isDesk(doing) ? await ticketOf(doing, said) : undefined;
  if (!ticket) return false;
  const text = await runDeskCommand(sceneOf(doing), { ticket, command, messageId });
  if (text !== '') await answer(doing, { ticket, messageId, text });
  return true;
}

/** Staff closed a topic by hand, or opened it again: what it is about follows as it does their buttons. */
export async function followTopicInDesk(doing: GroupDoing, turn: GroupTopicTurn): Promise<void> {
  if (!isDesk(doing)) return;
  const { tenant, tx, chatId, profile } = doing;
  const { topicId, messageId, isClosed } = turn;
  await followTopic(tenant, tx, { chatId, topicId, messageId, isClosed, staff: staffOf(profile) });
}

async function answer(
  { tenant, settings, chatId }: GroupDoing,
  { ticket, messageId, text }: { readonly ticket: Ticket; readonly messageId: number; readonly text: string },
): Promise<void> {
  const place = { ...ticketPlace(settings, ticket, chatId), replyTo: messageId };
  await enqueueCalls(tenant, numberedChat(chatId, settings), [placedMessage(place, { text })]);
}
