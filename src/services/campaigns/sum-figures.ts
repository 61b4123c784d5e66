import type { Tenant, Tx } from '#tenancy/scope.js';

/** Which campaigns, and of whom: people who first opened the link from an instant on and before another; null: all. */
export interface FiguresWish {
  readonly campaignId?: string;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** What a campaign has brought. */
export interface CampaignFigures {
  /** How often its link was opened, and by how many people. */
  readonly visits: number;
  readonly people: number;
  /** Those who registered by it; all below is of them, up to now. */
  readonly registrations: number;
  readonly bonuses: number;
  /** Who took the trial, or was given a subscription. */
  readonly trials: number;
  /** Who paid for something that was not taken back. */
  readonly buyers: number;
  /** What they bought from their wallets, less what was paid back there. */
  readonly salesToman: number;
  /** What came in from outside, less what went back. */
  readonly revenueToman: number;
}

/** The same with the campaign; one that brought nobody is among them unless it is deleted. */
export type FiguresOfCampaign = CampaignFigures & {
  readonly id: string;
  readonly name: string;
  readonly costToman: number | null;
};

// Sums are of type numeric, which comes as text; float8 is exact up to 2^53.
const text = `
  with person as (
    select campaign_id, user_id, visits, bonus_kind, registered_at is not null as is_brought
    from campaign_people
    where bot_id = $1 and ($2::bigint is null or campaign_id = $2)
      and ($3::timestamptz is null or created_at >= $3) and ($4::timestamptz is null or created_at < $4)
  ), figures as (
    select campaign_id, count(*)::int as people, sum(visits)::float8 as visits,
      count(*) filter (where is_brought)::int as registrations,
      count(*) filter (where bonus_kind is not null)::int as bonuses,
      count(*) filter (where has_tried or bonus_kind = 'subscription')::int as trials,
      count(*) filter (where has_bought)::int as buyers,
      coalesce(sum(sales), 0)::float8 as sales, coalesce(sum(revenue), 0)::float8 as revenue
    from person
    left join lateral (
      select bool_or(kind = 'trial') as has_tried,
        bool_or(kind <> 'trial' and state = 'paid' and price_toman > 0) as has_bought
      from orders where bot_id = $1 and orders.user_id = person.user_id and paid_at is not null
    ) as bought on is_brought
    left join lateral (
      select -sum(amount_toman) filter (where type in ('subscription_payment', 'refund') and payment_method is null) as sales,
        sum(amount_toman) filter (where type in ('deposit', 'withdrawal', 'refund') and payment_method is not null) as revenue
      from transactions where bot_id = $1 and transactions.user_id = person.user_id
    ) as money on is_brought
    group by campaign_id
  )
  select campaigns.id::text, name, cost_toman::float8 as "costToman", coalesce(people, 0) as people,
    coalesce(visits, 0) as visits, coalesce(registrations, 0) as registrations, coalesce(bonuses, 0) as bonuses,
    coalesce(trials, 0) as trials, coalesce(buyers, 0) as buyers, coalesce(sales, 0) as "salesToman",
    coalesce(revenue, 0) as "revenueToman"
  from campaigns left join figures on figures.campaign_id = campaigns.id
  where bot_id = $1 and ($2::bigint is null or campaigns.id = $2) and (people is not null or deleted_at is null or $2 is not null)
  order by registrations desc nulls last, campaigns.id`;

/** What campaigns have brought, those that brought most first; of one campaign, also when it is deleted. */
export const sumFigures = (
  { botId }: Tenant,
  tx: Tx,
  { campaignId, from, until }: FiguresWish,
): Promise<FiguresOfCampaign[]> => tx.sql<FiguresOfCampaign>(text, [botId, campaignId ?? null, from, until]);

/** All of them together. */
export function addUp(all: readonly CampaignFigures[]): CampaignFigures {
  const sum = (name: keyof CampaignFigures): number => all.reduce((total, one) => total + one[name], 0);
  return {
    visits: sum('visits'),
    people: sum('people'),
    registrations: sum('registrations'),
    bonuses: sum('bonuses'),
    trials: sum('trials'),
    buyers: sum('buyers'),
    salesToman: sum('salesToman'),
    revenueToman: sum('revenueToman'),
  };
}
