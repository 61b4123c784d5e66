/** What is known of a fault by its code. */
export interface ErrorKind {
  /** A sentence for people who read the log, the documentation or the answer of the API; in Markdown. */
  readonly means: string;
  /** HTTP status with which clients are told of it; absent: it is told of in the log only. */
  readonly status?: number;
  /** It happens all the time where nothing is wrong: a job that waits for it says so at level debug. */
  readonly isQuiet?: true;
  /** Until it is over, nothing of the whole bot leaves for Telegram. */
  readonly holdsBot?: true;
  /** A payment gateway, or the way to the address of one, did it: who asked decides what becomes of the payment. */
  readonly isOfGateway?: true;
  /** Whatever needs it is in trouble, not only this call: our own stores (PostgreSQL, Redis), or the panel. */
  readonly trouble?: Trouble;
}

/** What as a whole is in trouble. */
export type Trouble = 'stores' | 'panel';
