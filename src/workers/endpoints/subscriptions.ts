import type { Output } from '#api/endpoint.js';
import type { subscriptionEndpoints } from '#api/subscriptions.js';
import { Subscription } from '#models/subscription.js';
import {
  changeSubscription,
  extendSubscription,
  reissueLink,
  switchSubscription,
} from '#services/change-subscription.js';
import { between, given } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type SubscriptionView = Output<(typeof subscriptionEndpoints)['subscriptions.get']>;
type OneCall = Pick<Call, 'note'> & { readonly params: { readonly subscription_id: string } };

const present = (row: Subscription): SubscriptionView => ({
  id: row.id,
  user_id: row.userId,
  plan_id: row.planId,
  status: row.status,
  is_trial: row.isTrial,
  starts_at: row.startsAt.toISOString(),
  ends_at: row.endsAt.toISOString(),
  traffic_limit_gb: row.trafficLimitGb,
  traffic_used_bytes: Number(row.trafficUsedBytes),
  device_limit: row.deviceLimit,
  squads: row.squads,
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

/** Changes a locked subscription, and notes in which facts it differs since. */
async function change(
  { params, note }: OneCall,
  work: (subscription: Subscription) => Promise<void>,
  reason?: string,
): Promise<SubscriptionView> {
  const row = await lockRow(Subscription, params.subscription_id, rowLock.forChange);
  const before = facts(row);
  await work(row);
  const after = facts(row);
  const names = (Object.keys(after) as (keyof typeof after)[]).filter((name) => before[name] !== after[name]);
  const pick = (all: typeof after) => Object.fromEntries(names.map((name) => [name, all[name]]));
  note({
    subject: `subscription ${row.id}`,
    before: pick(before),
    after: { ...pick(after), ...(reason !== undefined && { reason }) },
  });
  return present(row);
}

/** What people bought. */
export const subscriptionHandlers = (): HandlersOf<typeof subscriptionEndpoints> => ({
  'subscriptions.disable': (tenant, tx, call) =>
    change(call, (subscription) => switchSubscription(tenant, tx, { subscription, isOn: false })),
  'subscriptions.enable': (tenant, tx, call) =>
    change(call, (subscription) => switchSubscription(tenant, tx, { subscription, isOn: true })),
  'subscriptions.extend': (tenant, tx, call) => {
    const { days, reason } = call.body;
    return change(call, (subscription) => extendSubscription(tenant, tx, { subscription, days }), reason);
  },
  'subscriptions.get': async (_tenant, _tx, { params }) =>
    present(
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
    return { items: rows.map(present), next_cursor };
  },
  'subscriptions.reissue': (tenant, tx, call) =>
    change(call, (subscription) => reissueLink(tenant, tx, subscription)),
  'subscriptions.update': (tenant, tx, call) => {
    const { body, requireMatch } = call;
    const wish = {
      planId: body.plan_id,
      trafficLimitGb: body.traffic_limit_gb,
      deviceLimit: body.device_limit,
      isAutopayEnabled: body.is_autopay_enabled,
      autopayDaysBefore: body.autopay_days_before,
    };
    return change(call, (subscription) => {
      requireMatch('subscriptions.get', present(subscription));
      return changeSubscription(tenant, tx, { subscription, wish });
    });
  },
});
