import { readPromoCode } from '#platform/promo-code-key.js';
import { makeCodes } from '#services/promo-codes/make-codes.js';
import type { CodeTerms, PromoEffect } from '#services/promo-codes/promo-code.js';
import type { Tenant } from '#tenancy/scope.js';
import { addRegistration } from './bot/campaigns.js';
import { ownerQuery } from './database.js';

/** The terms of a code that everybody may use once. */
export const codeTerms = (terms: Partial<CodeTerms> = {}): CodeTerms => ({
  ...{ isActive: true, startsAt: null, endsAt: null, mostUses: null, mostPerPerson: 1, mostPerDay: null },
  ...{ audience: 'everyone', audiencePlanIds: null },
  ...terms,
});

/** Makes a code; returns its number. */
export async function addCode(
  tenant: Tenant,
  { code, effect, ...terms }: Partial<CodeTerms> & { readonly code: string; readonly effect: PromoEffect },
): Promise<string> {
  const written = readPromoCode(code);
  if (!written) throw new Error(`${code} is no code`);
  const [id] = await tenant.db((tx) =>
    makeCodes(tenant, tx, { codes: [written], effect, terms: codeTerms(terms) }),
  );
  if (id === undefined) throw new Error(`${code} is there already`);
  return id;
}

/** A person used a code that gives money; returns the number of the use. Nothing moved. */
async function addCodeUse(tenant: Tenant, userId: string): Promise<string> {
  const codeId = await addCode(tenant, { code: 'NOWRUZ', effect: { kind: 'balance', amountToman: 50_000 } });
  const [use] = await ownerQuery<{ id: string }>(
    'insert into promo_code_uses (bot_id, code_id, user_id) values ($1, $2, $3) returning id::text',
    [tenant.botId, codeId, userId],
  );
  return use!.id;
}

/** What is told of codes and campaigns, about a person who used one and came by the other. */
export async function writePromotionsToTell(tenant: Tenant, userId: string) {
  const registration = await addRegistration(tenant, userId);
  const use_id = await addCodeUse(tenant, userId);
  return {
    campaign_bonus_failed: registration,
    campaign_bonus_returned: registration,
    campaign_registration: registration,
    promo_code_failed: { use_id },
    promo_code_returned: { user_id: userId, use_id },
    promo_code_used: { use_id },
  };
}
