import { CampaignPerson } from '#models/campaign-person.js';
import { Campaign, type CampaignBonus } from '#models/campaign.js';
import type { Tenant } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import { ownerQuery } from '../database.js';

type Overrides = Partial<
  Pick<Campaign, 'activeFrom' | 'activeUntil' | 'costToman' | 'isActive' | 'startParameter'>
>;

/** Adds a campaign that gives a bonus, or nothing. */
export const addCampaign = (
  tenant: Tenant,
  bonus: CampaignBonus | null = null,
  overrides: Overrides = {},
): Promise<Campaign> =>
  tenant.db(() =>
    Campaign.create({ startParameter: `Ad_${uniqueNumber()}`, name: 'Spring', bonus, ...overrides }),
  );

/** What is kept of a person and a campaign. */
export interface KeptVisit {
  readonly visits: number;
  readonly registered: boolean;
  readonly bonus_kind: string | null;
  readonly bonus_refusal: string | null;
}

/** Who came by a campaign, oldest first. */
export const visitsOf = (campaign: Campaign): Promise<KeptVisit[]> =>
  ownerQuery<KeptVisit>(
    `select visits, registered_at is not null as registered, bonus_kind, bonus_refusal
     from campaign_people where bot_id = $1 and campaign_id = $2 order by created_at`,
    [campaign.botId, campaign.id],
  );

/** A person who registered by a campaign without getting its bonus; what admins hear of it. */
export async function addRegistration(tenant: Tenant, userId: string) {
  const { id: campaignId } = await addCampaign(tenant);
  await tenant.db(() =>
    CampaignPerson.create({ campaignId, userId, registeredAt: new Date(), bonusRefusal: 'wallet' }),
  );
  return { user_id: userId, campaign_id: campaignId };
}
