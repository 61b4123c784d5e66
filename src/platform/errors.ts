/** Values that go into a text's placeholders. */
export type TextParams = Readonly<Record<string, string | number>>;

interface ErrorDetail {
  readonly cause?: unknown;
  /** Facts for the log line; never a token, a secret or card data. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The user asked for what cannot be: the job completes, the user reads the text of `textKey`. */
export class UserFacingError extends Error {
  override readonly name = 'UserFacingError';
  constructor(
    readonly textKey: string,
    readonly params: TextParams = {},
  ) {
    super(textKey);
  }
}

/** The world is busy (`code` is `area.fault`): the job waits `retryAfterMs` or a growing pause and costs no attempt. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly retryAfterMs: number | undefined;
  /** Only this chat has to wait: its bot's other chats may go on in its place. */
  readonly isLocal: boolean;
  readonly context: Readonly<Record<string, unknown>>;
  constructor(
    readonly code: string,
    detail: ErrorDetail & { readonly retryAfterMs?: number; readonly isLocal?: boolean } = {},
  ) {
    super(code, { cause: detail.cause });
    this.retryAfterMs = detail.retryAfterMs;
    this.isLocal = detail.isLocal ?? false;
    this.context = detail.context ?? {};
  }
}

/** It will never work (`code` is `area.fault`): the job goes to the failed set at once. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  readonly context: Readonly<Record<string, unknown>>;
  constructor(
    readonly code: string,
    detail: ErrorDetail = {},
  ) {
    super(code, { cause: detail.cause });
    this.context = detail.context ?? {};
  }
}

/** What a job's error leads to; the only place that decides it is `classify`. */
export interface Verdict {
  readonly outcome: 'complete' | 'retry' | 'snooze' | 'fail';
  /** Shall people be told (log level error)? */
  readonly report: boolean;
  /** Pause in milliseconds that the world asked for, if it did. */
  readonly retryAfterMs?: number;
  /** Does only the job's chat wait, so that another chat of its bot may go on? */
  readonly isLocal: boolean;
  /** Stable code of the fault: `area.fault`, `user.<textKey>` or `bug.<ErrorName>`. */
  readonly code: string;
}

/** Decides what an error means for the job that threw it (architecture, section 7). */
export function classify(error: unknown): Verdict {
  if (error instanceof UserFacingError)
    return { outcome: 'complete', report: false, isLocal: false, code: `user.${error.textKey}` };
  if (error instanceof RetryableError) {
    const pause = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs };
    return { outcome: 'snooze', report: false, isLocal: error.isLocal, code: error.code, ...pause };
  }
  if (error instanceof PermanentError)
    return { outcome: 'fail', report: true, isLocal: true, code: error.code };
  const name = error instanceof Error ? error.name : typeof error;
  return { outcome: 'retry', report: true, isLocal: true, code: `bug.${name}` };
}
