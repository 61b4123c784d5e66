import type { EndpointOutput } from '#api/endpoint.js';
import type { subscriptionEndpoints } from '#api/subscriptions.js';
import { SubscriptionAddon } from '#models/subscription-addon.js';
import { Subscription } from '#models/subscription.js';
import { isMaster } from '#services/access/actor.js';
import type { Giver } from '#services/orders/give-free.js';
import {
  changeSubscription,
  extendSubscription,
  reissueLink,
  switchSubscription,
} from '#services/subscriptions/change-subscription.js';
import { between, given } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type SubscriptionView = EndpointOutput<(typeof subscriptionEndpoints)['subscriptions.get']>;
type OneCall = Pick<Call, 'actor' | 'note' | 'requestKey'> & {
  readonly params: { readonly subscription_id: string };
};

/** Subscriptions as the contract shows them, with what they have on top of their plans. */
async function presentAll(rows: readonly Subscription[]): Promise<SubscriptionView[]> {
  const ids = rows.map(({ id }) => id);
  const where = { subscriptionId: ids, endedAt: null };
  const addOns = ids.length > 0 ? await SubscriptionAddon.findAll({ where, order: [['id', 'ASC']] }) : [];
  const byOwner = new Map(ids.map((id) => [id, [] as SubscriptionAddon[]]));
  for (const one of addOns) byOwner.get(one.subscriptionId)?.push(one);
  return rows.map((row) => present(row, byOwner.get(row.id) ?? []));
}

const presentOne = async (row: Subscription): Promise<SubscriptionView> =>
  (await presentAll([row]))[0] as SubscriptionView;

const presentAddOn = (one: SubscriptionAddon): SubscriptionView['add_ons'][number] => ({
  id: one.id,
  kind: one.kind,
  amount: one.amount,
  given_by: one.givenBy,
  price_toman: one.valueToman,
  paid_from: one.paidFrom.toISOString(),
  paid_until: one.paidUntil.toISOString(),
});

const present = (row: Subscription, addOns: readonly SubscriptionAddon[]): SubscriptionView => ({
  id: row.id,
  user_id: row.userId,
  plan_id: row.planId,
  status: row.status,
  is_trial: row.isTrial,
  starts_at: row.startsAt.toISOString(),
  ends_at: row.endsAt.toISOString(),
  channel_left_at: (row.isTrial && row.channelLeftAt?.toISOString()) || null,
  traffic_limit_gb: row.trafficLimitGb,
  traffic_used_bytes: Number(row.trafficUsedBytes),
  traffic_reset: row.trafficReset,
  device_limit: row.deviceLimit,
  base_traffic_gb: row.baseTrafficGb ?? row.trafficLimitGb,
  base_device_limit: row.baseDeviceLimit ?? row.deviceLimit,
  add_ons: addOns.map(presentAddOn),
  squads: row.squads,
  test_squads: row.testSquads,
  is_autopay_enabled: row.isAutopayEnabled,
  autopay_days_before: row.autopayDaysBefore,
  subscription_url: row.subscriptionUrl,
  panel: {
    state: panelState(row),
    user_id: row.panelUserId,
    user_uuid: row.panelUserUuid,
    username: row.panelUsername,
    account_status: row.panelStatus,
    fault: row.panelFault,
    provisioned_at: row.provisionedAt?.toISOString() ?? null,
    is_reissue_owed: row.reissueWantedAt !== null,
    is_removed: row.removalWantedAt !== null,
  },
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

function panelState(row: Subscription): 'nothing' | 'owed' | 'in_step' {
  if (row.provisionedAt) return 'in_step';
  return row.status === 'pending' ? 'nothing' : 'owed';
}

/** What the audit log keeps: the link opens the person's VPN, so it is not among it. */
const facts = (row: Subscription) => ({
  status: row.status,
  plan_id: row.planId,
  ends_at: row.endsAt.toISOString(),
  traffic_limit_gb: row.trafficLimitGb,
  device_limit: row.deviceLimit,
  is_autopay_enabled: row.isAutopayEnabled,
  autopay_days_before: row.autopayDaysBefore,
  reissue_wanted_at: row.reissueWantedAt?.toISOString() ?? null,
});

/** Who pays for what a request gives: the tenant, unless it is the fleet's operator who asks. */
const giverOf = ({ actor, requestKey, params }: OneCall): Giver =>
  isMaster(actor)
    ? { by: 'operator' }
    : { by: 'tenant', event: `given ${requestKey}`, about: `subscription ${params.subscription_id}` };

type Work = (subscription: Subscription, giver: Giver) => Promise<number>;

/** Changes a locked subscription, and notes in which facts it differs since, and what was given. */
async function change(call: OneCall, work: Work, reason?: string): Promise<SubscriptionView> {
  const { params, note } = call;
  const row = await lockRow(Subscription, params.subscription_id, rowLock.forChange);
  const before = facts(row);
  const giver = giverOf(call);
  const givenGb = await work(row, giver);
  const after = facts(row);
  const names = (Object.keys(after) as (keyof typeof after)[]).filter((name) => before[name] !== after[name]);
  const pick = (all: typeof after) => Object.fromEntries(names.map((name) => [name, all[name]]));
  const given = giver.by === 'operator' ? { gifted_gb: givenGb } : { sold_gb: givenGb };
  note({
    subject: `subscription ${row.id}`,
    before: pick(before),
    after: { ...pick(after), ...(givenGb > 0 && given), ...(reason !== undefined && { reason }) },
  });
  return presentOne(row);
}

/** What people bought. */
export const subscriptionHandlers = (): HandlersOf<typeof subscriptionEndpoints> => ({
  'subscriptions.disable': (tenant, tx, call) =>
    change(call, (subscription, giver) =>
      switchSubscription(tenant, tx, { subscription, giver, isOn: false }),
    ),
  'subscriptions.enable': (tenant, tx, call) =>
    change(call, (subscription, giver) =>
      switchSubscription(tenant, tx, { subscription, giver, isOn: true }),
    ),
  'subscriptions.extend': (tenant, tx, call) => {
    const { days, reason } = call.body;
    const extend: Work = (subscription, giver) =>
      extendSubscription(tenant, tx, { subscription, giver, days });
    return change(call, extend, reason);
  },
  'subscriptions.get': async (_tenant, _tx, { params }) =>
    presentOne(
      (await Subscription.findOne({ where: { id: params.subscription_id } })) ?? refuse('resource.unknown'),
    ),
  'subscriptions.list': async (_tenant, _tx, { query }) => {
    const where = given({
      status: query.status,
      userId: query.user_id,
      planId: query.plan_id,
      isTrial: query.is_trial,
      createdAt: between(query.created_from, query.created_to),
      endsAt: between(query.ends_from, query.ends_to),
    });
    const { rows, next_cursor } = await readPage(Subscription, query, where);
    return { items: await presentAll(rows), next_cursor };
  },
  'subscriptions.reissue': (tenant, tx, call) =>
    change(call, async (subscription) => {
      await reissueLink(tenant, tx, subscription);
      return 0;
    }),
  'subscriptions.update': (tenant, tx, call) => {
    const { body, requireMatch } = call;
    const wish = {
      planId: body.plan_id,
      trafficLimitGb: body.traffic_limit_gb,
      deviceLimit: body.device_limit,
      isAutopayEnabled: body.is_autopay_enabled,
      autopayDaysBefore: body.autopay_days_before,
    };
    return change(call, async (subscription, giver) => {
      requireMatch('subscriptions.get', await presentOne(subscription));
      return changeSubscription(tenant, tx, { subscription, giver, wish });
    });
  },
});
