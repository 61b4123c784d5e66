import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  traffic_reset: [
    `text not null default 'month'
      check (traffic_reset in ('none', 'day', 'week', 'month', 'month_rolling'))`,
    `How often its traffic counts anew on the panel, as it was sold: none: never; day, week, month: by the panel's calendar;
month_rolling: each month on the day on which its account was made`,
  ],
} as const;

const keepPresent = `
  update subscriptions s set traffic_reset = c.config_value #>> '{}'
  from bot_configurations c
  where c.bot_id = s.bot_id and c.config_key = 'traffic_reset_period'
    and c.config_value #>> '{}' in ('none', 'day', 'week')`;

/** What a later setting must not change of a subscription that was sold. */
export const keptTerms: Migration = {
  name: '090-kept-terms',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    await run(keepPresent);
  },
  down: (run) => dropColumns(run, 'subscriptions', columns),
};
