import { findInviterCode, isBrought } from '#services/people/take-code.js';
import { changeDebt, readReferralAccount, writeReferralTerms } from '#services/referrals/accounts.js';
import { attachInvited } from '#services/referrals/attach-invited.js';
import { bookReward } from '#services/referrals/book-reward.js';
import { listOwnEarned, listOwnInvited } from '#services/referrals/list-own.js';
import { lockInviter } from '#services/referrals/lock-inviter.js';
import { readOverview } from '#services/referrals/read-overview.js';
import { readNamed, readReward } from '#services/referrals/read-reward.js';
import { sumReferrals, topInviters } from '#services/referrals/read-statistics.js';
import { rewardPayment } from '#services/referrals/reward-payment.js';
import { isPaidBySameCard } from '#services/referrals/second-accounts.js';
import { sumInvited } from '#services/referrals/sum-invited.js';
import { takeRewardsBack } from '#services/referrals/take-rewards-back.js';
import { tellJoined } from '#services/referrals/tell-joined.js';
import { tenantOf } from '#tenancy/scope.js';
import type { OwnDatabase } from '../servers/own-database.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** Somebody who was invited, and by whom. */
async function pairIn(database: OwnDatabase): Promise<{ invitedId: string; inviterId: string }> {
  const [row] = await database.query<{ invited: string; inviter: string }>(
    `select id::text as invited, referred_by::text as inviter from users
     where bot_id = 1 and referred_by is not null order by users.id limit 1`,
  );
  return { invitedId: row!.invited, inviterId: row!.inviter };
}
async function aloneIn(database: OwnDatabase): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    'select id::text from users where bot_id = 1 and referred_by is null order by users.id desc limit 1',
  );
  return row!.id;
}
const payment = { table: 'gateway_payments', id: '900000001', depositToman: 100_000 } as const;
const whole = 'the sums of a bot are over all that was earned in it';

/** The part of `queryPaths` that referrals have. */
export const referralQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/people/take-code.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await findInviterCode(tenant, tx, { userId: '11', code: 'code12' });
        await isBrought(tenant, tx, '11');
      }),
  },
  'src/services/referrals/accounts.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await writeReferralTerms(tenant, tx, { userId: '11', percent: 5, isOff: false });
        await changeDebt(tenant, tx, { userId: '11', byToman: 5 });
        await changeDebt(tenant, tx, { userId: '11', byToman: -5 });
        await readReferralAccount(tenant, tx, '11');
      }),
  },
  'src/services/referrals/attach-invited.ts': {
    run: async ({ database }) => {
      const invitedId = await aloneIn(database);
      const { invitedId: inviterId } = await pairIn(database);
      await tenant.db((tx) => attachInvited(tenant, tx, { invitedId, inviterId }));
    },
    most: { cost: 2_000, why: 'PostgreSQL cannot know that a line of inviters is short' },
  },
  'src/services/referrals/book-reward.ts': {
    run: async ({ database }) => {
      const pair = await pairIn(database);
      const due = { kind: 'commission', amountToman: 5, percent: 5 } as const;
      await tenant.db((tx) => bookReward(tenant, tx, { due, payment, ...pair }));
    },
  },
  'src/services/referrals/list-own.ts': {
    run: async ({ database }) => {
      const { inviterId: userId } = await pairIn(database);
      await tenant.db(async (tx) => {
        for (const list of [listOwnInvited, listOwnEarned])
          for (const place of [undefined, { direction: 'newer', id: '1' } as const])
            await list(tenant, tx, { userId, place });
      });
    },
  },
  'src/services/referrals/lock-inviter.ts': {
    run: async ({ database }) => {
      const { invitedId } = await pairIn(database);
      await tenant.db((tx) => lockInviter(tenant, tx, invitedId));
    },
  },
  'src/services/referrals/read-overview.ts': {
    run: async ({ database }) => {
      const { inviterId: userId } = await pairIn(database);
      await tenant.db((tx) => readOverview(tenant, tx, { userId, since: new Date() }));
    },
    most: { cost: 3_000, why: 'the sums of a person are over all whom they brought' },
  },
  'src/services/referrals/read-reward.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await readReward(tenant, tx, '1');
        await readNamed(tenant, tx, '11');
      }),
  },
  'src/services/referrals/read-statistics.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await sumReferrals(tenant, tx);
        await topInviters(tenant, tx);
      }),
    walks: { referral_rewards: whole, users: whole },
  },
  'src/services/referrals/reward-payment.ts': {
    run: async ({ database }) => {
      const { invitedId: userId } = await pairIn(database);
      await tenant.db((tx) =>
        rewardPayment(tenant, tx, { userId, payment: { ...payment, id: '900000002' } }),
      );
    },
  },
  'src/services/referrals/second-accounts.ts': {
    run: async ({ database }) => {
      const { inviterId } = await pairIn(database);
      const [paid] = await database.query<{ id: string }>(
        `update gateway_payments set note = '603799******1234'
         where bot_id = 1 and id = (select max(id) from gateway_payments where bot_id = 1) returning id::text`,
      );
      await tenant.db((tx) => isPaidBySameCard(tenant, tx, { payment: paid!, inviterId }));
    },
  },
  'src/services/referrals/sum-invited.ts': {
    run: async ({ database }) => {
      const { invitedId } = await pairIn(database);
      await tenant.db((tx) => sumInvited(tenant, tx, [invitedId]));
    },
  },
  'src/services/referrals/take-rewards-back.ts': {
    run: async ({ database }) => {
      const [row] = await database.query<{ id: string }>(
        'select payment_id::text as id from referral_rewards where bot_id = 1 order by referral_rewards.id limit 1',
      );
      const back = { paymentId: row!.id, depositToman: 100_000, refundedToman: 50_000 };
      await tenant.db((tx) => takeRewardsBack(tenant, tx, back));
    },
  },
  'src/services/referrals/tell-joined.ts': {
    run: async ({ database }) => {
      const { invitedId } = await pairIn(database);
      await tenant.db((tx) => tellJoined(tenant, tx, invitedId));
    },
  },
};
