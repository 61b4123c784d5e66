import { kindOfError, type ErrorCode } from './error-codes/error-codes.js';
import type { Trouble } from './error-codes/error-kind.js';

/** Values that go into a text's placeholders. */
export type TextParams = Readonly<Record<string, string | number>>;

interface ErrorDetail {
  /** One line for people; default: the code. */
  readonly message?: string;
  readonly cause?: unknown;
  /** Facts for the log line; never a token, a secret or card data. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The user asked for what cannot be: the job completes, the user reads the text of that code. */
export class UserFacingError extends Error {
  override readonly name = 'UserFacingError';
  constructor(
    readonly code: ErrorCode,
    readonly params: TextParams = {},
  ) {
    super(code);
  }
}

interface RetryDetail extends ErrorDetail {
  readonly retryAfterMs?: number;
  readonly isLocal?: boolean;
}

/** Another service is busy or down: the job waits `retryAfterMs` or a growing pause and costs no attempt. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly retryAfterMs: number | undefined;
  /** Only this chat has to wait: its bot's other chats may go on in its place. */
  readonly isLocal: boolean;
  /** Ordinary waiting, of which only a log at level debug is told. */
  readonly isQuiet: boolean;
  /** Until it is over, nothing of the whole bot leaves for Telegram. */
  readonly holdsBot: boolean;
  /** What as a whole is in trouble, so that everything that needs it waits. */
  readonly trouble: Trouble | undefined;
  readonly context: Readonly<Record<string, unknown>>;
  constructor(
    readonly code: ErrorCode,
    { message = code, cause, context = {}, retryAfterMs, isLocal = false }: RetryDetail = {},
  ) {
    super(message, { cause });
    const { isQuiet = false, holdsBot = false, trouble } = kindOfError(code);
    this.retryAfterMs = retryAfterMs;
    this.isLocal = isLocal;
    this.isQuiet = isQuiet;
    this.holdsBot = holdsBot;
    this.trouble = trouble;
    this.context = context;
  }
}

/** It will never work: the job goes to the failed set at once. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  readonly context: Readonly<Record<string, unknown>>;
  constructor(
    readonly code: ErrorCode,
    { message = code, cause, context = {} }: ErrorDetail = {},
  ) {
    super(message, { cause });
    this.context = context;
  }
}

/** What a job's error leads to; the only place that decides it is `classify`. */
export interface Verdict {
  readonly outcome: 'complete' | 'retry' | 'snooze' | 'fail';
  /** Shall people be told (log level error)? */
  readonly report: boolean;
  /** Is it ordinary waiting, which would only fill the log? */
  readonly isQuiet: boolean;
  /** Pause in milliseconds that the other service asked for, if it did. */
  readonly retryAfterMs?: number;
  /** Does only the job's chat wait, so that another chat of its bot may go on? */
  readonly isLocal: boolean;
  /** Does nothing of the bot leave for Telegram until the pause is over? */
  readonly holdsBot: boolean;
  /** `server.bug` for what is none of our errors. */
  readonly code: ErrorCode | 'ok';
}

/** Decides what an error means for the job that threw it (architecture, section 7). */
export function classify(error: unknown): Verdict {
  const plain = { isQuiet: false, isLocal: true, holdsBot: false };
  if (error instanceof UserFacingError)
    return { ...plain, outcome: 'complete', report: false, isLocal: false, code: error.code };
  if (error instanceof RetryableError) {
    const { code, isLocal, isQuiet, holdsBot, retryAfterMs } = error;
    const pause = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { outcome: 'snooze', report: false, isLocal, isQuiet, holdsBot, code, ...pause };
  }
  if (error instanceof PermanentError) return { ...plain, outcome: 'fail', report: true, code: error.code };
  return { ...plain, outcome: 'retry', report: true, code: 'server.bug' };
}
