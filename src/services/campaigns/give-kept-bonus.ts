import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { tellKeptOut } from '../orders/tell-kept-out.js';
import { readTerms } from '../orders/terms.js';
import { lockBuyer } from '../orders/weigh-order.js';
import type { GivenBonus } from './give-bonus.js';
import { settleBonus, type Brought } from './reward-newcomer.js';

const lockKept = `
  select campaigns.id::text, campaigns.bonus,
    campaigns.is_active and campaigns.deleted_at is null
      and coalesce(campaigns.active_from <= $3, true) and coalesce(campaigns.active_until > $3, true) as gives
  from campaign_people as person
  join campaigns on campaigns.bot_id = $1 and campaigns.id = person.campaign_id
  where person.bot_id = $1 and person.user_id = $2 and person.registered_at is not null and person.bonus_refusal = 'channel'
  for no key update of person`;

/**
 * Gives the bonus that waited until a person is in the channels for a trial, as they are now, in the open transaction; once, and only
 * what the campaign gives now; it waits on for who is on the black list. Locks go user, campaign's person. Returns what they got; undefined: nothing waited, or it cannot be given.
 */
export async function giveKeptBonus(
  tenant: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<GivenBonus | undefined> {
  const at = new Date(now());
  const buyer = await lockBuyer(tenant, tx, userId);
  const [campaign] = await tx.sql<Brought>(lockKept, [tenant.botId, userId, at]);
  if (!buyer || !campaign) return undefined;
  if (await tellKeptOut(tenant, tx, { buyer, terms: await readTerms(tenant, tx) })) return undefined;
  const result = await settleBonus(tenant, tx, { userId, campaign, at });
  return typeof result === 'object' ? result : undefined;
}
