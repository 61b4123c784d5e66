import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { hasSixteenDigits, maskCardFields, maskCardNumbers } from './card-number.js';
import { contextValue } from './run-context.js';
import { currentTracing } from './tracing.js';

/** What a line says of the work in which it was written; undefined: that is not known there. */
export interface LogFields {
  readonly job?: string | undefined;
  readonly job_id?: string | undefined;
  readonly bot?: string | undefined;
  readonly chat?: string | undefined;
  readonly request?: string | undefined;
  readonly endpoint?: string | undefined;
}

const fields = contextValue<LogFields>();
// In an address the token follows the word `bot` at once, so no word boundary may be asked for.
const telegramToken = /(?<!\d)\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,50}/gi;
const apiToken = /\brf_[A-Za-z0-9_-]{16,}/g;
// Each word is looked at once, however often it begins an address: a text of any make costs what its length does.
const wordWithAt = /(?<![^\s"])[^\s"]*@/g;
const urlPassword = /(:\/\/[^:/@]*:).*/s;

/** Characters looked at behind those that are kept, so that no half of a token is taken for none. */
const behindCut = 1_000;

/**
 * Removes bot tokens, API tokens, passwords in URLs and all but the bank and the last four digits of card numbers from a
 * text that is about to be shown; with `most` no more than so many characters are kept. A text from outside is given a bound: what it costs is then bounded too.
 */
export function scrub(text: string, most = Infinity): string {
  return maskCardNumbers(text.slice(0, most + behindCut))
    .replace(telegramToken, '[token]')
    .replace(apiToken, '[token]')
    .replace(wordWithAt, (word) => word.replace(urlPassword, '$1[password]@'))
    .slice(0, most);
}

const secretField =
  /"([\w-]*(?:token|secret|password|authorization|cookie|merchant_?id))":(?:"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.]*)/gi;

/**
 * Whatever may have to be masked has one of these: a field named so, the mark of an address with a password, a long word behind
 * a colon, the beginning of a token; or it has sixteen digits. Most lines have none, and are looked at no further.
 */
const suspicious =
  /(?:token|secret|password|authorization|cookie|merchant_?id|card_number)":|@|(?::|%3a)[a-z0-9_-]{30}|rf_/i;
/** Longer lines are rare, and not looked at twice. */
const longLine = 2_000;

/** Masks JSON that is about to be shown: whatever is named like a secret or a card, or looks like one, at any depth. */
export const maskLogLine = (json: string): string =>
  json.length > longLine || suspicious.test(json) || hasSixteenDigits(json)
    ? scrub(maskCardFields(json.replace(secretField, '"$1":"[secret]"')))
    : json;

/** Most characters of an error's message and of its stack; what people sent may be in them. */
const longestError = 4_000;

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: scrub(String(error), longestError) };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const context =
    'context' in error && Object.keys(error.context ?? {}).length ? { context: error.context } : {};
  return {
    name: error.name,
    message: scrub(error.message, longestError),
    stack: scrub(error.stack ?? '', 2 * longestError),
    ...context,
    ...cause,
  };
}

const nowhere: LogFields = {};

/** A line with what is said of its work; what it says by itself goes before. All is named, so that V8 knows the shape beforehand. */
function lineOf(line: object, { job, job_id, bot, chat, request, endpoint }: LogFields): object {
  const trace_id = currentTracing()?.traceId();
  return { job, job_id, bot, chat, request, endpoint, trace_id, ...line };
}

const options = (level: string): LoggerOptions => ({
  level,
  base: { pid: process.pid },
  messageKey: 'msg',
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => fields.get() ?? nowhere,
  mixinMergeStrategy: (line, around) => lineOf(line, around),
  serializers: { err: describeError },
  hooks: { streamWrite: maskLogLine },
});

/** The process's logger: JSON lines on standard output, carrying the fields of the job at work. */
export let log: Logger = pino(options('info'));

/** Sets the level of the process's logger (`LOG_LEVEL`); lines go to standard output, or where a test looks. */
export function setLogLevel(level: string, destination?: DestinationStream): void {
  log = destination ? pino(options(level), destination) : pino(options(level));
}

/** Runs `work` so that each log line made inside carries `extra` (bot, job, chat). */
export function withLogFields<T>(extra: LogFields, work: () => Promise<T>): Promise<T> {
  const around = fields.get();
  return fields.run(around ? Object.assign({}, around, extra) : extra, work);
}
