import type { z } from 'zod';
import { queues, type QueueName } from './queue-catalog.js';

type Scope = 'bot' | 'fleet';

/** What the fleet knows of a kind of work before it runs. */
export interface JobContract<S extends Scope = Scope, P extends z.ZodType = z.ZodType> {
  readonly scope: S;
  readonly queue: QueueName;
  readonly payload: P;
  /**
   * The field of the payload that names the line in which it waits its turn. Default `chat_id`; in a queue by kind such a
   * field makes several lines of a kind.
   */
  readonly orderedBy?: string;
  /**
   * What it does follows from how things are when it begins, so while one of its line has not begun, another is not needed;
   * the next begins a moment after the one before. Its payload says no more than its line does.
   */
  readonly isMerged?: true;
  /**
   * What it changes and how it leaves it, in one word; undefined: nothing of the kind. When the last job of its line that says
   * such a word says the same, it is not needed.
   */
  readonly leaves?: (payload: Readonly<Record<string, unknown>>) => string | undefined;
  /**
   * What the payload's shape was before: the first turns version 1 into 2, and so on; `payload` is the newest. Add one
   * when a change of `payload` would refuse or misread what an older version left in Redis and the outbox.
   */
  readonly upcasts?: readonly ((older: Readonly<Record<string, unknown>>) => Record<string, unknown>)[];
  /** Tries that a bug gets before the job fails for good; faults of other services cost none. */
  readonly attempts: number;
  /** Milliseconds of the first pause between tries; doubles up to 30 s. Default 500. */
  readonly backoffMs?: number;
  /** Repeats every so many milliseconds (fleet jobs only): they fan out, they do no bot's work. */
  readonly everyMs?: number;
  /**
   * Who asked for it was answered, so nothing of it is kept when it is done, and this of its payload when it has failed for
   * good: it is never done again.
   */
  readonly keptOf?: (payload: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** A job of one bot; its handler gets the tenant. */
export const botJob = <P extends z.ZodType>(
  contract: Omit<JobContract<'bot', P>, 'scope'>,
): JobContract<'bot', P> => ({
  scope: 'bot',
  ...contract,
});
/** A job over all bots, which only fans out. */
export const fleetJob = <P extends z.ZodType>(
  contract: Omit<JobContract<'fleet', P>, 'scope'>,
): JobContract<'fleet', P> => ({ scope: 'fleet', ...contract });

/** The line of a bot in which a job waits its turn: of its chat, of what it is about, or of its kind. */
export function lineOf(
  name: string,
  { queue, orderedBy = 'chat_id' }: JobContract,
  payload: unknown,
): string {
  const list: { readonly ordered: boolean; readonly byKind?: boolean } = queues[queue];
  const key = (payload as Readonly<Record<string, unknown>>)[orderedBy];
  const own = typeof key === 'string' ? [key] : [];
  // The ordered queue parts a bot from its line by a space; so a line has none.
  return (list.byKind ? [name, ...own] : own).join('/');
}
