import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { endPromisesTo } from '../discounts/end-discounts.js';
import { moveBalance } from '../money/move-balance.js';
import { closePartner } from '../partners/close-partner.js';
import { requestRemovals } from '../provision/request-sync.js';
import { eraseTickets } from '../tickets/erase-tickets.js';

const lockUser = `
  select status, balance_toman::text from users where bot_id = $1 and id = $2 for no key update`;
const eraseNames = `
  update users set status = 'deleted', username = null, first_name = '', last_name = null, start_payload = null,
    start_action = null, email = null,
    is_returning = is_returning or registered_at is not null, language_chosen_at = null, rules_accepted_at = null, rules_version = null,
    privacy_version = null, channel_checked_at = null, registered_at = null,
    has_had_trial = has_had_trial or exists (
      select from subscriptions where bot_id = $1 and user_id = $2 and is_trial),
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const cancelOrders = `
  update orders set state = 'cancelled', updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and state in ('draft', 'waiting')`;
const forgetGreetings = `
  update gifts set greeting = null, updated_at = clock_timestamp()
  where bot_id = $1 and buyer_id = $2 and greeting is not null`;
// An open one for somebody is still theirs alone: nobody else may take it.
const forgetRecipients = `
  update gifts set recipient_username = null, recipient_telegram_id = null, updated_at = clock_timestamp()
  from users person
  where person.bot_id = $1 and person.id = $2 and gifts.bot_id = $1 and gifts.state <> 'open'
    and num_nonnulls(gifts.recipient_username, gifts.recipient_telegram_id) > 0
    and (gifts.buyer_id = person.id or gifts.recipient_telegram_id = person.telegram_id
      or gifts.recipient_username = lower(person.username))`;
const forgetGiftWishes = `
  update orders set wish = wish - 'greeting' - 'recipient', updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and kind = 'gift'`;
const forgetAcceptances = 'delete from page_acceptances where bot_id = $1 and user_id = $2';
const forgetMaintenance = 'delete from maintenance_askers where bot_id = $1 and user_id = $2';
const forgetConversation = `
  delete from conversations where bot_id = $1 and chat_id = (select telegram_id from users where bot_id = $1 and id = $2)`;

/** How a user shall be erased. */
export interface Erasure {
  readonly userId: string;
  /** May what is left in the wallet, and on the balance of a partner, be lost? */
  readonly mayForfeit: boolean;
  /** Names the event in the ledger. */
  readonly idempotencyKey: string;
}

/**
 * Erases what is known of a person and ends what they have. Their row stays with the Telegram id, so that the ledger has
 * its owner and who comes back has had the trial and the one-time bonuses; doing it twice changes nothing. Returns the
 * toman that were forfeited. Throws PermanentError 'resource.unknown', 'user.blocked', 'user.has_balance', or
 * 'partner_payout.maybe_sent'.
 */
export async function eraseUser(tenant: Tenant, tx: Tx, erasure: Erasure): Promise<number> {
  const { userId, mayForfeit, idempotencyKey } = erasure;
  const place = [tenant.botId, userId];
  const [user] = await tx.sql<{ status: string; balance_toman: string }>(lockUser, place);
  if (!user) throw new PermanentError('resource.unknown');
  if (user.status === 'deleted') return 0;
  if (user.status === 'blocked') throw new PermanentError('user.blocked');
  const left = Number(user.balance_toman);
  if (left && !mayForfeit) throw new PermanentError('user.has_balance');
  const ofPartner = await closePartner(tenant, tx, { userId, mayForfeit });
  const description = 'Forfeited: the data of the person were erased';
  const loss = { userId, type: 'adjustment', amountToman: -left, idempotencyKey, description } as const;
  if (left) await moveBalance(tenant, tx, loss);
  await endPromisesTo(tenant, tx, { userId, at: new Date(now()) });
  await requestRemovals(tenant, tx, userId);
  await tx.sql(cancelOrders, place);
  await tx.sql(forgetGreetings, place);
  await tx.sql(forgetRecipients, place);
  await tx.sql(forgetGiftWishes, place);
  await tx.sql(forgetAcceptances, place);
  await tx.sql(forgetMaintenance, place);
  await tx.sql(forgetConversation, place);
  await tx.sql(eraseNames, place);
  await eraseTickets(tenant, tx, { userId });
  return left + ofPartner;
}
