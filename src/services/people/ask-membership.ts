import { TelegramError } from '#platform/telegram/client.js';
import type { Tenant } from '#tenancy/scope.js';
import { followChat, moveChat } from '../settings/move-chat.js';

/** What Telegram says of a person in a chat; `unknown`: it refused to tell the bot, and `reason` has its words. */
export type MembershipAnswer =
  | { readonly kind: 'member' }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A member of a chat, as Telegram tells of one. */
interface ChatMember {
  readonly status?: string | undefined;
  readonly is_member?: boolean | undefined;
}

/** Calls the Bot API as a tenant's bot; throws what `callTelegram` throws. */
export type AskTelegram = <T>(
  tenant: Tenant,
  method: string,
  params: Readonly<Record<string, unknown>>,
) => Promise<T>;

/** Of one person whom Telegram does not find; it says so now and then of members too, and rightly the next time. */
const aboutPerson =
  /\b(INPUT_USER_DEACTIVATED|PARTICIPANT_ID_INVALID|USER_ID_INVALID|USER_NOT_PARTICIPANT)\b|\b(member|participant|user) not found\b|\b(invalid|wrong) user_id\b/i;

interface Question {
  readonly channel: string;
  readonly telegramId: string;
  /** The bot's own Telegram id. */
  readonly self: string;
  readonly ask: AskTelegram;
}

/**
 * Asks Telegram whether a person is in a channel or group; no scope may be open. A person whom it does not find is asked
 * for once more, and then a stranger, if the bot runs the chat: one that does not is told the same of everybody. Any other
 * refusal is about the bot or the chat. Throws RetryableError.
 */
export async function askMembership(tenant: Tenant, question: Question): Promise<MembershipAnswer> {
  const { ask, telegramId, self } = question;
  const channel = question.channel.startsWith('@')
    ? question.channel
    : await followChat(tenant, question.channel);
  const first = await askOnce(ask, tenant, channel, telegramId);
  if (!isAboutPerson(first)) return answerOf(first);
  const second = await askOnce(ask, tenant, channel, telegramId);
  if (!isAboutPerson(second)) return answerOf(second);
  const own = await askOnce(ask, tenant, channel, self);
  if (own instanceof TelegramError) return answerOf(own);
  return runsChat(own) ? { kind: 'stranger' } : answerOf(second);
}

type Told = ChatMember | TelegramError;

const isAboutPerson = (told: Told): told is TelegramError =>
  told instanceof TelegramError && aboutPerson.test(told.description);

function answerOf(told: Told): MembershipAnswer {
  if (told instanceof TelegramError) return { kind: 'unknown', reason: told.description };
  return { kind: isInChat(told) ? 'member' : 'stranger' };
}

/** A group that became a supergroup is asked for under its new number at once. */
async function askOnce(ask: AskTelegram, tenant: Tenant, chat: string, userId: string): Promise<Told> {
  const chatId = chat.startsWith('@') ? chat : Number(chat);
  try {
    return await ask<ChatMember>(tenant, 'getChatMember', { chat_id: chatId, user_id: Number(userId) });
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    const { migrate_to_chat_id: next } = error.parameters;
    if (next === undefined || String(next) === chat) return error;
    await moveChat(tenant, { from: chat, to: String(next) });
    return askOnce(ask, tenant, String(next), userId);
  }
}

/** Is who Telegram tells of inside the chat? */
export function isInChat(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member === true;
  return runsChat(member) || member.status === 'member';
}

const runsChat = ({ status }: ChatMember): boolean => status === 'creator' || status === 'administrator';
