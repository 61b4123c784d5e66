import type { BankMessage } from '#platform/bank-messages/read-bank-message.js';
import { hourMs, minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { slowestBankHours } from '../payments/begin-on-card.js';
import { bankNotes } from './decision.js';
import { approvePayment } from './approve-payment.js';

/** A deposit that a bank told of, its row being there. */
export interface ToldDeposit {
  /** Number of its row. */
  readonly id: string;
  readonly text: string;
  readonly deposit: BankMessage;
  /** When the money came at the latest, in ms. */
  readonly movedAt: number;
  /** Did the message come so long after the money that people have decided by now? */
  readonly isLate: boolean;
  /** `payment_open_hours` of the bot. */
  readonly openHours: number;
}

/** What became of it. */
export interface Matched {
  readonly state: 'ambiguous' | 'duplicate' | 'late' | 'settled' | 'unmatched';
  /** The payment that it settled, or that it fits alone. */
  readonly paymentId: string | null;
  /** Payments that reviewers are shown it beside; empty: they need not hear of it. */
  readonly unclear: readonly string[];
}

/** Clocks of bank, phone and fleet may differ by so much. */
const clocksDifferMs = minuteMs;
/** So long after a payment ended without a receipt, its payer may still have sent the money. */
const lateTransferHours = 6;

/** When a payment that came to nothing ended; another word on it since makes it later, never earlier. */
const endedAt = `case payment.status when 'expired' then payment.expires_at else payment.updated_at end`;

/**
 * Payments that the money may be of: those that are open, those that a person approved after it came, those whose payer sent a
 * receipt though they came to nothing, and those that ended without one while the money may have been on its way. One that another
 * message settled is none of them, nor one begun after the money came.
 */
const fits = `
  select payment.id::text, payment.status = 'pending' and payer.status <> 'deleted' as is_open,
    payment.status = 'approved' as is_approved, payment.user_id::text,
    payment.status not in ('approved', 'pending') and payment.submitted_at is null as is_silent
  from card_to_card_payments as payment
  join users as payer on payer.bot_id = $1 and payer.id = payment.user_id
  left join tenant_payment_cards as card on card.bot_id = $1 and card.id = payment.card_id
  where payment.bot_id = $1 and payment.amount_toman = $2 and payment.created_at between $3 and $4
    and ($5::text is null or coalesce(card.card_number_last_four, right(card.card_number, 4)) = $5)
    and case payment.status when 'pending' then true when 'approved' then payment.paid_at >= $6
      else payment.submitted_at is not null or ${endedAt} >= $7 end
    and not exists (select from card_bank_messages
      where bot_id = $1 and payment_id = payment.id and state = 'settled')
  order by payment.id`;

/** What told of this money before: a message, or a payment that was credited under the same number. */
const earlier = `
  select payment_id::text from card_bank_messages where bot_id = $1 and id <> $2 and reference = $3
  union all
  select payment_id::text from card_bank_messages
  where bot_id = $1 and id <> $2 and amount_rial = $4 and text = $5 and sent_at between $6 and $7
  union all
  select id::text from card_to_card_payments
  where bot_id = $1 and bank_reference = $3 and credited_toman is not null
  limit 5`;

interface Fit {
  readonly id: string;
  readonly is_open: boolean;
  readonly is_approved: boolean;
  readonly user_id: string;
  /** It ended, and its payer has sent no receipt. */
  readonly is_silent: boolean;
}

/** Who began the same once more pays what is open, not what they gave up before. */
function withoutGivenUp(found: readonly Fit[]): readonly Fit[] {
  const payers = new Set(found.filter(({ is_open }) => is_open).map((one) => one.user_id));
  return found.filter(({ is_silent, user_id: payer }) => !is_silent || !payers.has(payer));
}

/**
 * Finds the payment that a deposit is of and approves it, in the open transaction: the only one that it fits by amount, card and
 * time, while it is open or under review. Everything else is left to people: several that fit, money that came twice by its number
 * or its words, a payment that is over, with a receipt or not long before.
 */
export async function matchBankMessage(tenant: Tenant, tx: Tx, told: ToldDeposit): Promise<Matched> {
  const found = await findFits(tenant, tx, told);
  const open = found.filter(({ is_open }) => is_open).map(({ id }) => id);
  const before = await findEarlier(tenant, tx, told);
  if (before) return { state: 'duplicate', paymentId: null, unclear: distinct([...open, ...before]) };
  const [first, second] = found;
  if (!first) return { state: 'unmatched', paymentId: null, unclear: [] };
  if (second) return { state: 'ambiguous', paymentId: null, unclear: likeliestFirst(found) };
  // Whoever approved it had seen the money, so there is nothing left to decide.
  if (first.is_approved) return { state: 'late', paymentId: first.id, unclear: [] };
  if (!first.is_open || told.isLate) return { state: 'late', paymentId: first.id, unclear: [first.id] };
  const decision = await approvePayment(tenant, tx, {
    paymentId: first.id,
    by: null,
    bankReference: told.deposit.reference,
    notes: bankNotes(told.id),
  });
  if (decision.kind === 'done') return { state: 'settled', paymentId: first.id, unclear: [] };
  // Somebody was first meanwhile, a reviewer or another message: the payment is as they left it now.
  return matchBankMessage(tenant, tx, told);
}

async function findFits({ botId }: Tenant, tx: Tx, told: ToldDeposit): Promise<readonly Fit[]> {
  const { deposit, movedAt, openHours } = told;
  // Payments are of whole toman.
  if (deposit.amountRial % 10 !== 0) return [];
  const found = await tx.sql<Fit>(fits, [
    ...[botId, deposit.amountRial / 10],
    ...[new Date(movedAt - (openHours + slowestBankHours) * hourMs), new Date(movedAt + clocksDifferMs)],
    ...[deposit.cardEnd ?? null, new Date(movedAt - clocksDifferMs)],
    new Date(movedAt - lateTransferHours * hourMs),
  ]);
  return withoutGivenUp(found);
}

/** Payments that this money was told of for before, none where no payment was; undefined: it was never told. */
async function findEarlier(
  { botId }: Tenant,
  tx: Tx,
  { id, text, deposit, movedAt }: ToldDeposit,
): Promise<readonly string[] | undefined> {
  const rows = await tx.sql<{ payment_id: string | null }>(earlier, [
    ...[botId, id, deposit.reference ?? null, deposit.amountRial, text],
    ...[new Date(movedAt - 24 * hourMs), new Date(movedAt + 24 * hourMs)],
  ]);
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ payment_id: paymentId }) => (paymentId === null ? [] : [paymentId]));
}

/** Reviewers are shown the first few. */
const likeliestFirst = (found: readonly Fit[]): readonly string[] =>
  [...found].sort((one, other) => Number(one.is_silent) - Number(other.is_silent)).map(({ id }) => id);

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
