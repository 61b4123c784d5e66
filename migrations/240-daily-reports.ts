import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

const settings = "('daily_report', 'daily_report_time', 'time_zone')";

/** Whoever changes a setting that the time of the report depends on, in whatever way, has it found anew. */
const planReport = `
  create function plan_daily_report() returns trigger language plpgsql set search_path = public, pg_temp as $$
  begin
    if tg_op = 'DELETE' then
      update daily_reports set due_at = '-infinity', updated_at = clock_timestamp() where bot_id = old.bot_id;
    elsif new.config_key = 'daily_report' then
      insert into daily_reports (bot_id, due_at) values (new.bot_id, '-infinity')
      on conflict (bot_id) do update set due_at = excluded.due_at, updated_at = clock_timestamp();
    else
      update daily_reports set due_at = '-infinity', updated_at = clock_timestamp() where bot_id = new.bot_id;
    end if;
    return null;
  end $$`;
const triggers = [
  `create trigger plan_daily_report after insert or update on bot_configurations for each row
     when (new.config_key in ${settings}) execute function plan_daily_report()`,
  `create trigger plan_daily_report_without after delete on bot_configurations for each row
     when (old.config_key in ${settings}) execute function plan_daily_report()`,
];

const ending = 'subscriptions_ending on subscriptions (bot_id, ends_at, id)';
const active = "where status = 'active'";

/** Each bot's daily report: when it is due, and what its figures are counted from. */
export const dailyReports: Migration = {
  name: '240-daily-reports',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'daily_reports',
      meaning: "When a bot's daily report is due, and of which day it was told last",
      columns: {
        ...botColumn,
        due_at: [
          'timestamptz',
          'When it is to be looked at next; -infinity: at once, since settings that it depends on have changed; null: it is switched off',
        ],
        told_day: ['date', 'Newest day that was reported; null: none'],
        ...timeColumns,
      },
      constraints: ['constraint daily_reports_pkey primary key (bot_id)'],
      indexes: ['create index daily_reports_due on daily_reports (due_at) where due_at is not null'],
    });
    await run(planReport);
    await run(
      `comment on function plan_daily_report() is 'Has the time of the daily report found anew, since a setting that it depends on has changed'`,
    );
    for (const trigger of triggers) await run(trigger);
    await run(`insert into daily_reports (bot_id, due_at)
      select bot_id, '-infinity' from bot_configurations where config_key = 'daily_report'`);
    await run(
      `create index orders_paid on orders (bot_id, paid_at) include (kind, user_id) where paid_at is not null`,
    );
    await run('drop index subscriptions_ending');
    await run(`create index ${ending} include (is_trial) ${active}`);
  },
  down: async (run) => {
    await run('drop index subscriptions_ending');
    await run(`create index ${ending} ${active}`);
    await run('drop index orders_paid');
    await run('drop trigger plan_daily_report_without on bot_configurations');
    await run('drop trigger plan_daily_report on bot_configurations');
    await run('drop function plan_daily_report()');
    await dropTable('daily_reports')(run);
  },
};
