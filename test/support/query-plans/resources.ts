import { openVault } from '#platform/secrets.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { addCard } from '#services/cards/add-card.js';
import { countReview } from '#services/cards/count-review.js';
import { sumCardPayments, sumDeletedCards, hasPayments } from '#services/cards/card-payments.js';
import { hasCardFor } from '#services/cards/has-card-for.js';
import { pickCard } from '#services/cards/pick-card.js';
import { readRotation } from '#services/cards/read-rotation.js';
import { resealCards } from '#services/cards/reseal-cards.js';
import { sealOpenCards, sealOpenCardsOf } from '#services/cards/seal-open-cards.js';
import { tellCardsFull } from '#services/cards/tell-cards-full.js';
import { moveTenantWallet } from '#services/money/move-tenant-wallet.js';
import { isPlanUsed, lockPlanIds, sortPlans, reserveLastPlace } from '#services/plans/sort-plans.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import { groupQueryPaths } from './groups.js';
import { promoCodeQueryPaths } from './promo-codes.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const vault = openVault('a secret of the query plans, 32 characters');

const fewCards = { tenant_payment_cards: 'a bot has some hundreds' };

/** The part of `queryPaths` that cards, plans and the tenant's wallet have. */
export const resourceQueryPaths: Readonly<Record<string, QueryPath>> = {
  ...groupQueryPaths,
  ...promoCodeQueryPaths,
  'src/services/bots/demand-room.ts': {
    walks: {
      bot_admins: 'a bot has a hundred',
      canned_answers: 'a bot has two hundred',
      faq_entries: 'a bot has some hundreds',
      menu_notes: 'a bot has a few dozens',
      personal_offer_templates: 'a bot has some hundreds',
      tenant_payment_cards: 'a bot has some hundreds',
    },
    run: () =>
      tenant.db(async (tx) => {
        await demandRoom(tenant, tx, 'bot_admin');
        await demandRoom(tenant, tx, 'campaign');
        await demandRoom(tenant, tx, 'canned_answer');
        await demandRoom(tenant, tx, 'card');
        await demandRoom(tenant, tx, 'faq_entry');
        await demandRoom(tenant, tx, 'menu_note');
        await demandRoom(tenant, tx, 'personal_offer_template');
      }),
  },
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
  'src/services/cards/count-review.ts': {
    walks: fewCards,
    run: () => tenant.db((tx) => countReview(tenant, tx, { cardId: '1', isApproved: true })),
  },
  'src/services/cards/has-card-for.ts': {
    walks: fewCards,
    run: () =>
      tenant.db(async (tx) => {
        await tx.sql('update tenant_payment_cards set day_count_limit = 1000 where bot_id = $1', [
          tenant.botId,
        ]);
        await hasCardFor(tenant, tx, 5);
      }),
  },
  'src/services/cards/pick-card.ts': {
    walks: fewCards,
    run: async () => {
      for (const strategy of ['round_robin', 'random', 'time_based', 'weighted']) {
        await tenant.db(async (tx) => {
          await tx.sql('update tenant_payment_cards set rotation_strategy = $2 where bot_id = $1', [
            tenant.botId,
            strategy,
          ]);
          await pickCard(tenant, tx, { amountToman: 5 });
        });
      }
    },
  },
  'src/services/cards/read-rotation.ts': {
    walks: fewCards,
    run: () => tenant.db((tx) => readRotation(tenant, tx, { isPick: true })),
  },
  'src/services/cards/tell-cards-full.ts': {
    walks: fewCards,
    run: () => tenant.db((tx) => tellCardsFull(tenant, tx, 5)),
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
};
