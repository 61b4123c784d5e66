import type { Tenant, Tx } from '#tenancy/scope.js';
import { readPaymentFacts, type PaymentFacts } from '../payments/read-payment-facts.js';

/** A bank's message with the payments that its money may be of, as reviewers are shown them. */
export interface UnclearMessage {
  readonly state: string;
  readonly sender: string;
  readonly text: string;
  readonly amountRial: number;
  /** Last four digits of the card; null: it names none. */
  readonly cardLastFour: string | null;
  readonly sentAt: Date;
  readonly payments: readonly PaymentFacts[];
}

interface Row {
  readonly state: string;
  readonly sender: string;
  readonly text: string;
  readonly amount: string;
  readonly card_last_four: string | null;
  readonly sent_at: Date;
}

const text = `
  select state, sender, text, amount_rial::text as amount, card_last_four, sent_at from card_bank_messages
  where bot_id = $1 and id = $2 and amount_rial is not null`;

/** A message that was read, with payments; undefined: there is none of that number, or none of the payments is there. */
export async function readUnclearMessage(
  tenant: Tenant,
  tx: Tx,
  { messageId, paymentIds }: { readonly messageId: string; readonly paymentIds: readonly string[] },
): Promise<UnclearMessage | undefined> {
  const [row] = await tx.sql<Row>(text, [tenant.botId, messageId]);
  if (!row) return undefined;
  const payments: PaymentFacts[] = [];
  for (const id of paymentIds) {
    const facts = await readPaymentFacts(tenant, tx, id);
    if (facts) payments.push(facts);
  }
  if (payments.length === 0) return undefined;
  return {
    state: row.state,
    sender: row.sender,
    text: row.text,
    amountRial: Number(row.amount),
    cardLastFour: row.card_last_four,
    sentAt: row.sent_at,
    payments,
  };
}
