import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofTickets: Table['columns'] = {
  reminded_at: ['timestamptz', 'When staff were last reminded of it; null: never'],
};

/** The next reminder is counted from the last one, by whatever settings hold by then. Of earlier ones the last change is taken. */
export const ticketRemindedAt: Migration = {
  name: '315-ticket-reminded-at',
  up: async (run) => {
    await addColumns(run, 'tickets', ofTickets);
    await run('update tickets set reminded_at = updated_at where reminders > 0');
  },
  down: (run) => dropColumns(run, 'tickets', ofTickets),
};
