import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger, type LoggerOptions } from 'pino';

const fields = new AsyncLocalStorage<Record<string, unknown>>();
const telegramToken = /\b\d{6,12}:[A-Za-z0-9_-]{30,50}/g;
const urlPassword = /(\w+:\/\/[^:/@\s]*:)[^@\s]+@/g;

/** Removes bot tokens and passwords in URLs from a text that is about to be shown. */
export function scrub(text: string): string {
  return text.replace(telegramToken, '[token]').replace(urlPassword, '$1[password]@');
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const context =
    'context' in error && Object.keys(error.context ?? {}).length ? { context: error.context } : {};
  return {
    name: error.name,
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
    ...context,
    ...cause,
  };
}

const options = (level: string): LoggerOptions => ({
  level,
  base: { pid: process.pid },
  messageKey: 'msg',
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => fields.getStore() ?? {},
  redact: {
    paths: [
      'token',
      '*.token',
      'secret',
      '*.secret',
      'authorization',
      '*.authorization',
      'password',
      '*.password',
    ],
    censor: '[secret]',
  },
  serializers: { err: describeError },
  hooks: {
    logMethod(args, method) {
      const clean = args.map((arg) => (typeof arg === 'string' ? scrub(arg) : arg));
      method.apply(this, clean as Parameters<typeof method>);
    },
  },
});

/** The process's logger: JSON lines on standard output, carrying the fields of the job at work. */
export let log: Logger = pino(options('info'));

/** Sets the level of the process's logger (`LOG_LEVEL`). */
export function setLogLevel(level: string): void {
  log = pino(options(level));
}

/** Runs `work` so that each log line made inside carries `extra` (bot, job, chat). */
export function withLogFields<T>(extra: Record<string, unknown>, work: () => Promise<T>): Promise<T> {
  return fields.run({ ...fields.getStore(), ...extra }, work);
}
