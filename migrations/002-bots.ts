import type { Migration } from './migration.js';
import { createTable, dropTable, idColumn, protectRows, timeColumns } from './tenant-table.js';

const isSha256 = (column: string): string => `check (${column} ~ '^[0-9a-f]{64}$')`;

/** The bots of the fleet: the master and its tenants. */
export const bots: Migration = {
  name: '002-bots',
  up: async (run) => {
    await createTable(run, {
      name: 'bots',
      meaning: 'A bot of the fleet: the master bot or a tenant. Every other row belongs to one',
      columns: {
        ...idColumn,
        name: ["text not null check (name <> '' and length(name) <= 100)", 'Name that operators gave it'],
        telegram_bot_token: ['text not null', 'Telegram token, encrypted under APP_SECRET'],
        telegram_bot_token_hash: [
          `text not null ${isSha256('telegram_bot_token_hash')}`,
          'SHA-256 of the Telegram token, to find it',
        ],
        telegram_bot_id: ['bigint not null', 'Telegram id of the bot, the first part of its token'],
        username: ['text', 'Telegram @name without @, as getMe told it'],
        api_token_hash: [`text ${isSha256('api_token_hash')}`, 'SHA-256 of the token for the admin API'],
        is_master: ['boolean not null default false', 'Is it the one master bot?'],
        is_active: ['boolean not null default true', 'Does it take updates?'],
        card_to_card_enabled: ['boolean not null default false', 'May people pay card to card?'],
        card_receipt_topic_id: ['bigint', 'Forum topic for card receipts'],
        zarinpal_enabled: ['boolean not null default false', 'May people pay by Zarinpal?'],
        zarinpal_merchant_id: ['text', 'Merchant id at Zarinpal'],
        zarinpal_sandbox: ['boolean not null default false', 'Does Zarinpal run in its sandbox?'],
        default_language: [
          "text not null default 'fa' check (default_language in ('fa', 'en', 'ru'))",
          'Language of people who chose none',
        ],
        support_username: ['text', 'Telegram @name people write to for help, without @'],
        admin_chat_id: ['bigint', 'Chat that hears what admins must do'],
        admin_topic_id: ['bigint', 'Forum topic in that chat'],
        notification_group_id: ['bigint', 'Group that hears what happened'],
        notification_topic_id: ['bigint', 'Forum topic in that group'],
        wallet_balance_toman: [
          'bigint not null default 0 check (wallet_balance_toman >= 0)',
          "The tenant's balance with the fleet, in toman",
        ],
        traffic_consumed_bytes: [
          'bigint not null default 0 check (traffic_consumed_bytes >= 0)',
          'Traffic its users consumed since the start, in bytes',
        ],
        traffic_sold_bytes: [
          'bigint not null default 0 check (traffic_sold_bytes >= 0)',
          'Traffic it sold since the start, in bytes',
        ],
        billing_model: [
          `text not null default 'none'
            check (billing_model in ('none', 'traffic_consumption', 'subscription_sale', 'hybrid'))`,
          'What the tenant pays the fleet for: nothing, traffic its users consume, traffic it sells, or both',
        ],
        traffic_rate_toman: [
          'bigint not null default 0 check (traffic_rate_toman >= 0)',
          'Price of a gigabyte for the tenant, in toman',
        ],
        min_wallet_balance_toman: [
          'bigint not null default 0 check (min_wallet_balance_toman >= 0)',
          'Balance under which the tenant is warned or suspended, in toman',
        ],
        auto_suspend_on_low_balance: [
          'boolean not null default false',
          'Does the bot stop selling below that balance?',
        ],
        created_by: ['bigint', 'Telegram id of the admin who made it; null: the system'],
        ...timeColumns,
      },
      constraints: [
        'constraint bots_pkey primary key (id)',
        'constraint bots_telegram_bot_token_hash_key unique (telegram_bot_token_hash)',
        'constraint bots_telegram_bot_id_key unique (telegram_bot_id)',
        'constraint bots_api_token_hash_key unique (api_token_hash)',
      ],
      indexes: ['create unique index bots_one_master on bots (is_master) where is_master'],
    });
    await protectRows(run, { table: 'bots', owner: 'id', appMay: 'select, update' });
  },
  down: dropTable('bots'),
};
