import { RetryableError } from '#platform/errors.js';
import { scrub } from '#platform/log.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import type { BotTopic } from '../settings/bot-topics.js';
import { passTokenGate, type TelegramDoor } from '../bots/identify-bot.js';
import { probeTopic } from './probe-topic.js';

/** What is noted of the times at which the bot was connected to Telegram. */
export interface ConnectionRecord {
  readonly connectedAt: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

/** What a check of a bot may use. */
export interface CheckedBot {
  readonly botId: string;
  readonly telegramBotId: string;
  readonly isActive: boolean;
  readonly adminChatId: string | null;
  readonly notificationGroupId: string | null;
  readonly topics: readonly BotTopic[];
  readonly connection: ConnectionRecord;
  /** Where Telegram should send updates; undefined: nowhere, the bot is polled. */
  readonly webhookUrl: string | undefined;
  /** Calls a method of the Bot API with the token of the bot. */
  telegram<T>(method: string, params?: Readonly<Record<string, unknown>>): Promise<T>;
}

export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, in a line. */
  readonly detail: string;
}

/** A look at one thing that a bot cannot do without. */
export interface BotCheck {
  readonly name: string;
  /** Says what is well in a line, or throws what is wrong: a `CheckFailure`, or a fault of Telegram. */
  run(bot: CheckedBot): Promise<string>;
}

/** What is wrong, in a line for operators. */
export class CheckFailure extends Error {}

const reach = async (chatId: string | null, { telegram }: CheckedBot): Promise<string> => {
  if (chatId === null) return 'None is set.';
  const chat = await telegram<{ title?: string; first_name?: string }>('getChat', { chat_id: chatId });
  return `Reached: ${chat.title ?? chat.first_name ?? chatId}.`;
};
const adminChat: BotCheck = { name: 'admin_chat', run: (bot) => reach(bot.adminChatId, bot) };
const notificationGroup: BotCheck = {
  name: 'notification_group',
  run: (bot) => reach(bot.notificationGroupId, bot),
};

/** Tells what was; whether it is so still the other checks find out. */
const connection: BotCheck = {
  name: 'connection',
  run: ({ connection: { connectedAt, lastError, lastErrorAt } }) => {
    const connected = connectedAt ? `Connected ${connectedAt.toISOString()}.` : 'Not connected yet.';
    const error = lastError && lastErrorAt && ` Last error ${lastErrorAt.toISOString()}: ${lastError}`;
    return Promise.resolve(`${connected}${error ?? ''}`);
  },
};

const telegramToken: BotCheck = {
  name: 'telegram_token',
  run: async ({ telegram, telegramBotId }) => {
    const me = await telegram<{ id: number; username?: string }>('getMe');
    if (String(me.id) !== telegramBotId) throw new CheckFailure(`The token is of another bot (${me.id}).`);
    return `@${me.username ?? ''}`;
  },
};

const topics: BotCheck = {
  name: 'topics',
  run: async ({ topics: wanted, telegram, telegramBotId }) => {
    const faults: string[] = [];
    for (const topic of wanted) {
      const fault = await probeTopic({ telegram, telegramBotId }, topic);
      if (fault) faults.push(`${topic.name} ${topic.topicId}: ${fault}; its messages come without a topic.`);
    }
    if (faults.length > 0) throw new CheckFailure(faults.join(' '));
    return wanted.length > 0 ? 'Each of them takes messages.' : 'No topic is set.';
  },
};

interface WebhookInfo {
  readonly url: string;
  readonly pending_update_count: number;
  readonly last_error_message?: string;
}

const webhook: BotCheck = {
  name: 'webhook',
  run: async ({ telegram, webhookUrl, isActive }) => {
    const found = await telegram<WebhookInfo>('getWebhookInfo');
    const wanted = isActive ? (webhookUrl ?? '') : '';
    if (found.url !== wanted)
      throw new CheckFailure(`Updates go to ${found.url || 'nowhere'}; it should be ${wanted || 'nowhere'}.`);
    if (found.last_error_message)
      throw new CheckFailure(`Telegram's last error: ${found.last_error_message}`);
    return wanted ? `Set; ${found.pending_update_count} updates wait.` : 'None, as it should be.';
  },
};

/** Every check, alphabetical; those of payment gateways come from `services/payments`. */
const botChecks: readonly BotCheck[] = [
  adminChat,
  connection,
  notificationGroup,
  telegramToken,
  topics,
  webhook,
];

/** The calls to Telegram that a check waits for at most, in ms. */
const checkMs = 6_000;
/** Most characters of what a check says; names and texts of others may be in it. */
const longestDetail = 1_000;

/**
 * Looks whether a bot works, `more` checks after its own; changes nothing. Call it outside of a scope. Throws RetryableError when its token, idle for an
 * hour, may not be shown to Telegram yet.
 */
export async function testBot(
  bot: Omit<CheckedBot, 'telegram'>,
  {
    door,
    token,
    more = [],
  }: { readonly door: TelegramDoor; readonly token: string; readonly more?: readonly BotCheck[] },
): Promise<Finding[]> {
  await passTokenGate(door, token);
  const { apiRoot } = door;
  const telegram = <T>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> =>
    callTelegram<T>({ apiRoot, token, method, params, timeoutMs: checkMs, botId: bot.botId });
  return Promise.all([...botChecks, ...more].map((check) => find(check, { ...bot, telegram })));
}

async function find({ name, run }: BotCheck, bot: CheckedBot): Promise<Finding> {
  try {
    return { name, ok: true, detail: scrub(await run(bot), longestDetail) };
  } catch (error) {
    const detail = explain(error);
    if (detail === undefined) throw error;
    return { name, ok: false, detail: scrub(detail, longestDetail) };
  }
}

function explain(error: unknown): string | undefined {
  if (error instanceof CheckFailure) return error.message;
  if (error instanceof TelegramError) return `Telegram refused: ${error.description}`;
  return error instanceof RetryableError ? 'Telegram does not answer.' : undefined;
}
