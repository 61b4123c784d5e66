import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** People, each once in every bot they wrote to. */
export const users: Migration = {
  name: '008-users',
  up: (run) =>
    createTenantTable(run, {
      name: 'users',
      meaning: 'A person in one bot; the same account in two bots is two rows',
      columns: {
        ...idColumn,
        ...botColumn,
        telegram_id: ['bigint not null check (telegram_id > 0)', 'Telegram account'],
        username: ['text', 'Telegram @name without @ at the last contact'],
        first_name: ["text not null default ''", 'First name at the last contact'],
        last_name: ['text', 'Last name at the last contact'],
        language: [
          "text not null check (language in ('fa', 'en', 'ru'))",
          'Language the bot speaks with the person',
        ],
        language_chosen_at: ['timestamptz', 'When the person chose it; null: the default of the bot'],
        status: [
          "text not null default 'active' check (status in ('active', 'blocked', 'deleted'))",
          'active; blocked by an admin; deleted at their own wish',
        ],
        balance_toman: [
          'bigint not null default 0 check (balance_toman >= 0)',
          'Money in the wallet, in toman; the sum of the transactions',
        ],
        referral_code: [
          "text not null check (referral_code ~ '^[A-Za-z0-9_-]{4,32}$')",
          'Code with which the person invites others',
        ],
        referred_by: ['bigint', 'User who invited the person'],
        campaign_code: ['text', 'Start parameter of the campaign that brought the person'],
        start_payload: ['text', 'Payload of the newest link that brought the person before they registered'],
        rules_accepted_at: ['timestamptz', 'When the person accepted the rules'],
        channel_checked_at: ['timestamptz', 'When membership of the required channel was last seen'],
        can_receive: ['boolean not null default true', 'False once the person blocked the bot in Telegram'],
        unreachable_since: ['timestamptz', 'Since when messages cannot reach the person'],
        registered_at: ['timestamptz', 'When registration was finished; null: it is under way'],
        last_seen_at: ['timestamptz not null default now()', 'When the person last did something'],
        has_had_trial: ['boolean not null default false', 'Was a trial ever taken?'],
        has_paid: ['boolean not null default false', 'Was a subscription ever paid?'],
        ...timeColumns,
      },
      constraints: [
        'constraint users_pkey primary key (bot_id, id)',
        'constraint users_telegram_id_key unique (bot_id, telegram_id)',
        'constraint users_referral_code_key unique (bot_id, referral_code)',
        'constraint users_referred_by_fkey foreign key (bot_id, referred_by) references users (bot_id, id)',
        'constraint users_referred_by_another check (referred_by <> id)',
        'constraint users_reach check ((unreachable_since is null) = can_receive)',
      ],
      indexes: [
        'create index users_referred_by on users (bot_id, referred_by) where referred_by is not null',
        'create index users_campaign_code on users (bot_id, campaign_code) where campaign_code is not null',
        'create index users_username on users (bot_id, lower(username)) where username is not null',
      ],
      storage: 'fillfactor = 85',
    }),
  down: dropTable('users'),
};
