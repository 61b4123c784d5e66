import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  select exists (select from campaigns where bot_id = $1 and start_parameter = $2)
    or exists (select from users where bot_id = $1 and referral_code = $2) as "isTaken"`;
const findPeople = 'select 1 from campaign_people where bot_id = $1 and campaign_id = $2 limit 1';

/** Does a link with this parameter lead to a campaign, also one that is deleted, or to somebody who invites? */
export async function isParameterTaken({ botId }: Tenant, tx: Tx, parameter: string): Promise<boolean> {
  const [row] = await tx.sql<{ isTaken: boolean }>(text, [botId, parameter]);
  return row?.isTaken ?? false;
}

/** Did anybody ever open the link of a campaign? Nobody does until the end of a transaction that has locked it. */
export async function isCampaignUsed({ botId }: Tenant, tx: Tx, campaignId: string): Promise<boolean> {
  return (await tx.sql(findPeople, [botId, campaignId])).length > 0;
}
