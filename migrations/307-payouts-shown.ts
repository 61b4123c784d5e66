import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofPayouts: Table['columns'] = {
  shown_at: [
    'timestamptz',
    'When it was first shown where the money shall go, so that it may have been sent since; null: never',
  ],
  shown_by: ['bigint', 'Telegram id of who saw it first; null: nobody in Telegram did'],
  shown_by_name: ['text', 'Their name'],
};

/**
 * A payout remembers that it was shown where its money shall go. Of those that are approved nobody knows any more, so they count as
 * shown. Who was a partner and was refused later has something left that they could not see: those partnerships ended. Requisites of people whose
 * data were erased while they were idle are forgotten.
 */
export const payoutsShown: Migration = {
  name: '307-payouts-shown',
  up: async (run) => {
    await addColumns(run, 'partner_payouts', ofPayouts);
    await run(
      `update partner_payouts set shown_at = coalesce(approved_at, updated_at) where state = 'approved'`,
    );
    await run(
      `update partners set state = 'ended' where state in ('asked', 'refused') and (balance_toman <> 0 or reserved_toman <> 0)`,
    );
    await run(`create index partner_transactions_forfeited on partner_transactions (bot_id, user_id, id)
      where kind = 'forfeited'`);
    await run(`update partner_payouts set requisites_sealed = null, requisites_tail = ''
      where requisites_sealed is not null and state in ('paid', 'rejected', 'cancelled') and exists (
        select from users where users.bot_id = partner_payouts.bot_id and users.id = partner_payouts.user_id
          and users.status = 'deleted')`);
  },
  down: async (run) => {
    await run('drop index partner_transactions_forfeited');
    await dropColumns(run, 'partner_payouts', ofPayouts);
  },
};
