import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Person } from './admit-update.js';

const text = `
  update users set registered_at = now(), updated_at = now(),
    referred_by = coalesce(users.referred_by, (
      select inviter.id from users inviter
      where inviter.bot_id = $1 and inviter.referral_code = users.start_payload and inviter.id <> users.id
        and inviter.status = 'active' and inviter.registered_at is not null
        and inviter.referred_by is distinct from users.id))
  where users.bot_id = $1 and users.id = $2 and users.registered_at is null
  returning registered_at`;

/** Ends a person's registration; the kept payload names their inviter when it is the code of another person. */
export async function completeRegistration(tenant: Tenant, tx: Tx, person: Person): Promise<void> {
  const [row] = await tx.sql<{ registered_at: Date }>(text, [tenant.botId, person.id]);
  if (row) person.registeredAt = row.registered_at;
}
