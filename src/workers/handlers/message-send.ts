import type { Payload } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import { pause } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { lostTopic } from '#platform/lost-topic.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import type { UploadFile } from '#platform/telegram/multipart.js';
import { isFreeOfLimits, telegramLimits } from '#platform/telegram/send-limits.js';
import { markUnreachable } from '#services/people/mark-unreachable.js';
import { followChat, moveChat } from '#services/settings/move-chat.js';
import type { Tenant } from '#tenancy/scope.js';
import type { BotAccess } from '../bot-access.js';
import type { WorkerDeps } from '../worker-deps.js';
import { openBotLines } from './bot-lines.js';
import type { Handler, Run } from './handler.js';
import { speakAs } from './other-bot.js';
import { reportTopic } from './report-topic.js';

type Message = Payload<'message.send'>;
/** Who waits longer for a permit does so without a worker. While it waits for its chat, others of its bot wait behind it. */
const mostInPlaceMs = { bot: 400, chat: 60 };
/** How often a message of a bot with a refused token asks whether there is another token; no call is made for it. */
const newTokenCheckMs = 20_000;
/** The call itself, and what refusals may lead to: to the group's new id, out of a topic, and anew instead of an edit. */
const mostCalls = 4;

/** A call of a chat, with the files that it takes along. */
export type Sending = Message & {
  readonly files?: Readonly<Record<string, UploadFile>>;
  /** It goes into its topic or nowhere: what becomes of it is its sender's affair. */
  readonly keepsTopic?: boolean;
};

/** What became of a call. Neither: an earlier run had done it, or nothing was to be done any more. */
export interface Sent {
  /** Telegram's answer. */
  readonly result?: unknown;
  /** This bot cannot write to the chat, in Telegram's words. */
  readonly refusal?: string;
}

/** Lets the calls of `message.send` leave. */
export const sendMessageHandler = (deps: WorkerDeps): Handler<'message.send'> => {
  const send = openSender(deps);
  return {
    run: async (tenant, message, run) => {
      try {
        await send(tenant, message, run);
      } catch (error) {
        if (!isFileRefused(error) || message.lost === undefined) throw error;
        log.info(
          { says: error.description },
          'Telegram does not give a file to this bot; that is said instead',
        );
        await send(tenant, wordsInstead(message, message.lost), run);
      }
    },
    // An edit that failed for good is needed again, should it be asked for again.
    failed: ({ botId }, { chat_id: chatId }) => deps.jobs.ordered.messages.forgetLeft({ botId, chatId }),
  };
};

/**
 * Lets one call leave for Telegram, within the limits and in the order of its chat. A repeat after a crash asks the
 * outbox first, and a worker that stood still asks whether the job is still its own; so a message comes twice only when
 * the crash, or the standstill, fell between the call and the note of its answer.
 */
export function openSender(deps: WorkerDeps): (tenant: Tenant, message: Sending, run: Run) => Promise<Sent> {
  const limits = telegramLimits(deps.jobs.redis, deps.jobs.prefix);
  const lines = openBotLines();

  /** Waits for the call's turn; returns what notes its end, and after how long Telegram answered. */
  async function pace(
    botId: string,
    message: Sending,
    { permit, withoutSlot }: Run,
  ): Promise<(answeredMs?: number) => void> {
    if (isFreeOfLimits(message.method)) return () => undefined;
    const messages = messagesOf(message);
    if (messages === 1 && permit?.use(message.chat_id)) return permit.end;
    const leave = await lines.enter(botId, withoutSlot);
    try {
      for (;;) {
        const { botWaitMs, chatWaitMs, end } = await limits.grant(botId, message.chat_id, messages);
        if (botWaitMs + chatWaitMs === 0) return (answeredMs) => void end(answeredMs);
        if (botWaitMs > mostInPlaceMs.bot || chatWaitMs > mostInPlaceMs.chat)
          throw pacedError(botWaitMs, chatWaitMs);
        await withoutSlot(() => pause(Math.max(botWaitMs, chatWaitMs)));
      }
    } finally {
      leave();
    }
  }

  async function call(
    { tenant, message, onAnswer }: Paced,
    bot: BotAccess,
    { withoutSlot }: Run,
  ): Promise<Next> {
    const { botId } = tenant;
    const { method, params, files } = message;
    try {
      const { token } = bot;
      const result = await withoutSlot(() =>
        callTelegram({ apiRoot: deps.env.telegramApiRoot, token, method, params, files, botId, onAnswer }),
      );
      return { result };
    } catch (error) {
      if (error instanceof RetryableError && error.code === 'telegram.flood')
        await limits.hold(botId, error.retryAfterMs ?? 1_000);
      if (!(error instanceof TelegramError)) throw error;
      if (/^editMessage/.test(method) && !isShownAlready.test(error.description))
        await deps.jobs.ordered.messages.forgetLeft({ botId, chatId: message.chat_id });
      return settleRefusal({ tenant, message, error, tokenHash: bot.entry.tokenHash }, deps.snapshots);
    }
  }

  async function send(attempt: Attempt, bot: BotAccess, run: Run): Promise<Next> {
    const end = await pace(attempt.tenant.botId, attempt.message, run);
    let answeredMs: number | undefined;
    const onAnswer = (ms: number) => {
      answeredMs = ms;
    };
    try {
      // Asked only once it may leave: a message of a broadcast starts again several times before its turn comes.
      if (await isSettled(attempt.tenant, run)) return {};
      if (!(await run.isOurs())) throw new RetryableError('job.taken_over');
      return await call({ onAnswer, ...attempt }, bot, run);
    } finally {
      end(answeredMs);
    }
  }

  return async (tenant, given, run) => {
    const { bot, message } = await speakAs(deps, tenant.botId, given);
    if (!bot) log.warn('the bot of this message was deleted; the message is dropped');
    if (!bot || !message) return {};
    if (bot.entry.isTokenRevoked && (await isSettled(tenant, run))) return {};
    if (bot.entry.isTokenRevoked)
      throw new RetryableError('telegram.token_revoked', { retryAfterMs: newTokenCheckMs });
    let next = movedTo(message, await followChat(tenant, message.chat_id));
    for (let calls = 0; calls < mostCalls; calls += 1) {
      const became = await send({ tenant, message: next }, bot, run);
      if (!('next' in became)) return became;
      next = became.next;
    }
    throw new PermanentError('telegram.refused_in_circles');
  };
}

const fileRefused =
  /wrong (remote )?file[_ ]id|wrong file identifier|FILE_REFERENCE|FILE_ID|invalid file id/i;
const isFileRefused = (error: unknown): error is TelegramError =>
  error instanceof TelegramError && fileRefused.test(error.description);

/** The same place with words in it. */
const wordsInstead = ({ chat_id, params, of }: Message, text: string): Sending => {
  const { chat_id: chat, message_thread_id, reply_parameters } = params;
  const place = { chat_id: chat, message_thread_id, reply_parameters };
  return { chat_id, method: 'sendMessage', params: { ...place, text, parse_mode: 'HTML' }, of };
};

/** How many messages a call sends: of an album, one for each picture or file. */
const messagesOf = ({ method, params: { media } }: Sending): number =>
  method === 'sendMediaGroup' && Array.isArray(media) ? media.length : 1;

/** The message for the chat where its own is now; the answer to a tap names none. */
function movedTo(message: Sending, chatId: string): Sending {
  if (chatId === message.chat_id) return message;
  const { params } = message;
  const place = params.chat_id === undefined ? {} : { chat_id: Number(chatId) };
  return { ...message, chat_id: chatId, params: { ...params, ...place } };
}

function pacedError(botWaitMs: number, chatWaitMs: number): RetryableError {
  const isLocal = chatWaitMs > botWaitMs;
  const code = isLocal ? 'telegram.paced_chat' : 'telegram.paced_bot';
  return new RetryableError(code, { isLocal, retryAfterMs: Math.max(botWaitMs, chatWaitMs) });
}

/** Did an earlier run of it come to its end? Then its row is gone from the outbox. */
async function isSettled(tenant: Tenant, run: Run): Promise<boolean> {
  if (!run.startsAgain || !run.outboxId) return false;
  const rows = await tenant.db((tx) => tx.sql('select 1 from outbox where id = $1', [run.outboxId]));
  return rows.length === 0;
}

interface Attempt {
  readonly tenant: Tenant;
  readonly message: Sending;
}
interface Paced extends Attempt {
  readonly onAnswer: (ms: number) => void;
}
interface TelegramRefusal extends Attempt {
  readonly error: TelegramError;
  readonly tokenHash: string;
}
/** What became of it, or the call that follows. */
type Next = Sent | { readonly next: Sending };

const isShownAlready = /message is not modified/;
const harmless =
  /message is not modified|query is too old|message to delete not found|message can't be deleted/;
const lostMessage =
  /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|no text in the message to edit/;
const goneRecipient =
  /blocked by the user|user is deactivated|can't initiate conversation|chat not found|was kicked|not a member|chat was deleted/;

/** What a refusal leads to: nothing, a note in the database, or another call. Throws it when it is a bug. */
async function settleRefusal(
  { tenant, message, error, tokenHash }: TelegramRefusal,
  snapshots: WorkerDeps['snapshots'],
): Promise<Next> {
  const { description, errorCode, parameters } = error;
  if (harmless.test(description)) return {};
  if (errorCode === 401) {
    await enqueue(tenant, 'bot.token-revoked', { token_hash: tokenHash });
    throw new RetryableError('telegram.unauthorized', { retryAfterMs: newTokenCheckMs, cause: error });
  }
  if (parameters.migrate_to_chat_id !== undefined) {
    const chatId = String(parameters.migrate_to_chat_id);
    await moveChat(tenant, { from: message.chat_id, to: chatId });
    return { next: movedTo(message, chatId) };
  }
  if (lostTopic.test(description) && message.params.message_thread_id !== undefined && !message.keepsTopic) {
    const settings = (await snapshots.read(tenant))?.settings;
    await reportTopic(tenant, settings, { message, reason: description });
    const { message_thread_id: _, ...params } = message.params;
    return { next: { ...message, params } };
  }
  if (lostMessage.test(description) && message.method === 'editMessageText') {
    const { message_id: _, ...params } = message.params;
    return { next: { ...message, method: 'sendMessage', params } };
  }
  if (!goneRecipient.test(description)) throw error;
  await markUnreachable(tenant, message.chat_id);
  log.info({ description }, 'this bot cannot reach the recipient; the person is marked unreachable');
  return { refusal: description };
}
