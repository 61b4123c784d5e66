import type { Tenant, Tx } from '#tenancy/scope.js';
import type { AddOn, NewAddOn } from './pricing/limits.js';

const insertNew = `
  insert into subscription_addons (bot_id, subscription_id, order_id, kind, amount, given_by, value_toman, paid_from, paid_until)
  select $1, $2, $3, *
  from unnest($4::text[], $5::int[], $6::text[], $7::bigint[], $8::timestamptz[], $9::timestamptz[])`;
const keepThem = `
  update subscription_addons as one set amount = kept.amount, value_toman = kept.value, paid_from = kept.paid_from,
    paid_until = kept.paid_until, ended_at = null, updated_at = clock_timestamp()
  from unnest($3::bigint[], $4::int[], $5::bigint[], $6::timestamptz[], $7::timestamptz[])
    as kept (id, amount, value, paid_from, paid_until)
  where one.bot_id = $1 and one.subscription_id = $2 and one.id = kept.id`;
const endOthers = `
  update subscription_addons set ended_at = clock_timestamp(), updated_at = clock_timestamp()
  where bot_id = $1 and subscription_id = $2 and ended_at is null and id <> all($3::bigint[])`;

interface Place {
  readonly subscriptionId: string;
}

/** Writes what a subscription has on top of its plan: what is not among `after` ends. The caller holds its lock. */
export async function writeAddOns(
  { botId }: Tenant,
  tx: Tx,
  {
    subscriptionId,
    before,
    after,
    orderId,
  }: Place & {
    readonly before: readonly AddOn[];
    readonly after: readonly NewAddOn[];
    /** Order that the new ones were bought by. */
    readonly orderId?: string | undefined;
  },
): Promise<void> {
  const place = [botId, subscriptionId];
  const kept = after.filter((one) => one.id !== undefined);
  if (before.some(({ id }) => !kept.some((one) => one.id === id)))
    await tx.sql(endOthers, [...place, kept.map(({ id }) => id)]);
  const changed = kept.filter((one) => !before.includes(one as AddOn));
  if (changed.length > 0)
    await tx.sql(keepThem, [
      ...[...place, changed.map(({ id }) => id), changed.map(({ amount }) => amount)],
      ...valuesOf(changed),
    ]);
  const fresh = after.filter((one) => one.id === undefined);
  if (fresh.length > 0)
    await tx.sql(insertNew, [
      ...[...place, orderId ?? null, fresh.map(({ kind }) => kind), fresh.map(({ amount }) => amount)],
      ...[fresh.map(({ givenBy }) => givenBy), ...valuesOf(fresh)],
    ]);
}

const valuesOf = (addOns: readonly NewAddOn[]): unknown[] => [
  addOns.map(({ valueToman }) => valueToman),
  addOns.map(({ paidFrom }) => paidFrom),
  addOns.map(({ paidUntil }) => paidUntil),
];

/** Ends everything that a subscription has on top. */
export async function endAddOns(
  { botId }: Pick<Tenant, 'botId'>,
  tx: Tx,
  { subscriptionId }: Place,
): Promise<void> {
  await tx.sql(endOthers, [botId, subscriptionId, []]);
}
