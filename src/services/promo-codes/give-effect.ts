import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { giveDiscount } from '../discounts/give-discount.js';
import { moveBalance } from '../money/move-balance.js';
import { giveDays } from './give-days.js';
import { giveTraffic } from './give-traffic.js';
import { giveTrial } from './give-trial.js';
import { eventOf, type EffectRefusal, type Given, type Taker, type TakerOf } from './given.js';
import type { PromoEffect } from './promo-code.js';

const namePlans = `
  select name from bot_plans where bot_id = $1 and id = any($2::bigint[]) order by sort_order, bot_plans.id`;
const findGroup = 'select name from promo_groups where bot_id = $1 and id = $2';
const join = `
  insert into user_promo_groups (bot_id, user_id, group_id, given_by) values ($1, $2, $3, 'promo_code')
  on conflict do nothing returning 1`;

/** Gives a person what a code gives, in the open transaction, or says why not and does nothing. */
export async function giveEffect(
  tenant: Tenant,
  tx: Tx,
  { effect, ...taker }: Taker & { readonly effect: PromoEffect },
): Promise<EffectRefusal | Given> {
  switch (effect.kind) {
    case 'balance':
      return giveBalance(tenant, tx, { ...taker, effect });
    case 'days':
      return giveDays(tenant, tx, { ...taker, effect });
    case 'trial':
      return giveTrial(tenant, tx, { ...taker, effect });
    case 'discount':
      return giveOff(tenant, tx, { ...taker, effect });
    case 'group':
      return giveGroup(tenant, tx, { ...taker, effect });
    case 'traffic':
      return giveTraffic(tenant, tx, { ...taker, effect });
  }
}

async function giveBalance(
  tenant: Tenant,
  tx: Tx,
  { buyer, useId, effect: { amountToman } }: TakerOf<'balance'>,
): Promise<EffectRefusal | Given> {
  if (!Number.isSafeInteger(buyer.balanceToman + amountToman)) return 'unavailable';
  const transactionId = await moveBalance(tenant, tx, {
    userId: buyer.id,
    type: 'promo_bonus',
    amountToman,
    idempotencyKey: eventOf(useId),
    reference: { kind: 'promo_code_uses', id: useId },
  });
  return { kind: 'balance', amountToman, transactionId };
}

async function giveOff(
  tenant: Tenant,
  tx: Tx,
  { buyer, at, useId, effect }: TakerOf<'discount'>,
): Promise<Given> {
  const { percent, amountToman, validHours, appliesTo, planIds } = effect;
  const validUntil = new Date(at.getTime() + validHours * hourMs);
  const size = percent === null ? { amountToman: Number(amountToman) } : { percent };
  const discountId = await giveDiscount(tenant, tx, {
    ...size,
    ...{ userId: buyer.id, kind: 'promo_code', validUntil, appliesTo, planIds },
    cause: { event: eventOf(useId) },
  });
  if (discountId === undefined) throw new Error('the discount of a new use of a promo code was given before');
  const plans = planIds && (await tx.sql<{ name: string }>(namePlans, [tenant.botId, planIds]));
  const planNames = plans && plans.map(({ name }) => name);
  return { kind: 'discount', percent, amountToman, appliesTo, planNames, validUntil, discountId };
}

async function giveGroup(
  { botId }: Tenant,
  tx: Tx,
  { buyer, effect: { groupId } }: TakerOf<'group'>,
): Promise<EffectRefusal | Given> {
  const [group] = await tx.sql<{ name: string }>(findGroup, [botId, groupId]);
  const joined = group ? await tx.sql(join, [botId, buyer.id, groupId]) : [];
  if (!group) return 'unavailable';
  return joined.length > 0 ? { kind: 'group', name: group.name } : 'in_group';
}
