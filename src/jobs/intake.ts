import { randomUUID } from 'node:crypto';
import { now } from '#platform/clock.js';
import { RetryableError } from '#platform/errors.js';
import { currentTracing, type OpenSpan } from '#platform/tracing.js';
import { catalog, type Payload } from './catalog.js';
import type { JobContract } from './job-contract.js';
import type { OrderedItem } from './ordered/items.js';
import { stampPayload } from './payload-version.js';
import type { Jobs } from './queues.js';
import { jobOptions } from './queues.js';

/** An update of the Bot API; anything may be in it but its number. */
export interface TelegramUpdate {
  readonly update_id: number;
  readonly [field: string]: unknown;
}

/** Where ingress and pollers put what came in; they have no database. */
export interface Intake {
  /**
   * Takes a bot's updates in, in one round trip for all; resolves only when Redis holds them, so that only then
   * Telegram is answered. Urgent ones (`isUrgent`) wait in no chat's line and count as accepted, each once however often
   * they come. `of`: Telegram's id of the bot that they were given to; absent: it is not known. Throws
   * RetryableError('redis.unavailable') when Redis is away or full.
   */
  updates(
    botId: string,
    updates: readonly TelegramUpdate[],
    of?: string,
  ): Promise<{ accepted: number; duplicates: number }>;
  /** Telegram refused the bot's token (401): a worker marks the bot and tells its admins. */
  tokenRevoked(botId: string, tokenHash: string): Promise<void>;
  /** The panel told something; the same `key` within an hour is one event. Throws like `updates`. */
  panelEvent(botId: string, event: Payload<'panel.event'>, key: string): Promise<void>;
  /** Something came to the address of a payment gateway; each is a job of its own. Throws like `updates`. */
  paymentCallback(botId: string, callback: Payload<'payment.callback'>): Promise<void>;
  /** A phone forwarded a bank's message, and signed it rightly; each time is a job of its own. Throws like `updates`. */
  bankMessage(botId: string, message: Payload<'payment.bank-message'>): Promise<void>;
}

/** Must an update be answered within seconds, whatever else its chat and its bot have to do? */
export const isUrgent = (update: TelegramUpdate): boolean => update.pre_checkout_query !== undefined;

const updateContract: JobContract = catalog['telegram.update'];
const revokedContract: JobContract = catalog['bot.token-revoked'];
const eventContract: JobContract = catalog['panel.event'];
const callbackContract: JobContract = catalog['payment.callback'];
const bankMessageContract: JobContract = catalog['payment.bank-message'];
const checkoutContract: JobContract = catalog['payment.pre-checkout'];

/** Opens the intake over the queues. */
export function openIntake(jobs: Jobs): Intake {
  return {
    updates: (botId, updates, of) =>
      durably(async () => {
        const urgent = updates.filter(isUrgent);
        if (urgent.length === 0) return offer(jobs, { botId, of }, updates);
        await jobs.queues.checkouts.addBulk(urgent.map((update) => checkoutOf(botId, update)));
        const others = updates.filter((update) => !isUrgent(update));
        const { accepted, duplicates } = others.length
          ? await offer(jobs, { botId, of }, others)
          : { accepted: 0, duplicates: 0 };
        return { accepted: accepted + urgent.length, duplicates };
      }),
    panelEvent: (botId, event, key) =>
      durably(async () => {
        const data = { bot_id: botId, payload: stampPayload(eventContract, { ...event }), offered_at: now() };
        const jobId = `${botId}.panel-${key}`;
        await jobs.queues.bots.add('panel.event', data, { ...jobOptions('panel.event'), jobId });
      }),
    paymentCallback: (botId, callback) =>
      durably(async () => {
        const data = {
          bot_id: botId,
          payload: stampPayload(callbackContract, { ...callback }),
          offered_at: now(),
        };
        // A kept job of the same id would swallow a repeat, and a repeat may be the one that counts.
        const jobId = `${botId}.callback-${randomUUID()}`;
        await jobs.queues.callbacks.add('payment.callback', data, {
          ...jobOptions('payment.callback'),
          jobId,
        });
      }),
    bankMessage: (botId, message) =>
      durably(async () => {
        const name = 'payment.bank-message';
        const payload = stampPayload(bankMessageContract, { ...message });
        const data = { bot_id: botId, payload, offered_at: now() };
        const jobId = `${botId}.bank-message-${randomUUID()}`;
        await jobs.queues.callbacks.add(name, data, { ...jobOptions(name), jobId });
      }),
    tokenRevoked: (botId, tokenHash) =>
      durably(async () => {
        const payload = stampPayload(revokedContract, { token_hash: tokenHash });
        const data = { bot_id: botId, payload, offered_at: now() };
        await jobs.queues.bots.add('bot.token-revoked', data, {
          ...jobOptions('bot.token-revoked'),
          jobId: `${botId}.revoked-${randomUUID()}`,
          deduplication: { id: `${botId}.revoked.${tokenHash}`, ttl: 60_000 },
        });
      }),
  };
}

/** Whose updates they are: our number of the bot, and Telegram's. */
interface Receiver {
  readonly botId: string;
  readonly of: string | undefined;
}

async function offer(
  jobs: Jobs,
  receiver: Receiver,
  updates: readonly TelegramUpdate[],
): Promise<{ accepted: number; duplicates: number }> {
  const spans = updates.map(() => openSpan(receiver.botId));
  const items = updates.map((update, at) => itemOf(receiver, update, spans[at]));
  const fresh = await endingSpans(spans, () => jobs.ordered.updates.offer(items));
  const accepted = fresh.filter(Boolean).length;
  return { accepted, duplicates: fresh.length - accepted };
}

/** One job a query, however often its update comes. */
function checkoutOf(botId: string, update: TelegramUpdate) {
  const name = 'payment.pre-checkout';
  const id = (update.pre_checkout_query as { id?: unknown } | null)?.id;
  const query = typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : `update-${update.update_id}`;
  const payload = stampPayload(checkoutContract, { update, arrived_at: now() });
  const data = { bot_id: botId, payload, offered_at: now() };
  return { name, data, opts: { ...jobOptions(name), jobId: `${botId}.query-${query}` } };
}

function itemOf({ botId, of }: Receiver, update: TelegramUpdate, span: OpenSpan | undefined): OrderedItem {
  const chatId = chatOf(update);
  const given = { chat_id: chatId, update, ...(of !== undefined && { of }) };
  const payload = stampPayload(updateContract, given);
  return {
    botId,
    chatId,
    id: String(update.update_id),
    name: 'telegram.update',
    data: { bot_id: botId, chat_id: chatId, payload, offered_at: now() },
    ...(span && { trace: span.carried }),
  };
}

/** Each update has a span, and with it a trace, of its own, also where a hundred come at once. */
const openSpan = (botId: string): OpenSpan | undefined =>
  currentTracing()?.open({ name: 'publish updates', kind: 'producer', attributes: { 'bot.id': botId } });

async function endingSpans(
  spans: readonly (OpenSpan | undefined)[],
  offer: () => Promise<boolean[]>,
): Promise<boolean[]> {
  try {
    const fresh = await offer();
    spans.forEach((span, at) => {
      span?.note({ 'update.result': fresh[at] ? 'accepted' : 'duplicate' });
      span?.end();
    });
    return fresh;
  } catch (error) {
    for (const span of spans) span?.end(error);
    throw error;
  }
}

async function durably<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new RetryableError('redis.unavailable', { cause: error, retryAfterMs: 2_000 });
  }
}

type Part = { id?: unknown } & {
  readonly [field in 'chat' | 'from' | 'message' | 'new_chat_member' | 'user']?: Part;
};

/** The chat whose order an update belongs to; a private chat's id is its person's id, so their payments and taps join it. */
function chatOf(update: TelegramUpdate): string {
  const [part] = Object.entries(update)
    .filter(([field, value]) => field !== 'update_id' && value !== null && typeof value === 'object')
    .map(([, value]) => value as Part);
  // Who comes into a channel or leaves it is the person's matter: a channel has more people than one line can serve.
  const moved = update.chat_member === undefined ? undefined : part?.new_chat_member?.user;
  const holder = [moved, part?.chat, part?.message?.chat, part?.from, part?.user].find(
    (each) => each?.id !== undefined,
  );
  const id = holder?.id;
  return typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : '0';
}
