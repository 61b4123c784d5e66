import { CardToCardPayment } from '#models/card-to-card-payment.js';
import { TenantPaymentCard } from '#models/tenant-payment-card.js';
import { takeBankMessage, type ForwardedMessage } from '#services/card-payments/take-bank-message.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../factories/bot.js';
import { uniqueNumber } from '../factories/unique.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from './database.js';

const minuteMs = 60_000;
/** What a bot has set in which messages approve payments. */
export const matching = { card_matching: true, card_message_senders: [] as string[], payment_open_hours: 24 };

/** Groups of three, as banks write amounts. */
const grouped = (rial: number): string => String(rial).replace(/\B(?=(\d{3})+$)/g, ',');

/** A message of Mellat about a deposit, sent now; `extra`: lines of its own. */
export function deposit(
  toman: number,
  {
    minutesAgo = 0,
    left = 5_000_000,
    extra = '',
    ...others
  }: Partial<ForwardedMessage> & {
    readonly minutesAgo?: number;
    readonly left?: number;
    readonly extra?: string;
  } = {},
): ForwardedMessage {
  const at = Date.now() - minutesAgo * minuteMs;
  const text = `بانک ملت\nواریز: ${grouped(toman * 10)} ریال\nمانده: ${grouped(left)} ریال${extra && `\n${extra}`}`;
  return { sender: 'Bank Mellat', text, sentAt: at, arrivedAt: Date.now(), ...others };
}

interface PaymentWish {
  readonly status?: 'approved' | 'cancelled' | 'expired' | 'pending' | 'rejected';
  readonly minutesAgo?: number;
  readonly hasReceipt?: boolean;
  readonly cardEnd?: string;
}

/** A bot with matching on, and what happens in it. */
export async function openMatchingBot() {
  const { tenant } = await buildBot();
  const cards = new Map<string, string>();
  async function cardOf(end: string): Promise<string> {
    const known = cards.get(end);
    if (known) return known;
    const number = `603799000000${end}`;
    const card = await tenant.db(() =>
      TenantPaymentCard.create({ cardNumber: number, cardHolderName: 'Sara' }),
    );
    cards.set(end, card.id);
    return card.id;
  }
  return {
    tenant,
    /** Begins a payment of a new person; its number. */
    async begin(
      toman: number,
      { status = 'pending', minutesAgo = 10, hasReceipt = false, cardEnd = '1234' }: PaymentWish = {},
    ) {
      const user = await buildUser(tenant);
      const cardId = await cardOf(cardEnd);
      const payment = await tenant.db(() =>
        CardToCardPayment.create({
          userId: user.id,
          cardId,
          amountToman: toman,
          trackingNumber: `C2C-${uniqueNumber()}`,
          status,
          submittedAt: hasReceipt ? new Date() : null,
          paidAt: status === 'approved' ? new Date() : null,
          expiresAt: new Date(Date.now() + 60 * minuteMs),
        }),
      );
      await ownerQuery(
        `update card_to_card_payments set created_at = now() - $2 * interval '1 minute' where id = $1`,
        [payment.id, minutesAgo],
      );
      return payment.id;
    },
    take: (message: ForwardedMessage, as: Tenant = tenant) => takeBankMessage(as, message, matching),
    /** Where each payment stands, with what was credited. */
    payments: () =>
      ownerQuery<{ id: string; status: string; credited: number | null; reference: string | null }>(
        `select id::text, status, credited_toman::int as credited, bank_reference as reference
         from card_to_card_payments as payment where bot_id = $1 order by payment.id`,
        [tenant.botId],
      ),
    messages: () =>
      ownerQuery<{ state: string; payment_id: string | null; text: string }>(
        'select state, payment_id::text, text from card_bank_messages as message where bot_id = $1 order by message.id',
        [tenant.botId],
      ),
    /** Sum of all wallets, and number and sum of the ledger's rows. */
    async money() {
      const [row] = await ownerQuery<{ wallets: number; rows: number; ledger: number }>(
        `select (select sum(balance_toman)::int from users where bot_id = $1) as wallets,
           (select count(*)::int from transactions where bot_id = $1) as rows,
           (select coalesce(sum(amount_toman), 0)::int from transactions where bot_id = $1) as ledger`,
        [tenant.botId],
      );
      return row!;
    },
    /** The payments that reviewers are asked about, a list for each message. */
    async asked() {
      const rows = await ownerQuery<{ payload: { about: { payment_ids: string[] } } }>(
        `select payload from outbox where bot_id = $1 and job_name = 'notice.send'
           and payload->>'kind' = 'bank_message_unclear' order by id`,
        [tenant.botId],
      );
      return rows.map(({ payload }) => payload.about.payment_ids);
    },
  };
}

export type MatchingBot = Awaited<ReturnType<typeof openMatchingBot>>;
