import { BotPlan } from '#models/bot-plan.js';
import { PromoGroup } from '#models/promo-group.js';
import { reserveGroup } from '#services/discounts/change-groups.js';
import { reserveLastPlace } from '#services/plans/sort-plans.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const groups = [
  {
    name: '🥈 نقره‌ای',
    priority: 1,
    spentToman: 200_000,
    periodPercents: { 30: 5, 90: 10 },
    trafficPercent: 5,
  },
  {
    ...{ name: '🥇 طلایی', priority: 2, spentToman: 800_000, periodPercents: { 30: 15, 90: 25 } },
    ...{ trafficPercent: 15, devicePercent: 10 },
  },
];
const plan = {
  name: '🌸 پیشنهاد بهار · ۳۰ روز',
  periodDays: 30,
  priceToman: 90_000,
  trafficLimitGb: 40,
  deviceLimit: 1,
  audience: 'link',
  linkCode: 'spring-offer',
} as const;

/** Gives a bot of the sandbox two groups that are reached by spending, and a plan that is sold by its link only, unless it has groups. */
export async function addDemoGroups(tenant: Tenant, tx: Tx): Promise<boolean> {
  await reserveGroup(tenant, tx);
  if ((await PromoGroup.count()) > 0) return false;
  for (const group of groups) await PromoGroup.create(group);
  await BotPlan.create({ ...plan, sortOrder: await reserveLastPlace(tenant, tx) });
  return true;
}
