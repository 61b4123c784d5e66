import { isLanguage, type Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPayment } from './find-payment.js';
import type { Payment } from './payment.js';

/** A payment with its payer, as messages and notices tell of it. */
export interface PaymentFacts {
  readonly payment: Payment;
  readonly payer: {
    readonly telegramId: string;
    readonly username: string | null;
    readonly firstName: string;
    readonly lastName: string | null;
    readonly language: Language;
    readonly balanceToman: number;
    /** For receipts; null: they gave none. */
    readonly email: string | null;
    /** Can a message reach them? */
    readonly canReceive: boolean;
  };
}

interface Row {
  readonly telegram_id: string;
  readonly username: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly language: string;
  readonly balance: string;
  readonly email: string | null;
  readonly can_receive: boolean;
}

const payerText = `
  select telegram_id::text, username, first_name, last_name, language, balance_toman::text as balance, email,
    can_receive and status = 'active' as can_receive
  from users where bot_id = $1 and id = $2`;

/** A payment with its payer; undefined when there is none of that number. */
export async function readPaymentFacts(
  tenant: Tenant,
  tx: Tx,
  paymentId: string,
): Promise<PaymentFacts | undefined> {
  const payment = await findPayment(tenant, tx, paymentId);
  if (!payment) return undefined;
  const [row] = await tx.sql<Row>(payerText, [tenant.botId, payment.userId]);
  if (!row) return undefined;
  return {
    payment,
    payer: {
      telegramId: row.telegram_id,
      username: row.username,
      firstName: row.first_name,
      lastName: row.last_name,
      language: isLanguage(row.language) ? row.language : 'fa',
      balanceToman: Number(row.balance),
      email: row.email,
      canReceive: row.can_receive,
    },
  };
}
