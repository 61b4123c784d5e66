import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Person } from './admit-update.js';

// Nobody came by a person who registers for the first time, so that no circle of inviters can close here.
const text = `
  update users set registered_at = now(), updated_at = now(),
    referred_by = coalesce(users.referred_by, (
      select inviter.id from users inviter
      where inviter.bot_id = $1 and inviter.referral_code = users.start_payload and inviter.id <> users.id
        and not users.is_returning and inviter.status = 'active' and inviter.registered_at is not null
        and inviter.referred_by is distinct from users.id and not exists (
          select from referral_accounts where bot_id = $1 and user_id = inviter.id and is_off))),
    campaign_code = coalesce(users.campaign_code, (
      select start_parameter from campaigns
      join campaign_people visitor on visitor.bot_id = $1 and visitor.campaign_id = campaigns.id and visitor.user_id = users.id
      where campaigns.bot_id = $1 and start_parameter = users.start_payload and not users.is_returning))
  where users.bot_id = $1 and users.id = $2 and users.registered_at is null
  returning registered_at, start_action, campaign_code`;

interface Row {
  readonly registered_at: Date;
  readonly start_action: string | null;
  readonly campaign_code: string | null;
}

/**
 * Ends a person's registration; the kept payload names their inviter when it is the code of another person who may invite, or the
 * campaign that brought them when they opened its link while it was there. Who was registered before their data were erased is
 * brought by nobody. Returns the payload of the link that opens something now; undefined: there was none.
 */
export async function completeRegistration(
  tenant: Tenant,
  tx: Tx,
  person: Person,
): Promise<string | undefined> {
  const place = [tenant.botId, person.id];
  const [row] = await tx.sql<Row>(text, place);
  if (!row) return undefined;
  person.registeredAt = row.registered_at;
  person.campaignCode = row.campaign_code ?? undefined;
  return row.start_action ?? undefined;
}
