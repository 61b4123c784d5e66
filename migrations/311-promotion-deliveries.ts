import type { Migration } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropTable,
  idColumn,
  timeColumns,
} from './tenant-table.js';

/** What codes and campaigns gave of subscriptions can be taken back while the panel has not taken it over. */
export const promotionDeliveries: Migration = {
  name: '311-promotion-deliveries',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'promotion_deliveries',
      meaning: 'What a promo code or a campaign gave of a subscription, until the panel has taken it over',
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Who was given it'],
        subscription_id: ['bigint not null', 'Subscription that was made, or that got more'],
        use_id: ['bigint', 'Use of the promo code that gave it'],
        campaign_id: ['bigint', 'Campaign that gave it; one of the two is null'],
        before: ['jsonb', 'The subscription as it was; null: it was made'],
        after: ['jsonb not null', 'Its end and limits as they became, and whether it is a trial'],
        sold_gb: ['integer not null', 'Gigabytes that the tenant was charged for'],
        wallet_transaction_id: ['bigint', "Row of the tenant's ledger; null: it was charged nothing"],
        given_at: ['timestamptz not null', 'When it was given'],
        panel_revision: ['bigint not null', 'The panel has it once it has this revision'],
        ...timeColumns,
      },
      constraints: [
        'constraint promotion_deliveries_pkey primary key (bot_id, id)',
        'constraint promotion_deliveries_cause check ((use_id is null) <> (campaign_id is null))',
        'constraint promotion_deliveries_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
        `constraint promotion_deliveries_subscription_fkey foreign key (bot_id, subscription_id)
           references subscriptions (bot_id, id)`,
        // A use is written once it is known what came of it.
        `constraint promotion_deliveries_use_fkey foreign key (bot_id, use_id) references promo_code_uses (bot_id, id)
           deferrable initially deferred`,
        `constraint promotion_deliveries_campaign_fkey foreign key (bot_id, campaign_id, user_id)
           references campaign_people (bot_id, campaign_id, user_id)`,
        `constraint promotion_deliveries_wallet_fkey foreign key (bot_id, wallet_transaction_id)
           references tenant_wallet_transactions (bot_id, id)`,
      ],
      indexes: [
        'create index promotion_deliveries_subscription on promotion_deliveries (bot_id, subscription_id, id)',
        'create index promotion_deliveries_user on promotion_deliveries (bot_id, user_id)',
        'create index promotion_deliveries_use on promotion_deliveries (bot_id, use_id) where use_id is not null',
        `create index promotion_deliveries_campaign on promotion_deliveries (bot_id, campaign_id, user_id)
           where campaign_id is not null`,
        `create index promotion_deliveries_wallet on promotion_deliveries (bot_id, wallet_transaction_id)
           where wallet_transaction_id is not null`,
      ],
    });
    await addColumns(run, 'promo_code_uses', {
      taken_back_at: [
        'timestamptz',
        'When what it gave was taken back, since the panel refused it: the code counts as not used; null: it was not',
      ],
    });
  },
  down: async (run) => {
    await run('alter table promo_code_uses drop column taken_back_at');
    await dropTable('promotion_deliveries')(run);
  },
};
