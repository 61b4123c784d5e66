import { appRole } from '#platform/database.js';
import type { Migration, Run } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  idColumn,
  timeColumns,
  type Table,
} from './tenant-table.js';

const kinds = [
  'earned',
  'taken_back',
  'given_again',
  'payout_requested',
  'payout_approved',
  'payout_paid',
  'payout_rejected',
  'payout_cancelled',
  'moved_to_wallet',
  'forfeited',
] as const;
const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const ofAudits: Table['columns'] = {
  partner_ledger_id: [
    'bigint not null default 0',
    'Rows of the ledgers of partners were looked at up to this one',
  ],
};

const ofPeople: Table['columns'] = {
  is_partner: ['boolean not null default false', 'Has a balance of a partner, so that the menu leads to it'],
};

const audited = [
  'balance',
  'ledger',
  'order',
  'payment',
  'reward',
  'undelivered',
  'wallet',
  'wallet_ledger',
] as const;
const auditedPartners = ['partner', 'partner_ledger'] as const;
const checkOf = (words: readonly string[]): string =>
  `alter table money_differences add constraint money_differences_kind_check check (kind in (${listed(words)}))`;

const makePartners = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'partners',
    meaning: 'A person who earns on what people pay whom they brought, or asked to',
    columns: {
      ...idColumn,
      ...botColumn,
      user_id: ['bigint not null', 'Person'],
      state: [
        "text not null check (state in ('asked', 'accepted', 'refused', 'ended'))",
        'asked: waits for a decision; accepted: earns; refused; ended: earns no more, and keeps what was earned',
      ],
      commission_percent: [
        'integer check (commission_percent between 0 and 100)',
        'Part of the payments that is earned; null: the percentage of the bot (referral_commission_percent)',
      ],
      hold_days: [
        'integer check (hold_days between 0 and 365)',
        'Days after which what was earned can be paid out; null: those of the bot (partner_hold_days)',
      ],
      balance_toman: [
        'bigint not null default 0',
        'What the bot owes: the sum of the ledger; below zero after refunds',
      ],
      reserved_toman: [
        'bigint not null default 0 check (reserved_toman >= 0)',
        'What of it waits to be paid out: the sum of the ledger',
      ],
      asked_at: ['timestamptz', 'When the person asked to become one; null: never did'],
      decided_at: ['timestamptz', 'When the state was decided last'],
      decided_by: ['bigint', 'Telegram id of who decided; null: nobody in Telegram did'],
      decided_by_name: ['text', 'Their name'],
      ...timeColumns,
    },
    constraints: [
      'constraint partners_pkey primary key (bot_id, id)',
      'constraint partners_user unique (bot_id, user_id)',
      'constraint partners_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
    ],
  });

const makePayouts = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'partner_payouts',
    meaning: 'A partner asks for money of the balance',
    columns: {
      ...idColumn,
      ...botColumn,
      user_id: ['bigint not null', 'Partner'],
      amount_toman: ['bigint not null check (amount_toman > 0)', 'Sum that was asked for'],
      state: [
        "text not null default 'requested' check (state in ('requested', 'approved', 'paid', 'rejected', 'cancelled'))",
        'requested, approved: open, the sum is reserved; cancelled: by the partner',
      ],
      requisites_sealed: [
        'text',
        'Where the money shall go, as the partner typed it, sealed under APP_SECRET; null: the person was erased',
      ],
      requisites_tail: ['text not null', 'Its last four letters or digits'],
      reject_reason: [
        "text check (reject_reason in ('requisites', 'rules', 'refunds'))",
        'Why it was rejected; null: it was not, or in words',
      ],
      words: [
        'text',
        'What who decided says to the partner: why it was rejected, or the number of the transfer',
      ],
      decided_by: ['bigint', 'Telegram id of who decided last; null: nobody in Telegram did'],
      decided_by_name: ['text', 'Their name'],
      approved_at: ['timestamptz', 'When it was approved'],
      closed_at: ['timestamptz', 'When it was paid, rejected or cancelled'],
      ...timeColumns,
    },
    constraints: [
      'constraint partner_payouts_pkey primary key (bot_id, id)',
      `constraint partner_payouts_partner_fkey foreign key (bot_id, user_id)
           references partners (bot_id, user_id)`,
    ],
    indexes: [
      'create index partner_payouts_user on partner_payouts (bot_id, user_id, id)',
      `create unique index partner_payouts_open on partner_payouts (bot_id, user_id)
          where state in ('requested', 'approved')`,
    ],
  });

const makeTransactions = (run: Run): Promise<void> =>
  createTenantTable(run, {
    name: 'partner_transactions',
    meaning: 'A movement of the balance of a partner, or of what of it is reserved; rows are added only',
    columns: {
      ...idColumn,
      ...botColumn,
      user_id: ['bigint not null', 'Partner'],
      kind: [`text not null check (kind in (${listed(kinds)}))`, 'What happened'],
      amount_toman: ['bigint not null', 'Change of the balance'],
      reserved_toman: ['bigint not null default 0', 'Change of what is reserved'],
      balance_after_toman: ['bigint not null', 'Balance after it'],
      reserved_after_toman: [
        'bigint not null check (reserved_after_toman >= 0)',
        'What is reserved after it',
      ],
      event: ['text not null', 'Names the event, for ever: it happens once in a bot'],
      available_at: ['timestamptz', 'When the amount can be paid out; null: at once'],
      from_user_id: ['bigint', 'The person who paid; null: it is about no payment'],
      paid_toman: ['bigint', 'Outside money that it is a part of; below zero: it went back'],
      percent: ['integer', 'Which part of it'],
      earned_id: ['bigint', 'Row of which it takes something back, or gives it again'],
      payout_id: ['bigint', 'Payout that it is about'],
      reference_kind: ['text', 'Table of the payment'],
      reference_id: ['bigint', 'Number of the payment'],
      ...timeColumns,
    },
    constraints: [
      'constraint partner_transactions_pkey primary key (bot_id, id)',
      'constraint partner_transactions_event unique (bot_id, event)',
      `constraint partner_transactions_partner_fkey foreign key (bot_id, user_id)
           references partners (bot_id, user_id)`,
      `constraint partner_transactions_payout_fkey foreign key (bot_id, payout_id)
           references partner_payouts (bot_id, id)`,
      `constraint partner_transactions_earned_fkey foreign key (bot_id, earned_id)
           references partner_transactions (bot_id, id)`,
      `constraint partner_transactions_from_fkey foreign key (bot_id, from_user_id) references users (bot_id, id)`,
    ],
    indexes: [
      'create index partner_transactions_user on partner_transactions (bot_id, user_id, id)',
      `create index partner_transactions_held on partner_transactions (bot_id, user_id, available_at)
          where available_at is not null`,
      `create index partner_transactions_earned on partner_transactions (bot_id, earned_id)
          where earned_id is not null`,
      `create index partner_transactions_payout on partner_transactions (bot_id, payout_id)
          where payout_id is not null`,
      `create index partner_transactions_from on partner_transactions (bot_id, from_user_id)
          where from_user_id is not null`,
    ],
  });

/** Partners: who earns on people they brought, onto a balance of its own with a ledger, and its payouts. */
export const partners: Migration = {
  name: '287-partners',
  up: async (run) => {
    await makePartners(run);
    await makePayouts(run);
    await makeTransactions(run);
    // A payout is sealed for its number before its row is there.
    await run(`grant usage on sequence partner_payouts_id_seq to ${appRole}`);
    await addColumns(run, 'users', ofPeople);
    await addColumns(run, 'money_audits', ofAudits);
    await run('alter table money_differences drop constraint money_differences_kind_check');
    await run(checkOf([...audited, ...auditedPartners]));
  },
  down: async (run) => {
    await run(`delete from money_differences where kind in (${listed(auditedPartners)})`);
    await run('alter table money_differences drop constraint money_differences_kind_check');
    await run(checkOf(audited));
    await dropColumns(run, 'money_audits', ofAudits);
    await dropColumns(run, 'users', ofPeople);
    await run('drop table partner_transactions');
    await run('drop table partner_payouts');
    await run('drop table partners');
  },
};
