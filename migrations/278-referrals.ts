import type { Migration } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  idColumn,
  timeColumns,
  type Table,
} from './tenant-table.js';

const ofPeople: Table['columns'] = {
  is_returning: [
    'boolean not null default false',
    'Was registered here before their data were erased: nobody brings them anew',
  ],
};

const person = (column: string): string =>
  `constraint referral_rewards_${column}_fkey foreign key (bot_id, ${column}_id)
     references users (bot_id, id) on delete cascade`;

/** What is earned by bringing people, and the terms and debts of those who bring them. */
export const referrals: Migration = {
  name: '278-referrals',
  up: async (run) => {
    await addColumns(run, 'users', ofPeople);
    await run(`update users set is_returning = true where status = 'deleted'`);
    await run('drop index users_referred_by');
    await run(
      'create index users_referred_by on users (bot_id, referred_by, id) where referred_by is not null',
    );
    await createTenantTable(run, {
      name: 'referral_rewards',
      meaning:
        'What somebody earned by a payment from outside of a person who was invited; once a payment and earner',
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Who earned it: the inviter, or the invited person'],
        inviter_id: ['bigint not null', 'Who invited the payer'],
        invited_id: ['bigint not null', 'The payer'],
        kind: [
          "text not null check (kind in ('commission', 'first', 'welcome'))",
          "commission: the inviter's part of a payment. first: the inviter's for the first sufficient one. welcome: the newcomer's for it",
        ],
        payment_table: ['text not null', 'Table of the payment'],
        payment_id: ['bigint not null', 'Payment'],
        deposit_toman: ['bigint not null check (deposit_toman > 0)', 'What was paid'],
        percent: [
          'integer check (percent between 0 and 100)',
          'Part of the payment that it is; null: a fixed bonus',
        ],
        amount_toman: ['bigint not null check (amount_toman >= 0)', 'What was earned'],
        withheld_toman: [
          'bigint not null default 0',
          'What of it was kept for rewards that had to be taken back and were spent',
        ],
        transaction_id: ['bigint', 'Ledger row that credited it; null: nothing went into a wallet'],
        taken_back_toman: [
          'bigint not null default 0',
          'What of it was taken back, since the payment went back',
        ],
        taken_back_at: ['timestamptz', 'When all of it was; null: not all'],
        ...timeColumns,
      },
      constraints: [
        'constraint referral_rewards_pkey primary key (bot_id, id)',
        'constraint referral_rewards_payment unique (bot_id, payment_id, user_id)',
        'constraint referral_rewards_of_two check (inviter_id <> invited_id)',
        'constraint referral_rewards_withheld check (withheld_toman between 0 and amount_toman)',
        'constraint referral_rewards_taken_back check (taken_back_toman between 0 and amount_toman)',
        'constraint referral_rewards_transaction unique (bot_id, transaction_id)',
        person('user'),
        person('inviter'),
        person('invited'),
        `constraint referral_rewards_transaction_fkey foreign key (bot_id, transaction_id)
           references transactions (bot_id, id)`,
      ],
      indexes: [
        'create index referral_rewards_user on referral_rewards (bot_id, user_id, id)',
        'create index referral_rewards_invited on referral_rewards (bot_id, invited_id, id)',
        `create unique index referral_rewards_once on referral_rewards (bot_id, invited_id, kind)
           where kind <> 'commission' and taken_back_at is null`,
        `create index referral_rewards_paid on referral_rewards (bot_id, inviter_id)
           where kind = 'first' and taken_back_at is null`,
        'create index referral_rewards_made on referral_rewards (bot_id, created_at)',
      ],
    });
    await createTenantTable(run, {
      name: 'referral_accounts',
      meaning:
        'Terms of a person who invites, where they are not those of the bot, and what they have to give back',
      columns: {
        ...botColumn,
        user_id: ['bigint not null', 'Person'],
        percent: [
          'integer check (percent between 0 and 100)',
          'Part of the payments of those whom they invited; null: as the bot says',
        ],
        is_off: ['boolean not null default false', 'They invite nobody and earn nothing'],
        owed_toman: [
          'bigint not null default 0 check (owed_toman >= 0)',
          'What had to be taken back and was spent: kept of what they earn next',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint referral_accounts_pkey primary key (bot_id, user_id)',
        `constraint referral_accounts_user_fkey foreign key (bot_id, user_id)
           references users (bot_id, id) on delete cascade`,
      ],
    });
    await run('alter table money_differences drop constraint money_differences_kind_check');
    await run(kindsCheck(`'reward', `));
  },
  down: async (run) => {
    await run(`delete from money_differences where kind = 'reward'`);
    await run('alter table money_differences drop constraint money_differences_kind_check');
    await run(kindsCheck(''));
    await run('drop table referral_accounts');
    await run('drop table referral_rewards');
    await run('drop index users_referred_by');
    await run('create index users_referred_by on users (bot_id, referred_by) where referred_by is not null');
    await dropColumns(run, 'users', ofPeople);
  },
};

const kindsCheck = (more: string): string =>
  `alter table money_differences add constraint money_differences_kind_check
     check (kind in ('balance', 'ledger', 'order', 'payment', ${more}'undelivered', 'wallet', 'wallet_ledger'))`;
