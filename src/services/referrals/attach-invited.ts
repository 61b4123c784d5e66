import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Two people who shall be known as inviter and invited. */
export interface NamedInviter {
  readonly invitedId: string;
  readonly inviterId: string;
}

interface Row {
  readonly id: string;
  readonly may: boolean;
  readonly referred_by: string | null;
}

// Several at once could close a circle that none of them sees; who registers can close none, since nobody came by them.
const oneByOne = `select pg_advisory_xact_lock(hashtextextended('attach in bot ' || $1::bigint, 0))`;
const findCircle = `
  with recursive line as (
    select $3::bigint as id
    union select users.referred_by from line
    join users on users.bot_id = $1 and users.id = line.id where users.referred_by is not null)
  select 1 from line where id = $2`;
const lockInvited = `
  select id::text, status <> 'deleted' and registered_at is not null as may, referred_by::text
  from users where bot_id = $1 and id = $2 for no key update`;
const findInviter = `
  select id::text, status = 'active' and registered_at is not null and not exists (
      select from referral_accounts where bot_id = $1 and user_id = users.id and is_off) as may,
    referred_by::text
  from users where bot_id = $1 and id = $2`;
const attach = `
  update users set referred_by = $3, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and referred_by is null`;

/**
 * Notes by an admin's word who invited a person, in the open transaction; what they pay from then on earns. Throws PermanentError
 * `resource.unknown`, `referral.has_inviter`, `referral.circle` where the inviter came by that person, however far, or is
 * that person, and `referral.not_open` where one of them is not registered, the inviter is blocked, or may invite nobody.
 */
export async function attachInvited(
  { botId }: Tenant,
  tx: Tx,
  { invitedId, inviterId }: NamedInviter,
): Promise<void> {
  await tx.sql(oneByOne, [botId]);
  if ((await tx.sql(findCircle, [botId, invitedId, inviterId])).length > 0)
    throw new PermanentError('referral.circle');
  const [inviter] = await tx.sql<Row>(findInviter, [botId, inviterId]);
  const [invited] = await tx.sql<Row>(lockInvited, [botId, invitedId]);
  if (!inviter || !invited) throw new PermanentError('resource.unknown');
  if (invited.referred_by !== null) throw new PermanentError('referral.has_inviter');
  if (!inviter.may || !invited.may) throw new PermanentError('referral.not_open');
  await tx.sql(attach, [botId, invitedId, inviterId]);
}
