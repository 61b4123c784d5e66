import type { Tenant, Tx } from '#tenancy/scope.js';

// A campaign that is deleted just now is gone for this visit, or stays until it is counted.
const text = `
  with campaign as (
    select id from campaigns where bot_id = $1 and start_parameter = $3 and deleted_at is null for key share
  )
  insert into campaign_people as person (bot_id, campaign_id, user_id) select $1, id, $2 from campaign
  on conflict (bot_id, campaign_id, user_id) do update
    set visits = least(2147483647, person.visits + 1), visited_at = now(), updated_at = now()
  returning campaign_id`;

/**
 * A person opened a link: counts it where it is that of a campaign, also of one that gives nothing any more. A row a person and
 * campaign, however often they open it. False: no campaign has such a link.
 */
export async function countVisit(
  { botId }: Tenant,
  tx: Tx,
  { userId, parameter }: { readonly userId: string; readonly parameter: string },
): Promise<boolean> {
  return (await tx.sql(text, [botId, userId, parameter])).length > 0;
}
