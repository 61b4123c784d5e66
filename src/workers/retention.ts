/** How long and how much history is kept; docs/operations.md has it in words. */
import type { Tx } from '#tenancy/scope.js';

/** Rows that go by their age: how many at once is $1. Each returns a row for each that went. */
export interface AgedRows {
  readonly what: string;
  readonly statement: string;
}

/** Everything that has an age at which it goes. */
export const agedRows: readonly AgedRows[] = [
  {
    // Telegram keeps an undelivered update for one day.
    what: 'marks of updates',
    statement: `
      delete from processed_updates where ctid = any(array(
        select ctid from processed_updates where processed_at < now() - interval '48 hours' limit $1))
      returning 1`,
  },
  {
    // As long as a repeat is known by its Idempotency-Key, and longer than a request is worked at.
    what: 'admin requests',
    statement: `
      delete from admin_requests where ctid = any(array(
        select ctid from admin_requests where created_at < now() - interval '48 hours' limit $1))
      returning 1`,
  },
  {
    what: 'admin requests of the fleet',
    statement: `
      delete from fleet_admin_requests where ctid = any(array(
        select ctid from fleet_admin_requests where created_at < now() - interval '48 hours' limit $1))
      returning 1`,
  },
  {
    what: 'entries of audit logs',
    statement: `
      delete from audit_log where ctid = any(array(
        select ctid from audit_log where created_at < now() - interval '400 days' limit $1))
      returning 1`,
  },
  {
    what: 'changes of settings',
    statement: `
      delete from bot_setting_changes where ctid = any(array(
        select ctid from bot_setting_changes where created_at < now() - interval '400 days' limit $1))
      returning 1`,
  },
  {
    what: 'ended API tokens',
    statement: `
      delete from api_tokens where ctid = any(array(
        select ctid from api_tokens where least(revoked_at, expires_at) < now() - interval '90 days' limit $1))
      returning 1`,
  },
  {
    what: 'marks of notices',
    statement: `
      delete from notice_marks where ctid = any(array(
        select ctid from notice_marks where until < 'infinity' and until < now() - interval '1 hour' limit $1))
      returning 1`,
  },
  {
    what: 'differences of money that are gone',
    statement: `
      delete from money_differences where ctid = any(array(
        select ctid from money_differences where gone_at < now() - interval '400 days' limit $1))
      returning 1`,
  },
  {
    what: 'carts that were not paid',
    statement: `
      delete from orders where ctid = any(array(
        select ctid from orders
        where state in ('expired', 'cancelled') and updated_at < now() - interval '90 days' limit $1))
      returning 1`,
  },
  {
    what: 'discounts that were not used',
    statement: `
      delete from discount_offers where ctid = any(array(
        select ctid from discount_offers
        where used_order_id is null and valid_until < now() - interval '90 days' limit $1))
      returning 1`,
  },
  {
    what: 'personal offers that were not taken',
    statement: `
      delete from personal_offers where ctid = any(array(
        select ctid from personal_offers
        where taken_at is null and ended_at < now() - interval '90 days' limit $1))
      returning 1`,
  },
  // What one gives lasts a year at most.
  {
    what: 'personal offers that were taken',
    statement: `
      delete from personal_offers where ctid = any(array(
        select ctid from personal_offers where taken_at < now() - interval '400 days' limit $1))
      returning 1`,
  },
  {
    what: 'sendings of personal offers',
    statement: `
      delete from personal_offer_sendings where ctid = any(array(
        select ctid from personal_offer_sendings s where ended_at < now() - interval '400 days' and not exists (
          select from personal_offers o where o.bot_id = s.bot_id and o.sending_id = s.id) limit $1))
      returning 1`,
  },
  // Long after the last question to the gateway; what was credited, given back or held stays.
  {
    what: 'payments that came to nothing',
    statement: `
      delete from gateway_payments where ctid = any(array(
        select ctid from gateway_payments
        where credited_toman is null and status in ('failed', 'cancelled', 'expired')
          and created_at < now() - interval '365 days' limit $1))
      returning 1`,
  },
  {
    what: 'messages of banks',
    statement: `
      delete from card_bank_messages where ctid = any(array(
        select ctid from card_bank_messages where created_at < now() - interval '90 days' limit $1))
      returning 1`,
  },
  {
    what: 'payments at Zarinpal that came to nothing',
    statement: `
      delete from zarinpal_payments where ctid = any(array(
        select ctid from zarinpal_payments
        where credited_toman is null and status in ('failed', 'cancelled', 'expired')
          and created_at < now() - interval '365 days' limit $1))
      returning 1`,
  },
  {
    what: 'payments from card to card that came to nothing, with their receipts',
    statement: `
      delete from card_to_card_payments where ctid = any(array(
        select ctid from card_to_card_payments
        where credited_toman is null and status in ('rejected', 'cancelled', 'expired')
          and created_at < now() - interval '365 days' limit $1))
      returning 1`,
  },
  // With their messages, and with what is known of where these are.
  {
    what: 'closed tickets',
    statement: `
      delete from tickets where ctid = any(array(
        select ctid from tickets where closed_at < now() - interval '365 days' limit $1))
      returning 1`,
  },
  {
    what: 'ended blocks of tickets',
    statement: `
      delete from ticket_blocks where ctid = any(array(
        select ctid from ticket_blocks where until < now() - interval '90 days' limit $1))
      returning 1`,
  },
  // A tap on one that is forgotten is remembered anew.
  {
    what: 'messages to reviewers',
    statement: `
      delete from card_review_messages where ctid = any(array(
        select ctid from card_review_messages where created_at < now() - interval '90 days' limit $1))
      returning 1`,
  },
];

/** What one bot has too much of: `bots` finds those that wrote of late, the statement is for one of them, $2 at once. */
export interface ExcessRows extends AgedRows {
  readonly bots: string;
}

/** Everything of which a bot has a most: its newest rows stay. */
export const excessRows: readonly ExcessRows[] = [
  // The operator's own entries stay for their time, whatever a tenant does.
  {
    what: 'entries of audit logs',
    bots: `select distinct bot_id::text from audit_log where created_at > now() - interval '1 hour'`,
    statement: `
      delete from audit_log where bot_id = $1 and id = any(array(
        select id from audit_log where bot_id = $1 and actor_kind <> 'master'
        order by id desc offset 20000 limit $2))
      returning 1`,
  },
  // The oldest go first, so that what is left still tells how everything was since then.
  {
    what: 'changes of settings',
    bots: `select distinct bot_id::text from bot_setting_changes where created_at > now() - interval '1 hour'`,
    statement: `
      delete from bot_setting_changes where bot_id = $1 and id = any(array(
        select id from (
          select id, row_number() over newest as place,
            sum(coalesce(pg_column_size(value_before), 0) + coalesce(pg_column_size(value_after), 0)) over newest as bytes
          from bot_setting_changes where bot_id = $1 window newest as (order by id desc)
        ) as counted
        where place > 5000 or bytes > 16777216 order by id limit $2))
      returning 1`,
  },
  {
    what: 'messages of banks',
    bots: `select distinct bot_id::text from card_bank_messages where created_at > now() - interval '1 hour'`,
    statement: `
      delete from card_bank_messages where bot_id = $1 and id = any(array(
        select id from card_bank_messages where bot_id = $1 order by id desc offset 10000 limit $2))
      returning 1`,
  },
  // A repeat of the request is still known, and told that its answer is no longer there.
  {
    what: 'answers of admin requests',
    bots: `select distinct bot_id::text from admin_requests where created_at > now() - interval '1 hour'`,
    statement: `
      update admin_requests set sealed_answer = null where bot_id = $1 and (caller, request_key) in (
        select caller, request_key from (
          select caller, request_key, sum(pg_column_size(sealed_answer)) over (order by created_at desc) as bytes
          from admin_requests where bot_id = $1 and sealed_answer is not null
        ) as counted
        where bytes > 16777216 limit $2)
      returning 1`,
  },
];

/** Rows of one transaction. */
const page = 5_000;

/** Removes a page of what is too old, or of what a bot has too much of; returns whether there may be more, and how many went. */
export async function removePage(
  tx: Tx,
  { statement }: AgedRows,
  bot?: string,
): Promise<{ readonly removed: number; readonly isMore: boolean }> {
  const rows = await tx.sql(statement, bot === undefined ? [page] : [bot, page]);
  return { removed: rows.length, isMore: rows.length === page };
}

/** The bots that may have too much. */
export const findBots = async (tx: Tx, { bots }: ExcessRows): Promise<string[]> =>
  (await tx.sql<{ bot_id: string }>(bots)).map(({ bot_id }) => bot_id);
