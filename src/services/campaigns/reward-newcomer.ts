import type { BonusRefusal } from '#models/campaign-person.js';
import type { CampaignBonus } from '#models/campaign.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { readTerms } from '../orders/terms.js';
import { giveBonus, type GivenBonus } from './give-bonus.js';

/** The campaign that brought somebody, what it gives, and whether it gives that now. */
export interface Brought {
  readonly id: string;
  readonly bonus: CampaignBonus | null;
  readonly gives: boolean;
}

const markRegistered = `
  update campaign_people as person set registered_at = $4, updated_at = $4
  from campaigns
  where person.bot_id = $1 and person.user_id = $2 and person.registered_at is null
    and campaigns.bot_id = $1 and campaigns.id = person.campaign_id and campaigns.start_parameter = $3
  returning campaigns.id::text, campaigns.bonus,
    campaigns.is_active and campaigns.deleted_at is null
      and coalesce(campaigns.active_from <= $4, true) and coalesce(campaigns.active_until > $4, true) as gives`;
const noteBonus = `
  update campaign_people set bonus_kind = $4, bonus_refusal = $5, updated_at = now()
  where bot_id = $1 and user_id = $2 and campaign_id = $3`;

/** A newcomer, by the code of the campaign. `isOutside`: see `giveWelcomeTrial`. */
interface Newcomer {
  readonly userId: string;
  readonly campaignCode: string;
  readonly isOutside?: () => boolean;
}

/**
 * A person's registration is complete, and a campaign has brought them: counts it, gives the bonus that the campaign gives just
 * now, and tells the admins; in the transaction of the registration, in which the person is locked. Once a person, for ever, also
 * if their data were erased and they come back. Returns what they got; undefined: nothing; `channel`: it waits until they are in the
 * channels for a trial (`giveKeptBonus`).
 */
export async function rewardNewcomer(
  tenant: Tenant,
  tx: Tx,
  { userId, campaignCode, isOutside }: Newcomer,
): Promise<GivenBonus | 'channel' | undefined> {
  const at = new Date(now());
  const place = [tenant.botId, userId];
  const [campaign] = await tx.sql<Brought>(markRegistered, [...place, campaignCode, at]);
  if (!campaign) return undefined;
  const result = await settleBonus(tenant, tx, { userId, campaign, at, ...(isOutside && { isOutside }) });
  await notify(tenant, tx, {
    kind: 'campaign_registration',
    about: { campaign_id: campaign.id, user_id: userId },
  });
  return typeof result === 'object' || result === 'channel' ? result : undefined;
}

/** Gives the bonus of a campaign, if it has one and gives it now, and notes what came of it; undefined: it has none. */
export async function settleBonus(
  tenant: Tenant,
  tx: Tx,
  { userId, campaign, ...rest }: Pick<Newcomer, 'isOutside' | 'userId'> & { campaign: Brought; at: Date },
): Promise<GivenBonus | BonusRefusal | undefined> {
  const { bonus, gives, id: campaignId } = campaign;
  if (!bonus) return undefined;
  const result = gives ? await tryToGive(tenant, tx, { userId, campaignId, bonus, ...rest }) : 'ended';
  const [given, refusal] = typeof result === 'object' ? [result.kind, null] : [null, result];
  await tx.sql(noteBonus, [tenant.botId, userId, campaignId, given, refusal]);
  return result;
}

async function tryToGive(
  tenant: Tenant,
  tx: Tx,
  gift: Omit<Parameters<typeof giveBonus>[2], 'terms'>,
): Promise<GivenBonus | BonusRefusal> {
  const terms = await readTerms(tenant, tx);
  return terms.features.campaigns.isOn ? giveBonus(tenant, tx, { ...gift, terms }) : 'ended';
}
