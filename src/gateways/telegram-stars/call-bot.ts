import { RetryableError } from '#platform/errors.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import { gatewayBusy, gatewayRefused, type MoneyAfterFault } from '../fault.js';

/** A call of the Bot API in the name of a bot that is paid there. */
export interface BotCall {
  readonly gateway: string;
  /** Root of the Bot API, and the bot's token. */
  readonly root: string;
  readonly token: string;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** What no whole answer means for the money. */
  readonly money: MoneyAfterFault;
}

/** What Telegram answered: a result, or its words for why it will not. */
export type BotAnswer<T> = { readonly result: T } | { readonly refusal: string };

/** Whole exchange, in ms. */
const timeoutMs = 15_000;

/**
 * One call of the Bot API, with the faults of a gateway: throws RetryableError `gateway.unreachable`, `.timeout`, `.aborted`,
 * `.unavailable` and `.flood`, and PermanentError `gateway.unauthorized` for a token that is refused. Any other refusal is an
 * answer.
 */
export async function callBot<T>(call: BotCall): Promise<BotAnswer<T>> {
  const { gateway, root: apiRoot, token, method, params = {}, money } = call;
  try {
    return { result: await callTelegram<T>({ apiRoot, token, method, params, timeoutMs }) };
  } catch (error) {
    const about = { gateway, money, cause: error };
    if (error instanceof TelegramError) {
      const { errorCode, description } = error;
      if (errorCode === 401 || errorCode === 404)
        throw gatewayRefused('gateway.unauthorized', { ...about, said: description });
      return { refusal: description };
    }
    if (!(error instanceof RetryableError)) throw error;
    const { retryAfterMs } = error;
    throw gatewayBusy(codeOf(error), {
      ...about,
      said: error.code,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
}

function codeOf({ code }: RetryableError): Parameters<typeof gatewayBusy>[0] {
  switch (code) {
    case 'telegram.flood':
      return 'gateway.flood';
    case 'telegram.timeout':
      return 'gateway.timeout';
    case 'telegram.aborted':
      return 'gateway.aborted';
    case 'telegram.unreachable':
      return 'gateway.unreachable';
    default:
      return 'gateway.unavailable';
  }
}
