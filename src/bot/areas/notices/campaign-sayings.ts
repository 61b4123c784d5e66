import { readRegistration } from '#services/campaigns/read-registration.js';
import { campaignNotice } from './screens/campaign-notice.js';
import type { Saying } from './saying.js';

/** Somebody registered by the link of a campaign. */
export const sayCampaignRegistration: Saying<'campaign_registration'> = async (
  { tenant, tx },
  { campaign_id: campaignId, user_id: userId },
) => {
  const registration = await readRegistration(tenant, tx, { campaignId, userId });
  return registration && { choice: 'campaign', screen: (voice) => campaignNotice(voice, registration) };
};
