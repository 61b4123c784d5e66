import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { DecidedBy } from './decide-partner.js';
import { availableOf, readPartnerHold, type PartnerStanding } from './partner-rows.js';

/**
 * Why money may not leave for a partner now. `not_covered`: refunds took of what was earned meanwhile, and the balance does not pay for
 * it. `person`: the partner is blocked or deleted. Undefined: it may.
 */
export async function hindranceOf(
  tenant: Tenant,
  tx: Tx,
  partner: PartnerStanding,
): Promise<'not_covered' | 'person' | undefined> {
  if (partner.personStatus !== 'active') return 'person';
  const { userId } = partner;
  const heldToman = await readPartnerHold(tenant, tx, { userId, at: new Date(now()) });
  return availableOf(partner, heldToman) < 0 ? 'not_covered' : undefined;
}

/** Would somebody decide about money that they get themselves? The owners of a bot may: it is theirs. */
export const isOwnMoney = ({ by, isOwner }: DecidedBy, { telegramId }: PartnerStanding): boolean =>
  by !== null && isOwner !== true && by === telegramId;
