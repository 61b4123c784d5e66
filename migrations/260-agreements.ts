import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofAgreements: Table['columns'] = {
  repeat_of: ['bigint', 'First payment of the agreement that this is a charge of; null: it is none'],
  repeat_mandate: ['text', 'What the gateway charges the payer by again, where the fleet begins the charges'],
  repeat_check_at: [
    'timestamptz',
    'When the agreement is looked at next: charged, or asked about; null: never',
  ],
  repeat_tries: [
    'integer not null default 0 check (repeat_tries >= 0)',
    'Charges of the present period that failed',
  ],
  payable_amount: [
    'numeric(24, 8) check (payable_amount > 0)',
    'What must be transferred, to the last unit, in its currency; null: what was asked for',
  ],
};
const ofRefunds: Table['columns'] = {
  refunding_toman: [
    'bigint check (refunding_toman > 0)',
    'What of it is being given back by us, in toman; null: nothing',
  ],
};
const ofPeople: Table['columns'] = {
  email: ['text', 'For receipts of payments, as the person typed it; null: never asked, or erased'],
};

/** An agreement is looked at when its subscription goes, so that nobody is charged for what is not there. */
const lookAtAgreements = `
  create function look_at_agreements() returns trigger language plpgsql set search_path = public, pg_temp as $$
  begin
    update gateway_payments as payment set repeat_check_at = now()
    from orders
    where payment.bot_id = new.bot_id and payment.user_id = new.user_id and payment.repeat_state = 'active'
      and orders.bot_id = payment.bot_id and orders.id = (payment.purchase->>'order_id')::bigint
      and orders.subscription_id = new.id;
    return null;
  end
  $$`;

/** Payments that repeat at any gateway: charges by the fleet or by the gateway; sums to transfer; parts of refunds; e-mails for receipts. */
export const agreements: Migration = {
  name: '260-agreements',
  up: async (run) => {
    await addColumns(run, 'gateway_payments', { ...ofAgreements, ...ofRefunds });
    await addColumns(run, 'zarinpal_payments', ofRefunds);
    await addColumns(run, 'users', ofPeople);
    await run(`alter table gateway_payments add constraint gateway_payments_repeat_of_fkey
      foreign key (bot_id, repeat_of) references gateway_payments (bot_id, id)`);
    await run(`create index gateway_payments_repeats on gateway_payments (repeat_check_at)
      where repeat_check_at is not null`);
    await run(`create index gateway_payments_charges on gateway_payments (bot_id, repeat_of)
      where repeat_of is not null`);
    await run(`create index gateway_payments_agreements on gateway_payments (bot_id, user_id)
      where repeat_state = 'active'`);
    await run(lookAtAgreements);
    await run(
      `comment on function look_at_agreements() is 'Has the agreements of a subscription that goes looked at'`,
    );
    await run(`create trigger look_at_agreements after update of removal_wanted_at on subscriptions
      for each row when (new.removal_wanted_at is not null and old.removal_wanted_at is null)
      execute function look_at_agreements()`);
  },
  down: async (run) => {
    await run('drop trigger look_at_agreements on subscriptions');
    await run('drop function look_at_agreements()');
    for (const index of ['agreements', 'charges', 'repeats'])
      await run(`drop index gateway_payments_${index}`);
    await run('alter table gateway_payments drop constraint gateway_payments_repeat_of_fkey');
    await dropColumns(run, 'users', ofPeople);
    await dropColumns(run, 'zarinpal_payments', ofRefunds);
    await dropColumns(run, 'gateway_payments', { ...ofAgreements, ...ofRefunds });
  },
};
