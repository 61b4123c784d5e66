import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';

/** What the person $2 of the bot $1 has paid for orders, in toman, without gifts, which can be given back: an expression. */
export const spentText = `
  (select coalesce(sum(price_toman), 0) from orders where bot_id = $1 and user_id = $2 and state = 'paid' and kind <> 'gift')`;
// A group that is deleted meanwhile is waited for, and is none.
const join = `
  with joined as (
    insert into user_promo_groups (bot_id, user_id, group_id, given_by)
    select $1, $2, promo_groups.id, 'spending' from promo_groups
    where bot_id = $1 and spent_toman <= ${spentText}
      and not exists (select from user_promo_groups member
        where member.bot_id = $1 and member.user_id = $2 and member.group_id = promo_groups.id)
    order by promo_groups.id for key share
    on conflict do nothing
    returning group_id)
  select joined.group_id::text as id from joined join promo_groups on promo_groups.bot_id = $1 and promo_groups.id = joined.group_id
  order by priority desc, promo_groups.id`;
// Only what the refund took away: who was below a threshold before, since it was raised, stays.
const leave = `
  delete from user_promo_groups member using promo_groups, (select ${spentText} as toman) as spent
  where member.bot_id = $1 and member.user_id = $2 and member.given_by = 'spending'
    and promo_groups.bot_id = $1 and promo_groups.id = member.group_id
    and promo_groups.spent_toman > spent.toman and promo_groups.spent_toman <= spent.toman + $3`;

/**
 * Takes a person, whose row is locked, into the groups that they have reached by what they paid for orders (the prices of their
 * paid orders, after everything that came off; what was taken back does not count), and tells them. It counts from their next
 * purchase. Returns the number of the one of them that comes first by priority; undefined: there is none.
 */
export async function joinBySpending(tenant: Tenant, tx: Tx, userId: string): Promise<string | undefined> {
  const [first] = await tx.sql<{ id: string }>(join, [tenant.botId, userId]);
  if (first)
    await notify(tenant, tx, { kind: 'group_joined', about: { user_id: userId, group_id: first.id } });
  return first?.id;
}

/**
 * After so much was given back of what a person, whose row is locked, had paid for orders: takes them out of the groups that
 * they had reached by it alone. What an admin or a code gave stays.
 */
export async function leaveBySpending(
  { botId }: Tenant,
  tx: Tx,
  { userId, amountToman }: { readonly userId: string; readonly amountToman: number },
): Promise<void> {
  if (amountToman > 0) await tx.sql(leave, [botId, userId, amountToman]);
}
