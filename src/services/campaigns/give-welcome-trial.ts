import type { BonusRefusal } from '#models/campaign-person.js';
import type { CampaignBonus } from '#models/campaign.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { readBuyer } from '../orders/facts.js';
import { giveFree } from '../orders/give-free.js';
import { readHeld } from '../orders/held.js';
import { pickSquads } from '../orders/pricing/pick-squads.js';
import { isNewcomer } from '../orders/pricing/price-order.js';
import type { After } from '../orders/pricing/sale.js';
import type { Terms } from '../orders/terms.js';

interface Subscription {
  readonly userId: string;
  readonly campaignId: string;
  readonly bonus: Extract<CampaignBonus, { readonly kind: 'subscription' }>;
  readonly terms: Terms;
  readonly at: Date;
  /** Names it for ever in the tenant's ledger. */
  readonly event: string;
  /** Is the person out of a channel that is for trials? Asked only where they would get one; absent: they are in all. */
  readonly isOutside?: () => boolean;
}

const markTrial = `
  update users set has_had_trial = true, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

/**
 * Gives a subscription in place of the trial, which it uses up: who has or had one, or ever paid, gets none. The tenant pays for
 * its traffic, as for a trial. Returns why there is none; undefined: it is given.
 */
export async function giveWelcomeTrial(
  tenant: Tenant,
  tx: Tx,
  { userId, campaignId, bonus, terms, at, event, isOutside }: Subscription,
): Promise<BonusRefusal | undefined> {
  const buyer = await readBuyer(tenant, tx, { userId, isLocked: true });
  const held = await readHeld(tenant, tx, { userId, isLocked: true });
  if (!buyer || !isNewcomer({ buyer, held })) return 'not_new';
  const after = afterOf(bonus, { terms, at });
  if (!after) return 'not_sellable';
  if (isOutside?.()) return 'channel';
  const given = await giveFree(tenant, tx, {
    ...{ userId, held: undefined, after, status: 'active' },
    giver: { by: 'tenant', event, about: `campaign ${campaignId}, user ${userId}` },
    promotion: { campaignId },
  });
  if (given.kind === 'wallet') await notify(tenant, tx, { kind: 'wallet_empty', about: {} });
  if (given.kind === 'sale_open') return 'not_new';
  if (given.kind !== 'written') return given.kind;
  await tx.sql(markTrial, [tenant.botId, userId]);
  return undefined;
}

function afterOf(
  bonus: Subscription['bonus'],
  { terms: { values }, at }: Pick<Subscription, 'at' | 'terms'>,
): After | undefined {
  const named = bonus.squads.length > 0 ? bonus.squads : values.trial_squads;
  const squads = pickSquads(named, values.sellable_squads);
  const endsAt = new Date(at.getTime() + bonus.days * dayMs);
  return (
    squads && {
      planId: null,
      isTrial: true,
      ...{ startsAt: at, endsAt, squads, trafficReset: values.traffic_reset_period },
      base: { trafficGb: bonus.traffic_gb, devices: bonus.device_limit },
      addOns: [],
      ...{ valueToman: 0, valueFrom: at, valueUntil: at },
    }
  );
}
