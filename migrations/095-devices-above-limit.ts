import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  devices_due_at: [
    'timestamptz',
    `When the devices on the panel are to be counted, since the limit was lowered, or, once the owner was told that there are more,
when the first added of them go; null: neither`,
  ],
  devices_told_at: [
    'timestamptz',
    'When the owner was told that there are more devices than the limit; null: not since it was last lowered',
  ],
} as const;

/**
 * The panel goes on serving devices that it knows when their limit is lowered. Whatever lowers it (a sale, an admin, an
 * addition that ends, a sale taken back) leaves that owed here.
 */
export const devicesAboveLimit: Migration = {
  name: '095-devices-above-limit',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    await run(`create index subscriptions_devices_due on subscriptions (devices_due_at)
      where devices_due_at is not null and removal_wanted_at is null`);
    await run(`
      create function owe_device_count() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        new.devices_due_at := clock_timestamp();
        new.devices_told_at := null;
        return new;
      end $$`);
    await run(
      `comment on function owe_device_count() is 'Leaves owed that the devices of a subscription are counted, since its limit was lowered'`,
    );
    await run(`
      create trigger owe_device_count before update of device_limit on subscriptions for each row
      when (new.device_limit < old.device_limit and new.panel_username is not null)
      execute function owe_device_count()`);
  },
  down: async (run) => {
    await run('drop trigger owe_device_count on subscriptions');
    await run('drop function owe_device_count()');
    await run('drop index subscriptions_devices_due');
    await dropColumns(run, 'subscriptions', columns);
  },
};
