import type { EndpointOutput } from '#api/endpoint.js';
import type { campaignEndpoints } from '#api/campaigns.js';
import { CampaignPerson } from '#models/campaign-person.js';
import type { Campaign } from '#models/campaign.js';
import type { User } from '#models/user.js';
import type { CampaignFigures, FiguresOfCampaign } from '#services/campaigns/sum-figures.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

type Contract = typeof campaignEndpoints;
type CampaignView = EndpointOutput<Contract['campaigns.get']>;
type PersonView = EndpointOutput<Contract['campaigns.export']>['items'][number];
type FiguresView = EndpointOutput<Contract['campaigns.figures']>;
type TotalsView = EndpointOutput<Contract['campaigns.statistics']>['total'];

/** Shows campaigns of a bot, with the links that lead into it. */
export async function campaignPresenter(
  tenant: Tenant,
  tx: Tx,
): Promise<(campaign: Campaign) => CampaignView> {
  const username = (await readSnapshot(tenant, tx))?.settings.username ?? '';
  return (campaign) => ({
    id: campaign.id,
    start_parameter: campaign.startParameter,
    link: username === '' ? null : `https://t.me/${username}?start=${campaign.startParameter}`,
    name: campaign.name,
    is_active: campaign.isActive,
    active_from: campaign.activeFrom?.toISOString() ?? null,
    active_until: campaign.activeUntil?.toISOString() ?? null,
    cost_toman: campaign.costToman,
    bonus: campaign.bonus as CampaignView['bonus'],
    deleted_at: campaign.deletedAt?.toISOString() ?? null,
    created_at: campaign.createdAt.toISOString(),
    updated_at: campaign.updatedAt.toISOString(),
  });
}

/** Shows people whom a campaign brought, with how they came and what they got. */
export async function presentPeople(campaign: Campaign, users: readonly User[]): Promise<PersonView[]> {
  const where = { campaignId: campaign.id, userId: users.map(({ id }) => id) };
  const visits = users.length > 0 ? await CampaignPerson.findAll({ where }) : [];
  const byUser = new Map(visits.map((visit) => [visit.userId, visit]));
  return users.map((user) => ({
    user_id: user.id,
    telegram_id: user.telegramId,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    status: user.status,
    ...presentVisit(byUser.get(user.id)),
    has_had_trial: user.hasHadTrial,
    has_paid: user.hasPaid,
  }));
}

/** Of people whom an import brought nothing more is known. */
const unknownVisit = {
  visits: 0,
  ...{ first_visit_at: null, last_visit_at: null, registered_at: null },
  ...{ bonus: null, bonus_refusal: null },
} as const;

const presentVisit = (visit: CampaignPerson | undefined) =>
  visit
    ? {
        visits: visit.visits,
        first_visit_at: visit.createdAt.toISOString(),
        last_visit_at: visit.visitedAt.toISOString(),
        registered_at: visit.registeredAt?.toISOString() ?? null,
        bonus: visit.bonusKind,
        bonus_refusal: visit.bonusRefusal,
      }
    : unknownVisit;

/** What campaigns brought, of whom it is counted. */
interface Counted {
  readonly figures: CampaignFigures;
  readonly costToman: number | null;
  /** Only of some of the time, which its cost is not of. */
  readonly isOfPeriod: boolean;
  /** Those that the cost brought, where only some have a cost. */
  readonly costly?: CampaignFigures;
}

/** Shows what campaigns brought. */
export function presentTotals({ figures, costToman, isOfPeriod, costly = figures }: Counted): TotalsView {
  const { visits, people, registrations, bonuses, trials, buyers } = figures;
  const cost = isOfPeriod ? null : costToman;
  return {
    ...{ visits, people, registrations, bonuses, trials, buyers },
    sales_toman: figures.salesToman,
    revenue_toman: figures.revenueToman,
    registered_percent: percentOf(registrations, people),
    bought_percent: percentOf(buyers, registrations),
    cost_toman: costToman,
    cost_per_registration_toman: perOne(cost, costly.registrations),
    cost_per_buyer_toman: perOne(cost, costly.buyers),
  };
}

/** Shows what one campaign brought. */
export const presentFigures = (figures: FiguresOfCampaign, isOfPeriod: boolean): FiguresView => ({
  campaign_id: figures.id,
  name: figures.name,
  ...presentTotals({ figures, costToman: figures.costToman, isOfPeriod }),
});

/** With two digits after the point. */
const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 100;

const perOne = (toman: number | null, count: number): number | null =>
  toman === null || count === 0 ? null : Math.round(toman / count);
