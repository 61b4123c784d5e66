import type { EndpointOutput } from '#api/endpoint.js';
import type { planEndpoints } from '#api/plans.js';
import { BotPlan } from '#models/bot-plan.js';
import { haveGroups } from '#services/discounts/change-groups.js';
import { newLinkCode } from '#services/plans/link-code.js';
import {
  isPlanUsed,
  lockPlanIds,
  sortPlans,
  listPlanIds,
  reserveLastPlace,
} from '#services/plans/sort-plans.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { given, within } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { contains, readPage } from './page.js';
import { refuse } from './refuse.js';
import { requireSellable } from './sellable-squads.js';

type Handlers = HandlersOf<typeof planEndpoints>;
type PlanView = EndpointOutput<(typeof planEndpoints)['plans.get']>;
type Update = Extract<Handlers['plans.update'], (...args: never[]) => unknown>;
type OnePlan = Pick<Call, 'note'> & { readonly params: { readonly plan_id: string } };

const present = (plan: BotPlan): PlanView => ({
  id: plan.id,
  name: plan.name,
  period_days: plan.periodDays,
  price_toman: plan.priceToman,
  traffic_limit_gb: plan.trafficLimitGb,
  device_limit: plan.deviceLimit,
  squads: plan.squads,
  audience: plan.audience,
  group_ids: plan.groupIds,
  link_code: plan.linkCode,
  is_active: plan.isActive,
  sort_order: plan.sortOrder,
  created_at: plan.createdAt.toISOString(),
  updated_at: plan.updatedAt.toISOString(),
});

const subjectOf = (planId: string): string => `plan ${planId}`;

/** What a bot sells. */
export const planHandlers = (): Handlers => ({
  'plans.activate': (_tenant, _tx, call) => switchPlan(call, true),
  'plans.create': async (tenant, tx, { body, note }) => {
    await requireSellable(tenant, tx, body.squads);
    const sortOrder = await reserveLastPlace(tenant, tx);
    const { name, period_days: periodDays, price_toman: priceToman } = body;
    const plan = BotPlan.build({ ...changesOf(body), name, periodDays, priceToman, sortOrder });
    await fitAudience(tenant, tx, plan);
    await plan.save();
    const after = present(plan);
    note({ subject: subjectOf(plan.id), after });
    return after;
  },
  'plans.deactivate': (_tenant, _tx, call) => switchPlan(call, false),
  'plans.delete': async (tenant, tx, { params, note, requireMatch }) => {
    const plan = await lockRow(BotPlan, params.plan_id, rowLock.forDeletion);
    const before = present(plan);
    requireMatch('plans.get', before);
    if (await isPlanUsed(tenant, tx, plan.id)) refuse('plan.in_use');
    await plan.destroy();
    note({ subject: subjectOf(plan.id), before });
    return undefined;
  },
  'plans.get': async (_tenant, _tx, { params }) =>
    present((await BotPlan.findOne({ where: { id: params.plan_id } })) ?? refuse('resource.unknown')),
  'plans.list': async (_tenant, _tx, { query }) => {
    const { search, sort = 'sort_order' } = query;
    const { rows, next_cursor } = await readPage(
      BotPlan,
      { ...query, sort },
      {
        ...given({
          isActive: query.is_active,
          audience: query.audience,
          priceToman: within(query.price_min, query.price_max),
          periodDays: within(query.period_min, query.period_max),
          name: search === undefined ? undefined : contains(search),
        }),
      },
    );
    return { items: rows.map(present), next_cursor };
  },
  'plans.order': async (tenant, tx) => ({ plan_ids: await listPlanIds(tenant, tx) }),
  'plans.reorder': async (tenant, tx, { body, note, requireMatch }) => {
    const before = { plan_ids: await lockPlanIds(tenant, tx) };
    requireMatch('plans.order', before);
    await sortPlans(tenant, tx, { ids: body.plan_ids, current: before.plan_ids });
    note({ subject: 'plans', before, after: body });
    return body;
  },
  'plans.update': async (tenant, tx, { params, body, note, requireMatch }) => {
    const plan = await lockRow(BotPlan, params.plan_id, rowLock.forChange);
    const before = present(plan);
    requireMatch('plans.get', before);
    await requireSellable(tenant, tx, body.squads);
    plan.set(changesOf(body));
    await fitAudience(tenant, tx, plan);
    await plan.save();
    const after = present(plan);
    note({ subject: subjectOf(plan.id), before, after });
    return after;
  },
});

async function switchPlan({ params, note }: OnePlan, isActive: boolean): Promise<PlanView> {
  const plan = await lockRow(BotPlan, params.plan_id, rowLock.forChange);
  const before = present(plan);
  await plan.update({ isActive });
  const after = present(plan);
  note({ subject: subjectOf(plan.id), before, after });
  return after;
}

/** A plan of groups names groups that are there; one by link has a link, which it keeps. */
async function fitAudience(tenant: Tenant, tx: Tx, plan: BotPlan): Promise<void> {
  const isOfNone = plan.audience === 'group' && plan.groupIds.length === 0;
  if (isOfNone || !(await haveGroups(tenant, tx, plan.groupIds))) refuse('plan.groups_unknown');
  if (plan.audience === 'link') plan.linkCode ??= newLinkCode();
}

type Body = Partial<Parameters<Update>[2]['body']>;

const changesOf = (body: Body): Partial<BotPlan> => ({
  ...(body.name !== undefined && { name: body.name }),
  ...(body.period_days !== undefined && { periodDays: body.period_days }),
  ...(body.price_toman !== undefined && { priceToman: body.price_toman }),
  ...(body.traffic_limit_gb !== undefined && { trafficLimitGb: body.traffic_limit_gb }),
  ...(body.device_limit !== undefined && { deviceLimit: body.device_limit }),
  ...(body.squads !== undefined && { squads: body.squads }),
  ...(body.audience !== undefined && { audience: body.audience }),
  ...(body.group_ids !== undefined && { groupIds: body.group_ids }),
  ...(body.is_active !== undefined && { isActive: body.is_active }),
});
