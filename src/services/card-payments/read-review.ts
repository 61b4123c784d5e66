import { bankOfCard, type Bank } from '#platform/banks.js';
import { PermanentError } from '#platform/errors.js';
import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { openNumber } from '../cards/seal-number.js';
import { readSale, type SaleFacts } from '../orders/read-sale.js';
import { findPayment } from '../payments/find-payment.js';
import type { Payment } from '../payments/payment.js';

/** A part of a receipt. */
export interface ReviewedPart {
  readonly id: string;
  readonly attempt: number;
  readonly kind: 'document' | 'image' | 'text';
  readonly fileId: string | null;
  readonly words: string | null;
}

/** All that a reviewer needs to know of a payment from card to card. */
export interface Review {
  readonly payment: Payment;
  readonly payer: {
    readonly telegramId: string;
    readonly username: string | null;
    readonly firstName: string;
    readonly lastName: string | null;
    readonly status: string;
    /** Since when the bot knows them. */
    readonly since: Date;
    readonly balanceToman: number;
    /** How many of their payments were approved, and receipts rejected, before. */
    readonly approved: number;
    readonly rejected: number;
  };
  /** Undefined: the row of another hand, without one. */
  readonly card: ReviewCard | undefined;
  /** Undefined: a top-up, or the order is gone. */
  readonly sale: SaleFacts | undefined;
  /** Of all attempts, oldest first. */
  readonly parts: readonly ReviewedPart[];
  /** Of an approval that was undone: what could not be taken out of the wallet again. */
  readonly missingToman: number;
}

export interface ReviewCard {
  /** Undefined: none that we know. */
  readonly bank: Bank | undefined;
  readonly lastFour: string;
  readonly holder: string;
  /** Can payments begin on it? */
  readonly isActive: boolean;
}

interface PayerRow {
  readonly telegram_id: string;
  readonly username: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly status: string;
  readonly since: Date;
  readonly balance: string;
  readonly approved: number;
  readonly rejected: number;
}

const payerText = `
  select telegram_id::text, username, first_name, last_name, status, created_at as since, balance_toman::text as balance,
    past.approved, past.rejected
  from users, lateral (
    select count(*) filter (where status = 'approved' and id <> $3)::int as approved,
      coalesce(sum(tries - picture_asks), 0)::int as rejected
    from card_to_card_payments where bot_id = $1 and user_id = $2) as past
  where bot_id = $1 and id = $2`;

interface CardRow {
  readonly id: string;
  readonly card_number: string | null;
  readonly sealed: string | null;
  readonly last_four: string | null;
  readonly holder: string;
  readonly is_active: boolean;
}

const cardText = `
  select id::text, card_number, card_number_sealed as sealed, card_number_last_four as last_four, card_holder_name as holder,
    is_active and deleted_at is null as is_active
  from tenant_payment_cards where bot_id = $1 and id = $2`;
const partsText = `
  select id::text, attempt, kind, file_id as "fileId", words from card_receipts
  where bot_id = $1 and payment_id = $2 order by card_receipts.id`;
const takenText = `select (-amount_toman)::text as toman from transactions where bot_id = $1 and id = $2`;

/** A payment from card to card as reviewers see it; undefined: there is none of that number. */
export async function readReview(
  tenant: Tenant,
  tx: Tx,
  { paymentId, vault }: { readonly paymentId: string; readonly vault: Vault },
): Promise<Review | undefined> {
  const payment = await findPayment(tenant, tx, paymentId);
  const { onCard } = payment ?? {};
  if (!payment || !onCard) return undefined;
  const [payer] = await tx.sql<PayerRow>(payerText, [tenant.botId, payment.userId, payment.id]);
  if (!payer) return undefined;
  return {
    payment,
    payer: {
      telegramId: payer.telegram_id,
      username: payer.username,
      firstName: payer.first_name,
      lastName: payer.last_name,
      status: payer.status,
      since: payer.since,
      balanceToman: Number(payer.balance),
      approved: payer.approved,
      rejected: payer.rejected,
    },
    card: onCard.cardId === null ? undefined : await readCard(tenant, tx, { cardId: onCard.cardId, vault }),
    sale: payment.orderId === null ? undefined : await readSale(tenant, tx, payment.orderId),
    parts: await listParts(tenant, tx, payment.id),
    missingToman: payment.status === 'refunded' ? await readMissing(tenant, tx, payment) : 0,
  };
}

/** All parts of a payment's receipts, oldest first. */
export const listParts = ({ botId }: Tenant, tx: Tx, paymentId: string): Promise<ReviewedPart[]> =>
  tx.sql<ReviewedPart>(partsText, [botId, paymentId]);

async function readCard(
  { botId }: Tenant,
  tx: Tx,
  { cardId, vault }: { readonly cardId: string; readonly vault: Vault },
): Promise<ReviewCard | undefined> {
  const [row] = await tx.sql<CardRow>(cardText, [botId, cardId]);
  if (!row) return undefined;
  return {
    bank: bankOf(vault, { id: row.id, botId, cardNumber: row.card_number, cardNumberSealed: row.sealed }),
    lastFour: row.last_four ?? row.card_number?.slice(-4) ?? '',
    holder: row.holder,
    isActive: row.is_active,
  };
}

/** A number that cannot be opened keeps no receipt from its reviewers. */
function bankOf(vault: Vault, kept: Parameters<typeof openNumber>[1]): Bank | undefined {
  try {
    return bankOfCard(openNumber(vault, kept));
  } catch (error) {
    if (error instanceof PermanentError) return undefined;
    throw error;
  }
}

async function readMissing({ botId }: Tenant, tx: Tx, payment: Payment): Promise<number> {
  const { refundTransactionId, creditedToman, amountToman } = payment;
  const owed = payment.transactionId === null ? 0 : (creditedToman ?? amountToman);
  if (refundTransactionId === null) return owed;
  const [row] = await tx.sql<{ toman: string }>(takenText, [botId, refundTransactionId]);
  return Math.max(0, owed - Number(row?.toman ?? 0));
}
