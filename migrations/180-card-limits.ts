import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  day_count_limit: [
    'integer check (day_count_limit > 0)',
    'Payments that may begin on it in a day of its bot; null: any number',
  ],
  day_sum_limit_toman: [
    'bigint check (day_sum_limit_toman > 0)',
    'Toman that may be asked for on it in a day of its bot; null: any sum',
  ],
  min_toman: ['bigint check (min_toman > 0)', 'Least amount of a payment on it; null: any'],
  max_toman: ['bigint check (max_toman > 0)', 'Greatest amount of a payment on it; null: any'],
  hours_from: [
    'integer check (hours_from between 0 and 23)',
    'Hour by the clocks of its bot from which it is shown; null: at any time',
  ],
  hours_until: [
    'integer check (hours_until between 0 and 23)',
    'Hour from which it is shown no more, the next day where it is below the first; null: at any time',
  ],
} as const;

const rules = {
  amounts: 'min_toman <= max_toman',
  hours: 'num_nonnulls(hours_from, hours_until) <> 1 and hours_from <> hours_until',
} as const;

/** A card may have limits: what it takes in a day, in one payment, and at which hours. */
export const cardLimits: Migration = {
  name: '180-card-limits',
  up: async (run) => {
    await addColumns(run, 'tenant_payment_cards', columns);
    for (const [name, rule] of Object.entries(rules))
      await run(
        `alter table tenant_payment_cards add constraint tenant_payment_cards_${name} check (${rule})`,
      );
    // What began on a card today is read at each payment that is to begin on it: a few rows at the end of the same index.
    await run('drop index card_to_card_payments_card');
    await run(`create index card_to_card_payments_card
      on card_to_card_payments (bot_id, card_id, created_at) where card_id is not null`);
  },
  down: async (run) => {
    await run('drop index card_to_card_payments_card');
    await run(`create index card_to_card_payments_card
      on card_to_card_payments (bot_id, card_id) where card_id is not null`);
    for (const name of Object.keys(rules))
      await run(`alter table tenant_payment_cards drop constraint tenant_payment_cards_${name}`);
    await dropColumns(run, 'tenant_payment_cards', columns);
  },
};
