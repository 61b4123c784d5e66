import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  traffic_day: ['date', "Day by the bot's clocks of which traffic_day_bytes tells; null: none was counted"],
  traffic_day_bytes: [
    'bigint not null default 0 check (traffic_day_bytes >= 0)',
    'Traffic used on that day, counted while the bot watches for heavy use',
  ],
  traffic_alarm_at: ['timestamptz', "When the bot's admins were last told of its heavy use; null: never"],
} as const;

/** Admins are told of subscriptions whose use in a day is unusually heavy. */
export const trafficAlarms: Migration = {
  name: '247-traffic-alarms',
  up: (run) => addColumns(run, 'subscriptions', columns),
  down: (run) => dropColumns(run, 'subscriptions', columns),
};
