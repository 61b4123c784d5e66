import { log } from '#platform/log.js';
import { accessBot, type BotAccess } from '../bot-access.js';
import type { WorkerPlace } from '../worker-deps.js';

interface Call {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Telegram's id of the bot whose numbers of messages it names; absent: it names none, or any bot may be meant. */
  readonly of?: string | undefined;
}

/**
 * The bot that makes a call as it is at Telegram now, and the call. Where its place was given to another one since the call was made
 * (`takeTelegramToken`), the messages that it names are not there, and others may have their numbers: what was to be changed comes as a message of
 * its own, or not at all, which is `undefined`.
 */
export async function speakAs<C extends Call>(
  deps: WorkerPlace,
  botId: string,
  call: C,
): Promise<{ readonly bot: BotAccess | undefined; readonly message: C | undefined }> {
  const bot = await accessBot(deps, botId);
  if (!bot || isIts(bot, call)) return { bot, message: call };
  // This process may not have heard yet who speaks now.
  await deps.directory.refresh().catch(() => undefined);
  const fresh = await accessBot(deps, botId);
  if (!fresh || isIts(fresh, call)) return { bot: fresh, message: call };
  log.info({ method: call.method }, 'a call names messages of the bot that was here before');
  return { bot: fresh, message: withoutNumbers(call) };
}

const isIts = ({ entry }: BotAccess, { of }: Call): boolean => of === undefined || of === entry.telegramBotId;

function withoutNumbers<C extends Call>(call: C): C | undefined {
  const { message_id: edited, reply_parameters: _, ...params } = call.params;
  if (edited === undefined) return { ...call, params };
  return call.method === 'editMessageText' ? { ...call, method: 'sendMessage', params } : undefined;
}
