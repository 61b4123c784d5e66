import { moveBalance } from '#services/money/move-balance.js';
import { readWalletPage } from '#services/money/wallet-history.js';
import { readRecipient } from '#services/notices/read-recipient.js';
import { checkTrials } from '#services/people/check-trials.js';
import { enqueueChannelChecks } from '#services/people/enqueue-channel-checks.js';
import { enqueueIdle } from '#services/people/enqueue-idle.js';
import { eraseIdle } from '#services/people/erase-idle.js';
import { eraseUser } from '#services/people/erase-user.js';
import {
  isTrialStopped,
  noteMember,
  noteOneOfSeveral,
  noteStranger,
} from '#services/people/note-membership.js';
import {
  requestSync,
  requestNewLink,
  requestRemovals,
  requestUserSync,
  requestTrafficReset,
} from '#services/provision/request-sync.js';
import { standardValues } from '#services/settings/values.js';
import { TelegramError } from '#platform/telegram/client.js';
import { tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import { blacklistQueryPaths } from './blacklist.js';
import { campaignQueryPaths } from './campaigns.js';
import type { QueryPath } from './query-plans.js';
import { referralQueryPaths } from './referrals.js';

const tenant = tenantOf('1');
const movement = () => ({
  userId: '12',
  type: 'adjustment' as const,
  amountToman: 5,
  idempotencyKey: `plans ${uniqueNumber()}`,
});

/** The part of `queryPaths` that users, their money, their subscriptions and campaigns have. */
export const peopleQueryPaths: Readonly<Record<string, QueryPath>> = {
  ...campaignQueryPaths,
  ...referralQueryPaths,
  'src/services/people/erase-user.ts': {
    walks: { gifts: 'whoever is erased may be named by any gift of the bot' },
    run: () =>
      tenant.db((tx) =>
        eraseUser(tenant, tx, { userId: '11', mayForfeit: true, idempotencyKey: `plans ${uniqueNumber()}` }),
      ),
  },
  'src/services/money/move-balance.ts': {
    run: async () => {
      const known = movement();
      await tenant.db((tx) => moveBalance(tenant, tx, known));
      await tenant.db((tx) => moveBalance(tenant, tx, known));
    },
  },
  'src/services/provision/request-sync.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await requestSync(tenant, tx, '21');
        await requestUserSync(tenant, tx, '13');
        await requestNewLink(tenant, tx, '21');
        await requestTrafficReset(tenant, tx, '21');
        await requestRemovals(tenant, tx, '13');
      }),
  },
  'src/services/notices/read-recipient.ts': {
    run: () =>
      tenant.db(async (tx) => {
        for (const about of [{ user_id: '13' }, { subscription_id: '21' }, { order_id: '5' }])
          await readRecipient(tenant, tx, { about });
      }),
  },
  'src/services/money/wallet-history.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await readWalletPage(tenant, tx, { userId: '12' });
        await readWalletPage(tenant, tx, { userId: '12', place: { direction: 'older', id: '500' } });
        await readWalletPage(tenant, tx, { userId: '12', place: { direction: 'newer', id: '1' } });
      }),
  },
};

/** A list of the admin API, and questions to it: those that an index must answer, whatever their place in the list. */
export const listQuestions: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'payments.list': [
    {},
    { method: 'heleket' },
    { status: 'rejected' },
    { status: 'held' },
    { user_id: '50' },
    { under_review: 'true' },
    { tracking_number: 'track77' },
    { created_from: '2099-01-01T00:00:00Z' },
  ],
  'subscriptions.list': [
    {},
    { sort: 'ends_at' },
    { sort: '-ends_at' },
    { status: 'disabled' },
    { status: 'expired' },
    { status: 'active', sort: 'ends_at' },
    { user_id: '50' },
    { created_from: '2099-01-01T00:00:00Z' },
    { ends_from: '2099-01-01T00:00:00Z' },
  ],
  'transactions.list': [
    {},
    { type: 'refund' },
    { payment_method: 'tribute' },
    { user_id: '50' },
    { created_from: '2099-01-01T00:00:00Z' },
  ],
  'users.list': [
    {},
    { sort: 'balance_toman' },
    { sort: '-balance_toman' },
    { status: 'blocked' },
    { search: '77' },
    { search: '@person99' },
    { search: 'nobody' },
    { search: 'name' },
    { registered_from: '2099-01-01T00:00:00Z' },
    { campaign_code: 'campaign1' },
  ],
  'wallet-transactions.list': [
    {},
    { sort: '-id' },
    { type: 'refund' },
    { created_from: '2099-01-01T00:00:00Z' },
  ],
};

/** What is looked after of people; these order jobs. */
export const tendedPeopleQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/people/check-trials.ts': {
    run: async ({ database }) => {
      await database.query(
        `insert into bot_configurations (bot_id, config_key, config_value)
         values (1, 'channel_required', 'true'), (1, 'channel_id', '"@a_channel"')
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
      );
      await database.query(
        `update subscriptions set is_trial = true, channel_look_at = now() - interval '1 hour' where bot_id = 1 and id in (41, 42, 43)`,
      );
      let asked = 0;
      await checkTrials(tenant, () => {
        asked += 1;
        return asked < 2
          ? Promise.resolve({ status: 'left' } as never)
          : Promise.reject(new TelegramError(400, 'Bad Request: member list is inaccessible'));
      });
      await database.query(
        "delete from bot_configurations where bot_id = 1 and config_key = 'channel_required'",
      );
      await checkTrials(tenant, () => Promise.reject(new Error('nobody is asked for')));
    },
  },
  'src/services/people/enqueue-channel-checks.ts': {
    run: enqueueChannelChecks,
    walks: { bot_configurations: 'it looks for the bots that require a channel' },
  },
  'src/services/people/enqueue-idle.ts': { run: enqueueIdle },
  ...blacklistQueryPaths,
  'src/services/people/erase-idle.ts': {
    most: { cost: 2_000, why: 'it looks up fifty people in five tables' },
    run: async ({ database }) => {
      await database.query(
        `update users set last_seen_at = now() - interval '300 days', balance_toman = 0 where bot_id = 1 and telegram_id in (82, 83)`,
      );
      await eraseIdle(tenant);
    },
  },
  'src/services/people/note-membership.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const values = { ...standardValues, channel_required: true };
        await noteOneOfSeveral(tenant, tx, { telegramId: '77', isChecked: true });
        await noteStranger(tenant, tx, { telegramId: '78', values });
        await noteMember(tenant, tx, { telegramId: '78' });
        await isTrialStopped(tenant, tx, '44');
      }),
  },
};
