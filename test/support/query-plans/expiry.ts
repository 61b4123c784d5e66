import { giveDiscount } from '#services/discounts/give-discount.js';
import { readDiscount, readDiscounts } from '#services/discounts/read-discounts.js';
import { readGroups } from '#services/discounts/read-group.js';
import { returnDiscount, useDiscount } from '#services/discounts/use-discount.js';
import { enqueueDueWords } from '#services/expiry/enqueue-due.js';
import { planWordsAnew } from '#services/expiry/plan-anew.js';
import { tellDueWords } from '#services/expiry/tell-due.js';
import { tenantOf } from '#tenancy/scope.js';
import { offerQueryPaths } from './offers.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const at = (): Date => new Date();

/** What the time of subscriptions brings, discounts and offers. */
export const expiryQueryPaths: Readonly<Record<string, QueryPath>> = {
  ...offerQueryPaths,
  'src/services/discounts/give-discount.ts': {
    run: () =>
      tenant.db((tx) =>
        giveDiscount(tenant, tx, {
          ...{ userId: '31', kind: 'winback_first', percent: 10, validUntil: at() },
          cause: { subscriptionId: '31', endsAt: at() },
        }),
      ),
  },
  'src/services/discounts/read-discounts.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await readDiscounts(tenant, tx, '31');
        await readDiscount(tenant, tx, '3');
      }),
  },
  'src/services/discounts/read-group.ts': { run: () => tenant.db((tx) => readGroups(tenant, tx, '31')) },
  'src/services/discounts/use-discount.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await useDiscount(tenant, tx, { discountId: '3', orderId: '31', at: at() });
        await returnDiscount(tenant, tx, { orderId: '31', at: at() });
      }),
  },
  'src/services/expiry/enqueue-due.ts': {
    run: enqueueDueWords,
    walks: { bots: 'one look into the index of subscriptions for each bot' },
  },
  'src/services/expiry/plan-anew.ts': {
    run: async ({ database }) => {
      await database.query('update bots set words_since = now() where id = 1');
      await planWordsAnew(tenant);
    },
  },
  'src/services/expiry/tell-due.ts': {
    run: async ({ database }) => {
      // One that ended, so that it is asked whether its owner has another.
      await database.query(
        `update subscriptions set starts_at = now() - interval '30 days', ends_at = now() - interval '40 hours' where bot_id = 1 and id = $1`,
        ['31'],
      );
      await database.query(
        `update subscriptions set word_at = now() - interval '9 days' where bot_id = 1 and id = $1`,
        ['31'],
      );
      await tellDueWords(tenant);
    },
  },
};
