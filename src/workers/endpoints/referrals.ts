import type { EndpointOutput } from '#api/endpoint.js';
import type { referralEndpoints } from '#api/referrals.js';
import { ReferralReward } from '#models/referral-reward.js';
import { User } from '#models/user.js';
import { addDays, dayOf, startOfDay } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { Op } from 'sequelize';
import { notify } from '#services/notices/notify.js';
import { writeReferralTerms } from '#services/referrals/accounts.js';
import { attachInvited } from '#services/referrals/attach-invited.js';
import { readOverview } from '#services/referrals/read-overview.js';
import { sumReferrals, topInviters, type ReferralSums } from '#services/referrals/read-statistics.js';
import { sumInvited } from '#services/referrals/sum-invited.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { between, given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';
import { zoneOf } from './wallet-statements.js';

type Contract = typeof referralEndpoints;
type RewardView = EndpointOutput<Contract['referral-rewards.list']>['items'][number];
type Standing = EndpointOutput<Contract['referrals.get']>;
type Statistics = EndpointOutput<Contract['referrals.statistics']>;

const subjectOf = (userId: string): string => `user ${userId}`;

const presentReward = (row: ReferralReward): RewardView => ({
  id: row.id,
  user_id: row.userId,
  inviter_id: row.inviterId,
  invited_id: row.invitedId,
  kind: row.kind,
  payment_table: row.paymentTable,
  payment_id: row.paymentId,
  deposit_toman: row.depositToman,
  percent: row.percent,
  amount_toman: row.amountToman,
  withheld_toman: row.withheldToman,
  transaction_id: row.transactionId,
  taken_back_toman: row.takenBackToman,
  taken_back_at: row.takenBackAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

/** Inviting: what it earned, on which terms, and what it brought. */
export const referralHandlers = (): HandlersOf<Contract> => ({
  'referral-rewards.list': async (_tenant, _tx, { query }) => {
    const { rows, next_cursor } = await readPage(ReferralReward, query, {
      [Op.and]: [
        given({
          inviterId: query.inviter_id,
          invitedId: query.invited_id,
          kind: query.kind,
          createdAt: between(query.created_from, query.created_to),
        }),
        query.after_id === undefined ? {} : { id: { [Op.gt]: query.after_id } },
      ],
    });
    return { items: rows.map(presentReward), next_cursor };
  },
  'referrals.attach': async (tenant, tx, { params, body, note }) => {
    const { user_id: userId } = params;
    const { inviter_id: inviterId } = body;
    await attachInvited(tenant, tx, { invitedId: userId, inviterId });
    const about = { user_id: inviterId, invited_id: userId };
    await notify(tenant, tx, { kind: 'referral_joined', about });
    note({
      subject: subjectOf(userId),
      before: { referred_by: null },
      after: { referred_by: inviterId },
    });
    return readStanding(tenant, tx, userId);
  },
  'referrals.get': (tenant, tx, { params }) => readStanding(tenant, tx, params.user_id),
  'referrals.invited': async (tenant, tx, { params, query }) => {
    const { user_id: userId } = params;
    if ((await User.count({ where: { id: userId } })) === 0) return refuse('resource.unknown');
    const { rows, next_cursor } = await readPage(User, query, { referredBy: userId });
    const sums = await sumInvited(
      tenant,
      tx,
      rows.map(({ id }) => id),
    );
    const items = rows.map((user) => ({
      user_id: user.id,
      telegram_id: user.telegramId,
      first_name: user.firstName,
      registered_at: user.registeredAt?.toISOString() ?? null,
      has_paid: sums.get(user.id)?.hasPaid ?? false,
      earned_toman: sums.get(user.id)?.earnedToman ?? 0,
      is_same_person: sums.get(user.id)?.isSamePerson ?? false,
    }));
    return { items, next_cursor };
  },
  'referrals.statistics': async (tenant, tx, { query }) => {
    const timeZone = await zoneOf(tenant, tx);
    const starts = startsOf(timeZone);
    const { today, week, month } = starts;
    return {
      time_zone: timeZone,
      today: presentSums(await sumReferrals(tenant, tx, today)),
      week: presentSums(await sumReferrals(tenant, tx, week)),
      month: presentSums(await sumReferrals(tenant, tx, month)),
      ever: presentSums(await sumReferrals(tenant, tx)),
      top: await presentTop(tenant, tx, starts[query.top_since]),
    };
  },
  'referrals.update': async (tenant, tx, { params, body, note, requireMatch }) => {
    const { user_id: userId } = params;
    await lockRow(User, userId, rowLock.forChange);
    const before = await readStanding(tenant, tx, userId);
    requireMatch('referrals.get', before);
    const { percent = before.percent, is_off: isOff = before.is_off } = body;
    await writeReferralTerms(tenant, tx, { userId, percent, isOff });
    const after = await readStanding(tenant, tx, userId);
    note({ subject: subjectOf(userId), before: termsOf(before), after: termsOf(after) });
    return after;
  },
});

/** What the audit log keeps of a person's terms. */
const termsOf = ({ percent, is_off }: Standing) => ({ percent, is_off });

async function readStanding(tenant: Tenant, tx: Tx, userId: string): Promise<Standing> {
  const found = await readOverview(tenant, tx, { userId, since: new Date(now()) });
  const user = await User.findOne({ where: { id: userId } });
  if (!found || !user) return refuse('resource.unknown');
  return {
    user_id: userId,
    referral_code: found.code,
    referred_by: user.referredBy,
    percent: found.percent,
    is_off: found.isOff,
    owed_toman: found.owedToman,
    invited_count: found.invitedCount,
    paid_count: found.paidCount,
    earned_toman: found.earnedToman,
  };
}

/** When the periods of the statistics begin. */
function startsOf(timeZone: string) {
  const today = dayOf(now(), timeZone);
  const since = (days: number): Date => new Date(startOfDay(addDays(today, 1 - days), timeZone));
  return { today: since(1), week: since(7), month: since(30), ever: undefined };
}

const presentSums = (sums: ReferralSums): Statistics['ever'] => ({
  joined_count: sums.joinedCount,
  paid_count: sums.paidCount,
  deposits_toman: sums.depositsToman,
  rewards_toman: sums.rewardsToman,
  taken_back_toman: sums.takenBackToman,
});

async function presentTop(tenant: Tenant, tx: Tx, since: Date | undefined): Promise<Statistics['top']> {
  const inviters = await topInviters(tenant, tx, since);
  return inviters.map((one) => ({
    user_id: one.userId,
    telegram_id: one.telegramId,
    username: one.username,
    first_name: one.firstName,
    paid_count: one.paidCount,
    deposits_toman: one.depositsToman,
    earned_toman: one.earnedToman,
  }));
}
