import type { Migration } from './migration.js';

/** Who has paid is who bought something for themselves that stands: whoever only bought gifts, or was given something, has not. */
export const whoHasPaid: Migration = {
  name: '310-who-has-paid',
  up: async (run) => {
    await run(`update users set has_paid = not has_paid, updated_at = now()
      where has_paid <> exists (select from orders
        where orders.bot_id = users.bot_id and orders.user_id = users.id and orders.state = 'paid'
          and orders.kind not in ('gift', 'taking', 'trial'))`);
    await run(
      `comment on column users.has_paid is 'Did they buy something for themselves that was not taken back?'`,
    );
  },
  down: (run) => run(`comment on column users.has_paid is 'Was a subscription ever paid?'`),
};
