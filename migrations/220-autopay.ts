import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  autopay_at: [
    'timestamptz',
    'When autopay tries next to renew it; kept by the trigger set_autopay_at, later after a try that failed. Null: never',
  ],
  is_autopay_short: [
    'boolean not null default false',
    'Did the last try find too little in the wallet? Then money that comes brings the next one',
  ],
  autopay_agreed_toman: [
    'bigint check (autopay_agreed_toman >= 0)',
    'Price of a renewal, in toman, that its owner agreed to when they switched autopay on or were asked; null: none',
  ],
} as const;

/** Whatever moves the end, or what autopay depends on, sets the next try anew; a try itself sets only `autopay_at`. */
const setAutopayAt = `
  create function set_autopay_at() returns trigger language plpgsql set search_path = public, pg_temp as $$
  begin
    if tg_op = 'UPDATE' and (old.ends_at, old.is_autopay_enabled, old.autopay_days_before, old.status, old.is_trial,
        old.removal_wanted_at is null) is not distinct from (new.ends_at, new.is_autopay_enabled,
        new.autopay_days_before, new.status, new.is_trial, new.removal_wanted_at is null) then
      return new;
    end if;
    new.is_autopay_short := false;
    new.autopay_at := case
      when new.is_autopay_enabled and new.status = 'active' and not new.is_trial and new.removal_wanted_at is null
        then new.ends_at - make_interval(days => new.autopay_days_before) end;
    return new;
  end
  $$`;

/** Subscriptions with autopay are renewed from the wallet; what is due is found by an index. */
export const autopay: Migration = {
  name: '220-autopay',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    await run(setAutopayAt);
    await run(
      `comment on function set_autopay_at() is 'Sets when autopay tries next, from the end and what else it depends on'`,
    );
    await run(`create trigger set_autopay_at
      before insert or update of ends_at, is_autopay_enabled, autopay_days_before, status, is_trial, removal_wanted_at
      on subscriptions for each row execute function set_autopay_at()`);
    await run(`update subscriptions set autopay_at = ends_at - make_interval(days => autopay_days_before)
      where is_autopay_enabled and status = 'active' and not is_trial and removal_wanted_at is null and ends_at > now()`);
    await run(
      'create index subscriptions_autopay on subscriptions (autopay_at) where autopay_at is not null',
    );
  },
  down: async (run) => {
    await run('drop index subscriptions_autopay');
    await run('drop trigger set_autopay_at on subscriptions');
    await run('drop function set_autopay_at()');
    await dropColumns(run, 'subscriptions', columns);
  },
};
