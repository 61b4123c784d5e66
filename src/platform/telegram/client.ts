import { faultNameOf } from '../error-codes/error-codes.js';
import { PermanentError, RetryableError } from '../errors.js';
import { exchange } from '../http.js';
import { metrics } from '../metrics.js';
import { encodeMultipart, type UploadFile } from './multipart.js';

export interface TelegramCall {
  /** `TELEGRAM_API_ROOT`. */
  readonly apiRoot: string;
  readonly token: string;
  /** A Bot API method, e.g. `sendMessage`. */
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Files by the parameter they are. */
  readonly files?: Readonly<Record<string, UploadFile>> | undefined;
  /** Milliseconds; default 20 000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** The bot whose call it is, for the metrics; absent before it has an id. */
  readonly botId?: string;
  /** Hears after how many ms Telegram answered, whatever it said. */
  readonly onAnswer?: (ms: number) => void;
}

/** A refusal of the Bot API: `errorCode` and `description` as Telegram gave them. */
export class TelegramError extends PermanentError {
  constructor(
    readonly errorCode: number,
    readonly description: string,
    readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } = {},
  ) {
    super('telegram.refused', {
      message: `telegram.refused: ${errorCode} ${description}`,
      context: { error_code: errorCode, description, ...parameters },
    });
  }
}

interface Envelope {
  ok?: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

/**
 * Calls one Bot API method and returns its `result`.
 * Throws RetryableError (`telegram.flood` with retryAfterMs on 429, `telegram.unavailable` on 5xx or garbage,
 * `telegram.timeout`, `telegram.unreachable`) or TelegramError (a PermanentError) on any other refusal.
 */
export async function callTelegram<T = unknown>(call: TelegramCall): Promise<T> {
  const started = performance.now();
  let result = 'unreachable';
  try {
    const { status, text } = await exchange({
      service: 'telegram',
      operation: call.method,
      url: `${call.apiRoot}/bot${call.token}/${call.method}`,
      method: 'POST',
      ...encode(call),
      timeoutMs: call.timeoutMs ?? 20_000,
      ...(call.signal && { signal: call.signal }),
    });
    call.onAnswer?.(performance.now() - started);
    const envelope = readEnvelope(status, text);
    result = envelope.ok ? 'ok' : String(envelope.error_code ?? status);
    return unwrap(envelope, status) as T;
  } catch (error) {
    if (error instanceof RetryableError && result === 'unreachable') result = faultNameOf(error.code);
    throw error;
  } finally {
    const { method, botId } = call;
    metrics.telegramCalled({ method, result, ms: performance.now() - started, botId });
  }
}

function encode({ params = {}, files }: TelegramCall) {
  if (!files) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(params) };
  const { contentType, body } = encodeMultipart(params, files);
  return { headers: { 'content-type': contentType }, body };
}

function readEnvelope(status: number, text: string): Envelope {
  try {
    const envelope: unknown = JSON.parse(text);
    if (envelope && typeof envelope === 'object' && 'ok' in envelope) return envelope as Envelope;
  } catch {
    // Proxies in front of Telegram answer HTML; it is told as unavailable below.
  }
  return { ok: false, error_code: status >= 400 ? status : 502, description: 'not a Bot API answer' };
}

function unwrap(envelope: Envelope, status: number): unknown {
  if (envelope.ok) return envelope.result;
  const code = envelope.error_code ?? status;
  const description = envelope.description ?? '';
  if (code === 429) {
    const seconds = envelope.parameters?.retry_after ?? 1;
    throw new RetryableError('telegram.flood', { retryAfterMs: seconds * 1000, context: { description } });
  }
  if (code >= 500) throw new RetryableError('telegram.unavailable', { context: { code, description } });
  throw new TelegramError(code, description, envelope.parameters);
}
