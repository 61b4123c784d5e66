import type { cardEndpoints } from '#api/cards.js';
import type { EndpointOutput } from '#api/endpoint.js';
import { bankOfCard } from '#platform/banks.js';
import { PermanentError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import {
  sumCardPayments,
  sumDeletedCards,
  type CardSums,
  type PaymentSums,
} from '#services/cards/card-payments.js';
import { openNumber, type KeptNumber } from '#services/cards/seal-number.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

type Statistics = EndpointOutput<(typeof cardEndpoints)['cards.statistics']>;
type ShownNumber = Pick<Statistics['cards'][number], 'bank' | 'card_number' | 'last_four'>;

/** The number of a card as its tenant sees it. One that cannot be opened fails no list: its last four digits are shown. */
export function showNumber(
  vault: Vault,
  card: KeptNumber & { readonly cardNumberLastFour: string | null },
): ShownNumber {
  try {
    const number = openNumber(vault, card);
    return { card_number: number, last_four: number.slice(-4), bank: bankOfCard(number) ?? null };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    log.error({ err: error }, 'the number of a bank card is sealed under another APP_SECRET');
    const last = card.cardNumberLastFour ?? '****';
    return { card_number: last.padStart(16, '*'), last_four: last, bank: null };
  }
}

/** What came in on the cards of a bot. */
export async function presentCardStatistics(vault: Vault, tenant: Tenant, tx: Tx): Promise<Statistics> {
  const rows = await sumCardPayments(tenant, tx);
  const deleted = await sumDeletedCards(tenant, tx);
  return {
    total: totalOf([...rows, ...deleted]),
    cards: rows.map((row) => ({
      ...row,
      ...showNumber(vault, keptOf(tenant, row)),
      last_used_at: row.last_used_at?.toISOString() ?? null,
      success_percent: percentOf(row.approved_count, row.approved_count + row.rejected_count),
    })),
  };
}

const keptOf = ({ botId }: Tenant, row: CardSums) => ({
  id: row.card_id,
  botId,
  cardNumber: row.card_number,
  cardNumberSealed: row.card_number_sealed,
  cardNumberLastFour: row.card_number_last_four,
});

function totalOf(rows: readonly PaymentSums[]): PaymentSums {
  const total = (field: keyof PaymentSums): number => rows.reduce((sum, row) => sum + row[field], 0);
  return {
    payment_count: total('payment_count'),
    approved_count: total('approved_count'),
    approved_toman: total('approved_toman'),
    pending_count: total('pending_count'),
    pending_toman: total('pending_toman'),
    rejected_count: total('rejected_count'),
    rejected_toman: total('rejected_toman'),
    ended_count: total('ended_count'),
  };
}

const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000) / 10;
