import { botBounds } from '#platform/bounds.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

// Groups are added by one at a time: the bot's row stands for the list.
const lockList = 'select id from bots where id = $1 for no key update';
const countAll = 'select count(*)::int as count from promo_groups where bot_id = $1';
const lockGroups = `
  select id::text from promo_groups where bot_id = $1 and id = any($2::bigint[]) order by promo_groups.id for key share`;
const naming = `
  select 1 from bot_plans where bot_id = $1 and $2::bigint = any(group_ids)
  union all select 1 from promocodes where bot_id = $1 and group_id = $2 and deleted_at is null limit 1`;
const anyMember = 'select 1 from user_promo_groups where bot_id = $1 and group_id = $2 limit 1';
const dropAll = 'delete from user_promo_groups where bot_id = $1 and group_id = $2';
const lockPerson = `select 1 from users where bot_id = $1 and id = $2 and status <> 'deleted' for no key update`;
const take = `
  insert into user_promo_groups (bot_id, user_id, group_id, given_by) values ($1, $2, $3, 'admin')
  on conflict (bot_id, user_id, group_id) do update set given_by = 'admin', updated_at = clock_timestamp()`;
const drop =
  'delete from user_promo_groups where bot_id = $1 and user_id = $2 and group_id = $3 returning user_id';

/** Who is in a group, by numbers. */
export interface GroupMember {
  readonly userId: string;
  readonly groupId: string;
}

/** Keeps room for one more group until the end of the transaction. Throws PermanentError('promo_group.too_many'). */
export async function reserveGroup({ botId }: Tenant, tx: Tx): Promise<void> {
  await tx.sql(lockList, [botId]);
  const [row] = await tx.sql<{ count: number }>(countAll, [botId]);
  if ((row?.count ?? 0) >= botBounds.promoGroups) throw new PermanentError('promo_group.too_many');
}

/** Does the bot have all these groups? They are not deleted before the end of the transaction. */
export async function haveGroups({ botId }: Tenant, tx: Tx, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  return (await tx.sql(lockGroups, [botId, ids])).length === new Set(ids).size;
}

/**
 * Makes sure that a group, whose row is locked for deletion, is not needed; `mayDrop`: who is in it is taken out. Throws
 * PermanentError('promo_group.in_use') while plans or promo codes name it, ('promo_group.has_members') while people are in it.
 */
export async function emptyGroup(
  { botId }: Tenant,
  tx: Tx,
  { groupId, mayDrop }: { readonly groupId: string; readonly mayDrop: boolean },
): Promise<void> {
  const place = [botId, groupId];
  if ((await tx.sql(naming, place)).length > 0) throw new PermanentError('promo_group.in_use');
  if (mayDrop) await tx.sql(dropAll, place);
  else if ((await tx.sql(anyMember, place)).length > 0) throw new PermanentError('promo_group.has_members');
}

/**
 * Takes a person into a group by an admin's word: no refund takes them out again. False: there is no such person. Doing it
 * twice is doing it once.
 */
export async function takeIntoGroup(
  { botId }: Tenant,
  tx: Tx,
  { userId, groupId }: GroupMember,
): Promise<boolean> {
  if ((await tx.sql(lockPerson, [botId, userId])).length === 0) return false;
  await tx.sql(take, [botId, userId, groupId]);
  return true;
}

/** Takes a person out of a group, however they came into it. False: they are not in it. */
export async function dropFromGroup(
  { botId }: Tenant,
  tx: Tx,
  { userId, groupId }: GroupMember,
): Promise<boolean> {
  return (await tx.sql(drop, [botId, userId, groupId])).length > 0;
}
