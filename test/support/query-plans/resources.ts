import { openVault } from '#platform/secrets.js';
import { addCard } from '#services/cards/add-card.js';
import { sumCardPayments, sumDeletedCards, hasPayments } from '#services/cards/card-payments.js';
import { resealCards } from '#services/cards/reseal-cards.js';
import { sealOpenCards, sealOpenCardsOf } from '#services/cards/seal-open-cards.js';
import { moveTenantWallet } from '#services/money/move-tenant-wallet.js';
import { isPlanUsed, lockPlanIds, sortPlans, reserveLastPlace } from '#services/plans/sort-plans.js';
import { readFleet, readTotals } from '#services/reports/count-totals.js';
import * as period from '#services/reports/sum-period.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const vault = openVault('a secret of the query plans, 32 characters');

/** The part of `queryPaths` that cards, plans, the tenant's wallet and statistics have. */
export const resourceQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/cards/add-card.ts': {
    run: () =>
      tenant.db((tx) => addCard(tenant, tx, { vault, number: '6037997599812345', holderName: 'Sara' })),
  },
  'src/services/cards/card-payments.ts': {
    walks: {
      card_to_card_payments: 'it sums up every payment of the bot',
      tenant_payment_cards: 'a bot has a handful of cards',
    },
    run: () =>
      tenant.db(async (tx) => {
        await hasPayments(tenant, tx, '1');
        await sumCardPayments(tenant, tx);
        await sumDeletedCards(tenant, tx);
      }),
  },
  'src/services/cards/reseal-cards.ts': {
    walks: { tenant_payment_cards: 'it seals every card of the fleet' },
    run: () => asFleet('rotate APP_SECRET', (tx) => resealCards(tx, { present: vault, next: vault })),
  },
  'src/services/cards/seal-open-cards.ts': {
    walks: { tenant_payment_cards: 'two bots have a handful of cards, all in one page' },
    run: async () => {
      await tenant.db((tx) =>
        tx.sql(
          `insert into tenant_payment_cards (bot_id, card_number, card_holder_name) values ($1, '6219861034529007', 'Open')`,
          ['1'],
        ),
      );
      await tenant.db((tx) => sealOpenCardsOf(tenant, tx, vault));
      await sealOpenCards(vault);
    },
  },
  'src/services/plans/sort-plans.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await reserveLastPlace(tenant, tx);
        const current = await lockPlanIds(tenant, tx);
        await sortPlans(tenant, tx, { ids: [...current].reverse(), current });
        await isPlanUsed(tenant, tx, '9999999');
      }),
  },
  'src/services/money/move-tenant-wallet.ts': {
    run: () =>
      tenant.db((tx) =>
        moveTenantWallet(tenant, tx, {
          type: 'deposit',
          amountToman: 5,
          idempotencyKey: `plans ${uniqueNumber()}`,
          description: 'plans',
        }),
      ),
  },
  'src/services/reports/count-totals.ts': {
    walks: {
      bots: 'the fleet is all of its bots',
      subscriptions: 'it counts every subscription of the bots',
      users: 'it counts every person of the bots',
    },
    run: async () => {
      await tenant.db((tx) => readTotals(tx, ['1']));
      await asFleet('test', async (tx) => readTotals(tx, (await readFleet(tx)).botIds));
    },
  },
  'src/services/reports/sum-period.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const wish = { botIds: ['1'], starts: ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'] };
        await period.readTimeZone(tx, '1');
        await period.readNewUsers(tx, wish);
        await period.readSales(tx, wish);
        await period.readRevenue(tx, wish);
        await period.readTraffic(tx, { botIds: ['1'], from: '2026-02-01', to: '2026-03-02' });
      }),
  },
};
