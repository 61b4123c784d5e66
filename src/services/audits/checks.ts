/** A difference as a check finds it. */
export interface Discrepancy {
  readonly kind: DifferenceKind;
  readonly row_id: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * What is held against what. balance: a person's balance, and the last row of their ledger. ledger: a row's balance, and that of
 * the row before with its amount. order: a row that paid for an order or gave its price back, and the order. payment: a row that credited a payment, and
 * the payment. reward: a row that paid out a reward for an invitation or took it back, and the reward. undelivered: an order that was paid a day ago, and the panel. wallet, wallet_ledger: the same for the tenant. partner,
 * partner_ledger: the same for the balance of a partner, and what of it is reserved.
 */
export type DifferenceKind =
  | 'balance'
  | 'ledger'
  | 'order'
  | 'partner'
  | 'partner_ledger'
  | 'payment'
  | 'reward'
  | 'undelivered'
  | 'wallet'
  | 'wallet_ledger';

/** A page of something: where the next begins (null: it was the last), and what differs in it. */
export interface CheckedPage {
  readonly last: string | null;
  readonly differences: readonly Discrepancy[] | null;
}

const list = (kind: string, row: string): string =>
  `jsonb_agg(jsonb_build_object('kind', ${kind}, 'row_id', ${row}::text, 'expected', expected, 'found', found))
    filter (where expected is distinct from found) as differences`;

/** People after $2, at most $3: `balance`. */
export const balancesPage = `
  select max(id)::text as last, ${list("'balance'", 'id')}
  from (
    select person.id, person.balance_toman::text as found, coalesce(newest.balance_after_toman, 0)::text as expected
    from (select id, balance_toman from users where bot_id = $1 and id > $2 order by id limit $3) as person
    left join lateral (
      select balance_after_toman from transactions where bot_id = $1 and user_id = person.id
      order by id desc limit 1) as newest on true) as held`;

const ledgerRow = `row.id, (coalesce(before.balance_after_toman, 0) + row.amount_toman)::text as expected,
      row.balance_after_toman::text as found
    from page as row left join lateral (
      select balance_after_toman from transactions where bot_id = $1 and user_id = row.user_id and id < row.id
      order by id desc limit 1) as before on true`;
const orderRow = `row.id, 'paid ' || -row.amount_toman as expected,
      case when paid.transaction_id = row.id and paid.user_id = row.user_id then 'paid ' || paid.price_toman
        else coalesce('order ' || paid.id || ' by ' || coalesce(paid.transaction_id::text, 'nothing'), 'no order') end as found
    from page as row left join orders as paid on paid.bot_id = $1 and paid.id = row.reference_id
    where row.reference_kind = 'orders' and row.type = 'subscription_payment'`;
const refundRow = `row.id, 'refunded' as expected,
      case when paid.refund_transaction_id = row.id and paid.user_id = row.user_id and paid.refunded_at is not null then 'refunded'
        else coalesce('order ' || paid.id || ' by ' || coalesce(paid.refund_transaction_id::text, 'nothing'), 'no order') end as found
    from page as row left join orders as paid on paid.bot_id = $1 and paid.id = row.reference_id
    where row.reference_kind = 'orders' and row.type = 'refund'`;
const creditOf = (table: string): string => `row.id, 'credited ' || row.amount_toman as expected,
      case when paid.transaction_id = row.id and paid.user_id = row.user_id then 'credited ' || paid.credited_toman
        else coalesce('payment ' || paid.id || ' by ' || coalesce(paid.transaction_id::text, 'nothing'), 'no payment') end as found
    from page as row left join ${table} as paid on paid.bot_id = $1 and paid.id = row.reference_id
    where row.reference_kind = '${table}' and row.type = 'deposit'`;

// What was paid out, and what was taken back of it, come to what the reward says: the rest of it was kept, or is owed.
const rewardRow = `row.id, 'rewarded ' || row.amount_toman as expected,
      case when reward.user_id is distinct from row.user_id then coalesce('reward ' || reward.id || ' of ' || reward.user_id, 'no reward')
        when row.amount_toman < 0 and reward.taken_back_toman + row.amount_toman < 0 then 'taken back ' || reward.taken_back_toman
        when row.amount_toman > 0 and reward.transaction_id is distinct from row.id
          then 'reward ' || reward.id || ' by ' || coalesce(reward.transaction_id::text, 'nothing')
        when row.amount_toman > 0 and reward.amount_toman - reward.withheld_toman <> row.amount_toman
          then 'rewarded ' || reward.amount_toman - reward.withheld_toman
        else 'rewarded ' || row.amount_toman end as found
    from page as row left join referral_rewards as reward on reward.bot_id = $1 and reward.id = row.reference_id
    where row.reference_kind = 'referral_rewards'`;

/** What a partner moved into the wallet left their own balance. */
const movedRow = `row.id, 'rewarded ' || row.amount_toman as expected,
      case when moved.user_id is distinct from row.user_id then 'no movement' else 'rewarded ' || -moved.amount_toman end as found
    from page as row left join partner_transactions as moved on moved.bot_id = $1 and moved.id = row.reference_id
    where row.reference_kind = 'partner_transactions'`;

const checksOfLedger = `max(id)::text as last, (
    select ${list('kind', 'id')} from (
      select 'ledger' as kind, ${ledgerRow}
      union all select 'order', ${orderRow}
      union all select 'order', ${refundRow}
      union all select 'payment', ${creditOf('gateway_payments')}
      union all select 'payment', ${creditOf('zarinpal_payments')}
      union all select 'payment', ${creditOf('card_to_card_payments')}
      union all select 'reward', ${movedRow}
      union all select 'reward', ${rewardRow}) as held)
  from page`;

/** Rows of the ledger after $2 that were made before $4, at most $3: `ledger`, `order`, `payment`, `reward`. */
export const ledgerPage = `
  with page as materialized (
    select * from transactions where bot_id = $1 and id > $2 and created_at < $4 order by id limit $3)
  select ${checksOfLedger}`;

/** The rows of the ledger with the numbers $2, looked at again. */
export const ledgerAgain = `
  with page as materialized (select * from transactions where bot_id = $1 and id = any($2::bigint[]))
  select ${checksOfLedger}`;

const walletRow = `row.id, row.balance_after_toman::text as found,
      (coalesce(before.balance_after_toman, 0) + row.amount_toman)::text as expected
    from page as row left join lateral (
      select balance_after_toman from tenant_wallet_transactions where bot_id = $1 and id < row.id
      order by id desc limit 1) as before on true`;

/** Rows of the tenant's ledger after $2 that were made before $4, at most $3: `wallet_ledger`. */
export const walletLedgerPage = `
  with page as materialized (
    select * from tenant_wallet_transactions where bot_id = $1 and id > $2 and created_at < $4 order by id limit $3)
  select (select max(id)::text from page) as last, ${list("'wallet_ledger'", 'id')} from (select ${walletRow}) as held`;

/** The rows of the tenant's ledger with the numbers $2, looked at again. */
export const walletLedgerAgain = `
  with page as materialized (select * from tenant_wallet_transactions where bot_id = $1 and id = any($2::bigint[]))
  select null as last, ${list("'wallet_ledger'", 'id')} from (select ${walletRow}) as held`;

/** The tenant's wallet: `wallet`. */
export const walletNow = `
  select null as last, ${list("'wallet'", 'id')}
  from (
    select bot.id, bot.wallet_balance_toman::text as found, coalesce(newest.balance_after_toman, 0)::text as expected
    from bots as bot left join lateral (
      select balance_after_toman from tenant_wallet_transactions where bot_id = $1 order by id desc limit 1) as newest on true
    where bot.id = $1) as held`;

/** Partners after $2, at most $3: `partner`. */
export const partnersPage = `
  select max(id)::text as last, ${list("'partner'", 'id')}
  from (
    select one.id, one.balance_toman || ' with ' || one.reserved_toman as found,
      coalesce(newest.balance_after_toman, 0) || ' with ' || coalesce(newest.reserved_after_toman, 0) as expected
    from (select id, user_id, balance_toman, reserved_toman from partners where bot_id = $1 and id > $2 order by id limit $3)
      as one
    left join lateral (
      select balance_after_toman, reserved_after_toman from partner_transactions
      where bot_id = $1 and user_id = one.user_id order by id desc limit 1) as newest on true) as held`;

const partnerRow = `row.id, row.balance_after_toman || ' with ' || row.reserved_after_toman as found,
      coalesce(before.balance_after_toman, 0) + row.amount_toman || ' with '
        || coalesce(before.reserved_after_toman, 0) + row.reserved_toman as expected
    from page as row left join lateral (
      select balance_after_toman, reserved_after_toman from partner_transactions
      where bot_id = $1 and user_id = row.user_id and id < row.id
      order by id desc limit 1) as before on true`;

/** Rows of the partners' ledgers after $2 that were made before $4, at most $3: `partner_ledger`. */
export const partnerLedgerPage = `
  with page as materialized (
    select * from partner_transactions where bot_id = $1 and id > $2 and created_at < $4 order by id limit $3)
  select (select max(id)::text from page) as last, ${list("'partner_ledger'", 'id')} from (select ${partnerRow}) as held`;

/** The rows of the partners' ledgers with the numbers $2, looked at again. */
export const partnerLedgerAgain = `
  with page as materialized (select * from partner_transactions where bot_id = $1 and id = any($2::bigint[]))
  select null as last, ${list("'partner_ledger'", 'id')} from (select ${partnerRow}) as held`;

/** Orders after $2 that were paid before $4 and that the panel has not taken over, at most $3: `undelivered`. */
export const undeliveredPage = `
  select max(id)::text as last, ${list("'undelivered'", 'id')}
  from (
    select id, 'taken over' as expected, 'paid at ' || paid_at as found from orders
    where bot_id = $1 and state = 'paid' and fulfilled_at is null and id > $2 and paid_at < $4
    order by id limit $3) as held`;
