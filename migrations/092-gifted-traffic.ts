import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  gifted_bytes: [
    'bigint not null default 0 check (gifted_bytes >= 0)',
    "Traffic that the fleet's operator gave to subscriptions of the bot on that day, in bytes; the tenant pays nothing for it",
  ],
} as const;

/** What the fleet's operator gives is counted beside what is sold. */
export const giftedTraffic: Migration = {
  name: '092-gifted-traffic',
  up: (run) => addColumns(run, 'tenant_traffic_usage', columns),
  down: (run) => dropColumns(run, 'tenant_traffic_usage', columns),
};
