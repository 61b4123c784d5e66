import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { partnerEndpoints } from '#api/partners.js';
import { PartnerTransaction } from '#models/partner-transaction.js';
import { Partner } from '#models/partner.js';
import { addDays, startOfDay } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { decidedElsewhere, setPartner } from '#services/partners/decide-partner.js';
import { availableOf, readPartner, readPartnerHold } from '#services/partners/partner-rows.js';
import { readPartnerStatistics } from '#services/partners/partner-statistics.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { periodOf, type PeriodWish } from './period.js';
import { refuse } from './refuse.js';
import { zoneOf } from './wallet-statements.js';

type Contract = typeof partnerEndpoints;
type PartnerView = EndpointOutput<Contract['partners.get']>;
type MovementView = EndpointOutput<Contract['partners.export']>['items'][number];

/** Movements of one export. */
const mostRows = 20_000;

async function present(tenant: Tenant, tx: Tx, one: Partner): Promise<PartnerView> {
  const heldToman = await readPartnerHold(tenant, tx, { userId: one.userId, at: new Date(now()) });
  const owedToman = (await readPartner(tenant, tx, one.userId))?.owedToman ?? 0;
  const { balanceToman, reservedToman } = one;
  return {
    user_id: one.userId,
    state: one.state,
    commission_percent: one.commissionPercent,
    hold_days: one.holdDays,
    balance_toman: balanceToman,
    held_toman: heldToman,
    reserved_toman: reservedToman,
    owed_toman: owedToman,
    available_toman: availableOf({ balanceToman, reservedToman, owedToman }, heldToman),
    asked_at: one.askedAt?.toISOString() ?? null,
    decided_at: one.decidedAt?.toISOString() ?? null,
    decided_by: one.decidedBy,
    decided_by_name: one.decidedByName,
    created_at: one.createdAt.toISOString(),
    updated_at: one.updatedAt.toISOString(),
  };
}

const presentMovement = (row: PartnerTransaction): MovementView => ({
  id: row.id,
  user_id: row.userId,
  kind: row.kind as MovementView['kind'],
  amount_toman: row.amountToman,
  reserved_toman: row.reservedToman,
  balance_after_toman: row.balanceAfterToman,
  reserved_after_toman: row.reservedAfterToman,
  available_at: row.availableAt?.toISOString() ?? null,
  from_user_id: row.fromUserId,
  paid_toman: row.paidToman,
  percent: row.percent,
  earned_id: row.earnedId,
  payout_id: row.payoutId,
  reference_kind: row.referenceKind,
  reference_id: row.referenceId,
  created_at: row.createdAt.toISOString(),
});

const findPartner = async (userId: string): Promise<Partner> =>
  (await Partner.findOne({ where: { userId } })) ?? refuse('resource.unknown');

/** A period in days of the bot, with the instants at which it begins and is over. */
async function spanOf(tenant: Tenant, tx: Tx, wish: PeriodWish) {
  const timeZone = await zoneOf(tenant, tx);
  const { from, to } = periodOf(wish, timeZone);
  const start = new Date(startOfDay(from, timeZone));
  return { timeZone, from, to, start, end: new Date(startOfDay(addDays(to, 1), timeZone)) };
}

/** People who earn on those they brought. */
export const partnerHandlers = (): HandlersOf<Contract> => ({
  'partners.export': async (tenant, tx, { query }) => {
    const { start, end } = await spanOf(tenant, tx, query);
    const rows = await PartnerTransaction.findAll({
      where: { createdAt: { [Op.gte]: start, [Op.lt]: end } },
      order: [['id', 'ASC']],
      limit: mostRows + 1,
    });
    if (rows.length > mostRows) refuse('stats.period');
    return { items: rows.map(presentMovement) };
  },
  'partners.get': async (tenant, tx, { params }) => present(tenant, tx, await findPartner(params.user_id)),
  'partners.list': async (tenant, tx, { query }) => {
    const { rows, next_cursor } = await readPage(Partner, query, given({ state: query.state }));
    const items: PartnerView[] = [];
    // Queries of one transaction go one after another.
    for (const row of rows) items.push(await present(tenant, tx, row));
    return { items, next_cursor };
  },
  'partners.set': async (tenant, tx, { params, body, note }) => {
    const { user_id: userId } = params;
    const { before } = await setPartner(tenant, tx, {
      userId,
      state: body.state,
      commissionPercent: body.commission_percent,
      holdDays: body.hold_days,
      decidedBy: decidedElsewhere,
    });
    const after = await present(tenant, tx, await findPartner(userId));
    const { state, commission_percent, hold_days } = after;
    note({
      subject: `partner ${userId}`,
      before: before && {
        state: before.state,
        commission_percent: before.commissionPercent,
        hold_days: before.holdDays,
      },
      after: { state, commission_percent, hold_days },
    });
    return after;
  },
  'partners.statistics': async (tenant, tx, { query }) => {
    const { timeZone, from, to, start, end } = await spanOf(tenant, tx, query);
    const found = await readPartnerStatistics(tenant, tx, { from: start, to: end });
    return {
      ...{ from, to, time_zone: timeZone },
      now: {
        accepted: found.accepted,
        asked: found.asked,
        owed_toman: found.owedToman,
        reserved_toman: found.reservedToman,
        open_payouts: found.openPayouts,
      },
      total: {
        revenue_toman: found.revenueToman,
        earned_toman: found.earnedToman,
        paid_out_toman: found.paidOutToman,
        moved_to_wallet_toman: found.movedToWalletToman,
      },
    };
  },
  'partners.transactions': async (_tenant, _tx, { params, query }) => {
    const { userId } = await findPartner(params.user_id);
    const where = given({ userId, kind: query.kind });
    const { rows, next_cursor } = await readPage(PartnerTransaction, query, where);
    return { items: rows.map(presentMovement), next_cursor };
  },
});
