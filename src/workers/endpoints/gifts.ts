import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { giftEndpoints } from '#api/gifts.js';
import { Gift } from '#models/gift.js';
import { addDays, startOfDay } from '#platform/calendar.js';
import { countGifts } from '#services/gifts/count-gifts.js';
import { findTakingSubscriptions } from '#services/gifts/find-taking-subscriptions.js';
import { returnGift } from '#services/gifts/return-gift.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { between, given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { periodOf } from './period.js';
import { refuse } from './refuse.js';
import { zoneOf } from './wallet-statements.js';

type Contract = typeof giftEndpoints;
type GiftView = EndpointOutput<Contract['gifts.get']>;

/** Rows of one part of an export. */
const mostExported = 5_000;

async function presentAll(tenant: Tenant, tx: Tx, rows: readonly Gift[]): Promise<GiftView[]> {
  const orderIds = rows.flatMap(({ takingOrderId }) => takingOrderId ?? []);
  const subscriptions = await findTakingSubscriptions(tenant, tx, orderIds);
  return rows.map((row) => present(row, subscriptions.get(row.takingOrderId ?? '')));
}

const present = (row: Gift, subscriptionId: string | undefined): GiftView => ({
  id: row.id,
  state: row.state,
  buyer_id: row.buyerId,
  order_id: row.orderId,
  plan_id: row.planId,
  plan_name: row.sold.name,
  period_days: row.sold.periodDays,
  traffic_limit_gb: row.sold.trafficLimitGb,
  device_limit: row.sold.deviceLimit,
  price_toman: row.priceToman,
  recipient_telegram_id: row.recipientTelegramId,
  recipient_username: row.recipientUsername,
  valid_until: row.validUntil.toISOString(),
  refundable_until: row.refundableUntil?.toISOString() ?? null,
  is_refunded_at_end: row.isRefundedAtEnd,
  taken_by: row.takenBy,
  taken_at: row.takenAt?.toISOString() ?? null,
  subscription_id: subscriptionId ?? null,
  ended_at: row.endedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

async function readOne(tenant: Tenant, tx: Tx, id: string): Promise<GiftView> {
  const row = (await Gift.findOne({ where: { id } })) ?? refuse('resource.unknown');
  const [view] = await presentAll(tenant, tx, [row]);
  return view as GiftView;
}

interface Filters {
  readonly state?: string | undefined;
  readonly buyer_id?: string | undefined;
  readonly taken_by?: string | undefined;
  readonly created_from?: string | undefined;
  readonly created_to?: string | undefined;
}

const conditionsOf = (query: Filters) =>
  given({
    state: query.state,
    buyerId: query.buyer_id,
    takenBy: query.taken_by,
    createdAt: between(query.created_from, query.created_to),
  });

/** Plans that people buy for somebody else. */
export const giftHandlers = (): HandlersOf<Contract> => ({
  'gifts.export': async (tenant, tx, { query }) => {
    const after = query.after_id === undefined ? {} : { id: { [Op.gt]: query.after_id } };
    const found = await Gift.findAll({
      where: { ...conditionsOf(query), ...after },
      order: [['id', 'ASC']],
      limit: mostExported + 1,
    });
    const rows = found.slice(0, mostExported);
    const last = found.length > mostExported ? rows.at(-1)?.id : undefined;
    return { items: await presentAll(tenant, tx, rows), last_id: last ?? null };
  },
  'gifts.get': (tenant, tx, { params }) => readOne(tenant, tx, params.gift_id),
  'gifts.list': async (tenant, tx, { query }) => {
    const { rows, next_cursor } = await readPage(Gift, query, conditionsOf(query));
    return { items: await presentAll(tenant, tx, rows), next_cursor };
  },
  'gifts.revoke': async (tenant, tx, { params, body, note }) => {
    const { gift_id: giftId } = params;
    const before = await readOne(tenant, tx, giftId);
    const amountToman = await returnGift(tenant, tx, { giftId, by: 'admin' });
    if (amountToman === undefined) refuse('gift.not_open');
    const after = await readOne(tenant, tx, giftId);
    note({
      subject: `gift ${giftId}`,
      before: { state: before.state },
      after: { state: after.state, refunded_toman: amountToman, ...given({ reason: body.reason }) },
    });
    return after;
  },
  'gifts.statistics': async (tenant, tx, { query }) => {
    const timeZone = await zoneOf(tenant, tx);
    const { from, to } = periodOf(query, timeZone);
    const counts = await countGifts(tenant, tx, {
      from: new Date(startOfDay(from, timeZone)),
      to: new Date(startOfDay(addDays(to, 1), timeZone)),
    });
    return { from, to, time_zone: timeZone, ...counts };
  },
});
