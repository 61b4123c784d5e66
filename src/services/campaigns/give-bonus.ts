import type { BonusRefusal } from '#models/campaign-person.js';
import type { CampaignBonus } from '#models/campaign.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { giveDiscount } from '../discounts/give-discount.js';
import { moveBalance } from '../money/move-balance.js';
import { completeWaiting } from '../orders/complete-waiting.js';
import type { Terms } from '../orders/terms.js';
import { giveWelcomeTrial } from './give-welcome-trial.js';

/** What a person got. */
export type GivenBonus =
  | { readonly kind: 'balance'; readonly amountToman: number }
  | {
      readonly kind: 'subscription';
      readonly days: number;
      /** 0: unlimited. */
      readonly trafficGb: number;
      readonly devices: number;
    }
  | {
      readonly kind: 'discount';
      /** One of the two is null. */
      readonly percent: number | null;
      readonly amountToman: number | null;
      readonly validUntil: Date;
      readonly isForSomePlans: boolean;
      readonly appliesTo: 'any' | 'purchase' | 'renewal';
    };

type Bonus<K extends CampaignBonus['kind']> = Extract<CampaignBonus, { readonly kind: K }>;

/** Whom a campaign gives what. */
interface Gift<B extends CampaignBonus = CampaignBonus> {
  readonly userId: string;
  readonly campaignId: string;
  readonly bonus: B;
  readonly terms: Terms;
  readonly at: Date;
  /** See `giveWelcomeTrial`. */
  readonly isOutside?: () => boolean;
}

/** Names the bonus of a person for ever: no campaign gives them a second one. */
const eventOf = (userId: string): string => `campaign bonus ${userId}`;

/** Gives a bonus to a person who is locked, in the open transaction. Returns what they got, or why nothing. */
export async function giveBonus(tenant: Tenant, tx: Tx, gift: Gift): Promise<GivenBonus | BonusRefusal> {
  const { bonus } = gift;
  switch (bonus.kind) {
    case 'balance':
      return giveMoney(tenant, tx, { ...gift, bonus });
    case 'subscription': {
      const refusal = await giveWelcomeTrial(tenant, tx, { ...gift, bonus, event: eventOf(gift.userId) });
      const { days, traffic_gb: trafficGb, device_limit: devices } = bonus;
      return refusal ?? { kind: 'subscription', days, trafficGb, devices };
    }
    case 'discount':
      return giveOff(tenant, tx, { ...gift, bonus });
  }
}

async function giveMoney(
  tenant: Tenant,
  tx: Tx,
  { userId, campaignId, bonus: { amount_toman: amountToman } }: Gift<Bonus<'balance'>>,
): Promise<GivenBonus> {
  await moveBalance(tenant, tx, {
    userId,
    type: 'campaign_bonus',
    amountToman,
    idempotencyKey: eventOf(userId),
    reference: { kind: 'campaigns', id: campaignId },
  });
  await completeWaiting(tenant, tx, { userId });
  return { kind: 'balance', amountToman };
}

async function giveOff(
  tenant: Tenant,
  tx: Tx,
  { userId, bonus, at }: Gift<Bonus<'discount'>>,
): Promise<GivenBonus> {
  const { percent, amount_toman: amountToman, valid_days: days, applies_to: appliesTo } = bonus;
  const validUntil = new Date(at.getTime() + days * dayMs);
  await giveDiscount(tenant, tx, {
    ...{ userId, kind: 'campaign', validUntil, appliesTo, planIds: bonus.plan_ids },
    ...(percent === null ? { amountToman: amountToman ?? 0 } : { percent }),
    cause: { event: eventOf(userId) },
  });
  const isForSomePlans = bonus.plan_ids !== null;
  return { kind: 'discount', percent, amountToman, validUntil, isForSomePlans, appliesTo };
}
