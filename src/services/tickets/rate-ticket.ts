import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { putTicket } from './put-ticket.js';
import { lockTicket, type Ticket } from './ticket-rows.js';

const rate = `
  update tickets set rating = $3, rating_words = $4, rated_at = case when rated_at >= closed_at then rated_at else $5 end, revision = revision + 1,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** What a person says of the help they had. */
export interface Rating {
  readonly ticketId: string;
  readonly userId: string;
  /** 1 to 5. */
  readonly rating: number;
  /** Plain text; undefined: what was said before stays. */
  readonly words?: string | undefined;
}

/** The ticket; or why it is not rated. late: more than a day after the first rating. */
export type RatedTicket = { readonly ticket: Ticket } | { readonly refused: 'late' | 'not_closed' };

/**
 * A person rates a closed ticket of theirs; for a day they may say otherwise. Throws PermanentError 'resource.unknown' for one of somebody
 * else.
 */
export async function rateTicket(
  tenant: Tenant,
  tx: Tx,
  { ticketId, userId, rating, words }: Rating,
): Promise<RatedTicket> {
  const before = await lockTicket(tenant, tx, { ticketId });
  if (before?.userId !== userId) throw new PermanentError('resource.unknown');
  if (before.status !== 'closed') return { refused: 'not_closed' };
  if (isSettled(before)) return { refused: 'late' };
  const said = words === undefined ? before.ratingWords : words.trim().slice(0, 1000) || null;
  if (before.rating === rating && before.ratingWords === said) return { ticket: before };
  await tx.sql(rate, [tenant.botId, ticketId, rating, said, new Date(now())]);
  await putTicket(tenant, tx, { ticketId });
  return { ticket: (await lockTicket(tenant, tx, { ticketId })) ?? before };
}

/** A rating since it was closed last, older than a day. */
const isSettled = ({ ratedAt, closedAt }: Ticket): boolean =>
  ratedAt !== null && closedAt !== null && ratedAt >= closedAt && now() - ratedAt.getTime() > dayMs;
