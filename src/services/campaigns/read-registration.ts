import type { BonusRefusal } from '#models/campaign-person.js';
import type { CampaignBonus } from '#models/campaign.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Who registered by a campaign, and what they got. */
export interface CampaignRegistration {
  readonly campaignName: string;
  readonly person: {
    readonly telegramId: string;
    readonly username: string | null;
    readonly firstName: string;
    readonly lastName: string | null;
  };
  /** What the campaign gives; null: nothing. */
  readonly bonus: CampaignBonus | null;
  readonly bonusKind: CampaignBonus['kind'] | null;
  readonly bonusRefusal: BonusRefusal | null;
}

const text = `
  select campaigns.name as "campaignName", campaigns.bonus, person.bonus_kind as "bonusKind", person.bonus_refusal as "bonusRefusal",
    jsonb_build_object('telegramId', users.telegram_id::text, 'username', username, 'firstName', first_name,
      'lastName', last_name) as person
  from campaign_people as person
  join campaigns on campaigns.bot_id = $1 and campaigns.id = person.campaign_id
  join users on users.bot_id = $1 and users.id = person.user_id
  where person.bot_id = $1 and person.campaign_id = $2 and person.user_id = $3
    and person.registered_at is not null and users.status <> 'deleted'`;

/** A registration by a campaign, for notices; undefined: there is none, or the person's data are erased by now. */
export async function readRegistration(
  { botId }: Tenant,
  tx: Tx,
  { campaignId, userId }: { readonly campaignId: string; readonly userId: string },
): Promise<CampaignRegistration | undefined> {
  const [row] = await tx.sql<CampaignRegistration>(text, [botId, campaignId, userId]);
  return row;
}
