import { now } from '#platform/clock.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { lockPartner, type PartnerStanding } from './partner-rows.js';
import { readPartnerTerms } from './partner-terms.js';

/** How long after a refusal a person may ask again, in days. */
export const pauseDays = 30;

const ask = `
  insert into partners as partner (bot_id, user_id, state, asked_at) values ($1, $2, 'asked', $3)
  on conflict (bot_id, user_id) do update set state = 'asked', asked_at = $3, updated_at = clock_timestamp()
    where partner.state = 'refused' and partner.decided_at < $4
  returning id::text`;

/** What became of it. `asked`: the admins hear of it. `closed`: the bot takes no applications. `known`: it stands as it did. */
export type Application =
  { readonly kind: 'asked' | 'closed' } | { readonly kind: 'known'; readonly standing: PartnerStanding };

/** A person asks to become a partner, in the open transaction; again, it is the same wish, and who was refused may ask anew later. */
export async function applyAsPartner(tenant: Tenant, tx: Tx, userId: string): Promise<Application> {
  const { areApplicationsOpen } = await readPartnerTerms(tenant, tx);
  const before = await lockPartner(tenant, tx, userId);
  if (!areApplicationsOpen && before?.state !== 'accepted') return { kind: 'closed' };
  const at = now();
  const values = [tenant.botId, userId, new Date(at), new Date(at - pauseDays * dayMs)];
  const [made] = await tx.sql<{ id: string }>(ask, values);
  if (made) {
    await notify(tenant, tx, {
      kind: 'partner_asks',
      about: { user_id: userId },
    });
    return { kind: 'asked' };
  }
  const standing = before ?? (await lockPartner(tenant, tx, userId));
  return standing ? { kind: 'known', standing } : { kind: 'closed' };
}

/** Can this person ask now, as far as their row says? */
export const mayApply = (standing: PartnerStanding | undefined): boolean =>
  standing === undefined ||
  (standing.state === 'refused' && (standing.decidedAt?.getTime() ?? 0) < now() - pauseDays * dayMs);
