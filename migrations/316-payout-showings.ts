import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofPayouts: Table['columns'] = {
  showings: [
    'integer not null default 0 check (showings >= 0)',
    'How often it was shown where the money shall go: whoever says that nothing was sent knew of so many',
  ],
  shown_to: [
    "bigint[] not null default '{}'",
    'Telegram ids of those who were shown it; they hear what others decide',
  ],
};

/** A word that nothing was sent is good for the showings that were known then; everybody who was shown a payout hears what became of it. */
export const payoutShowings: Migration = {
  name: '316-payout-showings',
  up: async (run) => {
    await addColumns(run, 'partner_payouts', ofPayouts);
    await run(`update partner_payouts set showings = 1, shown_to = array_remove(array[shown_by], null)
      where shown_at is not null`);
  },
  down: (run) => dropColumns(run, 'partner_payouts', ofPayouts),
};
