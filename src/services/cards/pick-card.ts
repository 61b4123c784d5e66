import type { Tenant, Tx } from '#tenancy/scope.js';

const anyCard = `
  select 1 from tenant_payment_cards where bot_id = $1 and is_active and deleted_at is null limit 1`;
const pick = `
  update tenant_payment_cards set last_used_at = clock_timestamp(), current_usage_count = current_usage_count + 1,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = (
    select id from tenant_payment_cards where bot_id = $1 and is_active and deleted_at is null
    order by last_used_at nulls first, id limit 1 for no key update)
  returning id::text`;

/** Is there a card that could take this sum now? */
export async function hasCardFor({ botId }: Tenant, tx: Tx, _amountToman: number): Promise<boolean> {
  return (await tx.sql(anyCard, [botId])).length > 0;
}

/** Picks the card that a payment of this sum is made on, and counts its use, in the open transaction; undefined: none can take it. */
export async function pickCard(
  { botId }: Tenant,
  tx: Tx,
  _wish: { readonly amountToman: number },
): Promise<{ readonly id: string } | undefined> {
  const [card] = await tx.sql<{ id: string }>(pick, [botId]);
  return card;
}
