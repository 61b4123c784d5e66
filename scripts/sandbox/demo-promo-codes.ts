import { PromoCode } from '#models/promo-code.js';
import { readPromoCode } from '#platform/promo-code-key.js';
import { makeCodes } from '#services/promo-codes/make-codes.js';
import type { CodeTerms, PromoEffect } from '#services/promo-codes/promo-code.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const off = { kind: 'discount', validHours: 48, appliesTo: 'any', planIds: null } as const;

/** A code of each kind; the group is the bot's first one, where it has any. */
const codes: readonly (readonly [code: string, PromoEffect])[] = [
  ['GIFT50', { kind: 'balance', amountToman: 50_000 }],
  ['WEEK', { kind: 'days', days: 7, planId: null }],
  ['TRY5', { kind: 'trial', days: 5 }],
  ['SPRING20', { ...off, percent: 20, amountToman: null }],
  ['نوروز', { ...off, percent: null, amountToman: 30_000 }],
  ['MORE10', { kind: 'traffic', gb: 10 }],
];
const terms: CodeTerms = {
  ...{ isActive: true, startsAt: null, endsAt: null, mostUses: null, mostPerPerson: 1, mostPerDay: null },
  ...{ audience: 'everyone', audiencePlanIds: null },
};
const firstGroup = 'select min(id)::text as id from promo_groups where bot_id = $1';

/** Gives a demo bot promo codes, unless it has some. */
export async function addPromoCodes(tenant: Tenant, tx: Tx): Promise<boolean> {
  if (await PromoCode.findOne()) return false;
  for (const [code, effect] of codes) await addOne(tenant, tx, code, effect);
  const [group] = await tx.sql<{ id: string | null }>(firstGroup, [tenant.botId]);
  if (group?.id) await addOne(tenant, tx, 'FRIENDS', { kind: 'group', groupId: group.id });
  return true;
}

async function addOne(tenant: Tenant, tx: Tx, code: string, effect: PromoEffect): Promise<void> {
  const written = readPromoCode(code);
  if (!written) throw new Error(`${code} is no promo code`);
  await makeCodes(tenant, tx, { codes: [written], effect, terms });
}
