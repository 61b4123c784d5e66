import type { Actor } from '../access/actor.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Somebody who may decide about receipts of a bot, in Telegram. */
export interface Reviewer {
  readonly telegramId: string;
  /** By which others know who decided. */
  readonly name: string;
  /** Owners may undo a decision. */
  readonly isOwner: boolean;
}

// Whoever takes the right away at this moment waits until the decision is made, or it is not made.
const find = `
  select role from bot_admins where bot_id = $1 and telegram_id = $2 and role in ('owner', 'admin', 'reviewer')
  order by role = 'owner' desc for share`;

/**
 * The reviewer of a Telegram id, as it is in the open transaction and stays until its end: call it first in the transaction of what
 * they do. Undefined: they may decide nothing in this bot.
 */
export async function findReviewer(
  { botId }: Tenant,
  tx: Tx,
  { telegramId, name }: { readonly telegramId: string; readonly name: string },
): Promise<Reviewer | undefined> {
  const [row] = await tx.sql<{ role: string }>(find, [botId, telegramId]);
  return row && { telegramId, name: name.slice(0, 100), isOwner: row.role === 'owner' };
}

/** A reviewer as the audit log names them. */
export const actorOf = ({ telegramId, name }: Reviewer): Actor => ({
  kind: 'person',
  id: telegramId,
  name,
});

// Only who has started the bot can be written to; no more than a bot can write to in a second.
const reachable = `
  select admin.telegram_id::text as id
  from bot_admins admin join users person on person.bot_id = $1 and person.telegram_id = admin.telegram_id
  where admin.bot_id = $1 and admin.role in ('owner', 'admin', 'reviewer') and person.can_receive and person.status = 'active'
  group by admin.telegram_id
  order by min(admin.id) limit 20`;

/** Telegram ids of the reviewers who can be written to in private, at most twenty. */
export async function findReachableReviewers({ botId }: Tenant, tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(reachable, [botId]);
  return rows.map(({ id }) => id);
}
