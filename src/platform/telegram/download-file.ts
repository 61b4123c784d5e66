import { RetryableError } from '../errors.js';
import { download } from '../http.js';
import { callTelegram, TelegramError, type TelegramCall } from './client.js';

/** A file that somebody sent to a bot. */
export interface WantedFile extends Pick<TelegramCall, 'apiRoot' | 'botId' | 'token'> {
  readonly fileId: string;
}

/** Most bytes that the Bot API gives; more are not read. */
const mostBytes = 20 * 1_048_576;
const timeoutMs = 20_000;
/** Names that Telegram gives: nothing in them leads elsewhere. */
const plainPath = /^[\w-]+(?:\/[\w.-]*\w)*$/;

interface FoundFile {
  readonly file_path?: string;
  readonly file_size?: number;
}

/**
 * The bytes of a file, in two questions of 20 s at most. Undefined: it is larger than 20 MB, or Telegram does not give it. Throws
 * what `callTelegram` throws; a refusal (a file of another bot, one that is gone) is a TelegramError.
 */
export async function downloadFile({ fileId, ...bot }: WantedFile): Promise<Buffer | undefined> {
  const { file_path: path, file_size: size = 0 } = await callTelegram<FoundFile>({
    ...bot,
    method: 'getFile',
    params: { file_id: fileId },
    timeoutMs,
  });
  if (path === undefined || !plainPath.test(path) || path.includes('..') || size > mostBytes)
    return undefined;
  const { status, bytes } = await download({
    service: 'telegram',
    operation: 'download',
    url: `${bot.apiRoot}/file/bot${bot.token}/${path}`,
    timeoutMs,
    mostBytes,
  });
  if (status === 429 || status >= 500)
    throw new RetryableError('telegram.unavailable', { context: { code: status } });
  if (status !== 200) throw new TelegramError(status, 'the file was not given');
  return bytes;
}
