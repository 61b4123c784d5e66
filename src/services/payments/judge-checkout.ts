import type { Language } from '#platform/language.js';
import type { Tenant } from '#tenancy/scope.js';

/** Why money must not be taken: paid already, ended, of another person, of another sum, or none of ours. */
export type CheckoutRefusal = 'amount' | 'foreign' | 'over' | 'paid' | 'unknown';

/** What somebody is about to pay inside Telegram. */
export interface CheckoutClaim {
  /** Telegram id of who pays. */
  readonly payerId: string;
  readonly currency: string;
  readonly amount: number;
  /** Our name of the payment, as the invoice carries it. */
  readonly payload: string;
}

/** undefined: it may be paid. */
export interface CheckoutVerdict {
  readonly refusal: CheckoutRefusal | undefined;
  readonly language: { readonly ofPerson: Language | null; readonly ofBot: Language };
}

interface Row {
  readonly bot_language: Language;
  readonly language: Language | null;
  readonly status: string | null;
  readonly is_over: boolean | null;
  readonly is_own: boolean | null;
  readonly is_sum: boolean | null;
}

const find = `
  select b.default_language as bot_language, u.language, p.status, coalesce(p.expires_at < now(), false) as is_over,
    p.user_id = u.id as is_own, p.currency = $4 and p.currency_amount = $5 as is_sum
  from bots b
  left join users u on u.bot_id = b.id and u.telegram_id = $2
  left join gateway_payments p on p.bot_id = b.id and p.reference = $3 and p.gateway = 'telegram_stars'
  where b.id = $1`;

/** May a payment be paid now, by this person and with this sum? One look at the tables; undefined when the bot is gone. */
export async function judgeCheckout(
  tenant: Tenant,
  { payerId, currency, amount, payload }: CheckoutClaim,
): Promise<CheckoutVerdict | undefined> {
  // What is no name of ours may hold anything, also what PostgreSQL takes in no text.
  const reference = /^[0-9a-f]{32}$/.test(payload) ? payload : '';
  const values = [tenant.botId, payerId, reference, currency, amount];
  const [row] = await tenant.db((tx) => tx.sql<Row>(find, values));
  if (!row) return undefined;
  return { refusal: refusalOf(row), language: { ofPerson: row.language, ofBot: row.bot_language } };
}

function refusalOf(row: Row): CheckoutRefusal | undefined {
  if (row.status === null) return 'unknown';
  if (!row.is_own) return 'foreign';
  if (row.status === 'paid' || row.status === 'held') return 'paid';
  if (row.status !== 'pending' || row.is_over) return 'over';
  return row.is_sum ? undefined : 'amount';
}
