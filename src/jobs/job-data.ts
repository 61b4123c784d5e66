/** What a BullMQ job of ours carries; safe to show to operators. */
export interface JobData {
  /** Whose work it is; absent on fleet jobs. */
  readonly bot_id?: string;
  /** Ordering key of an ordered queue. */
  readonly chat_id?: string;
  readonly payload: Record<string, unknown>;
  /** The outbox row of this job, if it has one. */
  readonly outbox_id?: string;
  /** Milliseconds since 1970 when it was taken in. */
  readonly offered_at: number;
  /** Given back to BullMQ by the sweeper: it may have run before. */
  readonly is_again?: boolean;
  /** Why no other attempt can help, found out by the process that ran it without BullMQ. */
  readonly refusal?: { readonly code: string; readonly message: string };
  /** Milliseconds since 1970 when it failed for good; it runs after that only because a person wants it done anew. */
  readonly failed_at?: number;
}
