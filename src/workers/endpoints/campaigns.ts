import { Op } from 'sequelize';
import type { campaignEndpoints } from '#api/campaigns.js';
import { findStartLink } from '#bot/areas.js';
import { BotPlan } from '#models/bot-plan.js';
import { Campaign, type CampaignBonus } from '#models/campaign.js';
import { User } from '#models/user.js';
import { now } from '#platform/clock.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { isCampaignUsed, isParameterTaken } from '#services/campaigns/parameter-use.js';
import { addUp, sumFigures, type FiguresWish } from '#services/campaigns/sum-figures.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { campaignPresenter, presentFigures, presentPeople, presentTotals } from './campaign-views.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { contains, readPage } from './page.js';
import { refuse } from './refuse.js';
import { requireSellable } from './sellable-squads.js';

type Contract = typeof campaignEndpoints;
type Handlers = HandlersOf<Contract>;

const subjectOf = (campaignId: string): string => `campaign ${campaignId}`;
const mostShown = 500;
const mostExported = 5_000;

/** A refusal names the field of the body. */
const faultOf = (field: string, message: string) => ({ faults: [{ field: `body.${field}`, message }] });

/** What codes of people who invite begin with. */
const referralPrefix = 'ref';

/** A bot's advertising links. */
export const campaignHandlers = (): Handlers => ({
  'campaigns.create': async (tenant, tx, { body, note }) => {
    const { start_parameter: startParameter, name } = body;
    if (startParameter.startsWith(referralPrefix) || findStartLink(startParameter))
      refuse('campaign.parameter_reserved', faultOf('start_parameter', 'leads somewhere else'));
    await demandRoom(tenant, tx, 'campaign');
    if (await isParameterTaken(tenant, tx, startParameter))
      refuse('campaign.parameter_taken', faultOf('start_parameter', 'is taken'));
    await requireGivable(tenant, tx, body.bonus);
    const changes = changesOf(body);
    requirePeriod(changes);
    const campaign = await Campaign.create({ ...changes, startParameter, name });
    const after = (await campaignPresenter(tenant, tx))(campaign);
    note({ subject: subjectOf(campaign.id), after });
    return after;
  },
  'campaigns.delete': async (tenant, tx, { params, note, requireMatch }) => {
    const campaign = await lockRow(Campaign, params.campaign_id, rowLock.forDeletion);
    const present = await campaignPresenter(tenant, tx);
    const before = present(campaign);
    requireMatch('campaigns.get', before);
    if (campaign.deletedAt) refuse('campaign.deleted');
    const isUsed = await isCampaignUsed(tenant, tx, campaign.id);
    if (isUsed) await campaign.update({ deletedAt: new Date(now()) });
    else await campaign.destroy();
    note({ subject: subjectOf(campaign.id), before, ...(isUsed && { after: present(campaign) }) });
    return undefined;
  },
  'campaigns.export': async (_tenant, _tx, { params, query }) => {
    const campaign = await findCampaign(params.campaign_id);
    const { rows } = await readPage(
      User,
      { limit: mostExported },
      {
        campaignCode: campaign.startParameter,
        ...(query.after_user_id !== undefined && { id: { [Op.gt]: query.after_user_id } }),
      },
    );
    return { items: await presentPeople(campaign, rows) };
  },
  'campaigns.figures': async (tenant, tx, { params, query }) => {
    const wish = wishOf(query);
    const [figures] = await sumFigures(tenant, tx, { ...wish, campaignId: params.campaign_id });
    return presentFigures(figures ?? refuse('resource.unknown'), isOfPeriod(wish));
  },
  'campaigns.get': async (tenant, tx, { params }) => {
    const campaign = await findCampaign(params.campaign_id);
    return (await campaignPresenter(tenant, tx))(campaign);
  },
  'campaigns.list': async (tenant, tx, { query }) => {
    const { is_active: isActive, is_deleted: isDeleted = false, search } = query;
    const { rows, next_cursor } = await readPage(Campaign, query, {
      deletedAt: isDeleted ? { [Op.ne]: null } : null,
      ...(isActive !== undefined && { isActive }),
      ...(search !== undefined && { name: contains(search) }),
    });
    return { items: rows.map(await campaignPresenter(tenant, tx)), next_cursor };
  },
  'campaigns.people': async (_tenant, _tx, { params, query }) => {
    const campaign = await findCampaign(params.campaign_id);
    const { rows, next_cursor } = await readPage(User, query, { campaignCode: campaign.startParameter });
    return { items: await presentPeople(campaign, rows), next_cursor };
  },
  'campaigns.statistics': async (tenant, tx, { query }) => {
    const wish = wishOf(query);
    const all = await sumFigures(tenant, tx, wish);
    const costly = all.filter(({ costToman }) => costToman !== null);
    const costToman = costly.reduce((sum, one) => sum + (one.costToman ?? 0), 0);
    return {
      total: presentTotals({
        figures: addUp(all),
        costToman: costly.length > 0 ? costToman : null,
        isOfPeriod: isOfPeriod(wish),
        costly: addUp(costly),
      }),
      items: all.slice(0, mostShown).map((one) => presentFigures(one, isOfPeriod(wish))),
    };
  },
  'campaigns.update': async (tenant, tx, { params, body, note, requireMatch }) => {
    const campaign = await lockRow(Campaign, params.campaign_id, rowLock.forChange);
    const present = await campaignPresenter(tenant, tx);
    const before = present(campaign);
    requireMatch('campaigns.get', before);
    if (campaign.deletedAt) refuse('campaign.deleted');
    await requireGivable(tenant, tx, body.bonus);
    const changes = changesOf(body);
    requirePeriod({ activeFrom: campaign.activeFrom, activeUntil: campaign.activeUntil, ...changes });
    await campaign.update(changes);
    const after = present(campaign);
    note({ subject: subjectOf(campaign.id), before, after });
    return after;
  },
});

const findCampaign = async (id: string): Promise<Campaign> =>
  (await Campaign.findOne({ where: { id } })) ?? refuse('resource.unknown');

type Period = Omit<FiguresWish, 'campaignId'>;

const wishOf = ({ from, until }: { readonly from?: string; readonly until?: string }): Period => ({
  from: from === undefined ? null : new Date(from),
  until: until === undefined ? null : new Date(until),
});

const isOfPeriod = ({ from, until }: Period): boolean => from !== null || until !== null;

/** Names servers that the bot may not sell, or plans that it does not have? */
async function requireGivable(
  tenant: Tenant,
  tx: Tx,
  bonus: CampaignBonus | null | undefined,
): Promise<void> {
  if (bonus?.kind === 'subscription') await requireSellable(tenant, tx, bonus.squads);
  if (bonus?.kind !== 'discount' || bonus.plan_ids === null) return;
  const known = await BotPlan.count({ where: { id: [...bonus.plan_ids] } });
  if (known < bonus.plan_ids.length)
    refuse('plan.unknown', faultOf('bonus.plan_ids', 'names a plan that the bot does not have'));
}

function requirePeriod({ activeFrom, activeUntil }: Partial<Campaign>): void {
  if (activeFrom && activeUntil && activeFrom >= activeUntil)
    refuse('campaign.period', faultOf('active_until', 'must be after active_from'));
}

type Update = Extract<Handlers['campaigns.update'], (...args: never[]) => unknown>;
type Body = Partial<Parameters<Update>[2]['body']>;

const instantOf = (written: string | null): Date | null => (written === null ? null : new Date(written));

const changesOf = (body: Body): Partial<Campaign> => ({
  ...(body.name !== undefined && { name: body.name }),
  ...(body.is_active !== undefined && { isActive: body.is_active }),
  ...(body.active_from !== undefined && { activeFrom: instantOf(body.active_from) }),
  ...(body.active_until !== undefined && { activeUntil: instantOf(body.active_until) }),
  ...(body.cost_toman !== undefined && { costToman: body.cost_toman }),
  ...(body.bonus !== undefined && { bonus: body.bonus }),
});
