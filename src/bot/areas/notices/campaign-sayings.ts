import { readRegistration } from '#services/campaigns/read-registration.js';
import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import { bonusFailed, bonusReturned, campaignNotice } from './screens/campaign-notice.js';
import type { Saying } from './saying.js';

/** Somebody registered by the link of a campaign. */
export const sayCampaignRegistration: Saying<'campaign_registration'> = async (
  { tenant, tx },
  { campaign_id: campaignId, user_id: userId },
) => {
  const registration = await readRegistration(tenant, tx, { campaignId, userId });
  return registration && { choice: 'campaign', screen: (voice) => campaignNotice(voice, registration) };
};

/** The subscription that a campaign gave could not be set up: tells the admins. */
export const sayBonusFailed: Saying<'campaign_bonus_failed'> = async (
  { tenant, tx },
  { campaign_id: campaignId, user_id: userId },
) => {
  const registration = await readRegistration(tenant, tx, { campaignId, userId });
  return registration && { choice: 'campaign', screen: (voice) => bonusFailed(voice, registration) };
};

/** The same to who should have had it, and whether there is a trial for them. */
export const sayBonusReturned: Saying<'campaign_bonus_returned'> = async (
  { tenant, tx, support, recipient },
  { user_id: userId },
) => {
  if (!recipient.isRegistered) return undefined;
  const { trial } = await readMenuFacts(tenant, tx, { userId });
  const ways = { hasTrial: trial !== null, support };
  return { screen: (voice) => bonusReturned(voice, ways) };
};
