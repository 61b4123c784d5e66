import { callTelegram } from '#platform/telegram/client.js';
import { insertPayment, writePayment } from '#services/payments/write-payment.js';
import { dayMs } from '#platform/units.js';
import type { Payment } from '#services/payments/payment.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { ownerQuery } from '../database.js';
import type { BotDriver, DrivenBot } from './drive-bot.js';

/** A row of a payment, as tests look at it. */
export interface StarPaymentRow {
  readonly id: string;
  readonly user_id: string;
  readonly status: string;
  readonly amount: number;
  readonly credited: number | null;
  readonly receipt: string | null;
  readonly problem: string | null;
}

/** Payments in Stars of a driven bot, with invoices at the stand-in. */
export function starPayments({ telegram, settle }: BotDriver, bot: DrivenBot) {
  const call = <T>(method: string, params: Readonly<Record<string, unknown>>): Promise<T> =>
    callTelegram<T>({ apiRoot: telegram.url, token: bot.token, method, params });
  const linkOf = (payload: string, stars = 250, more: object = {}): Promise<string> =>
    call('createInvoiceLink', {
      ...{
        title: 'VPN',
        description: 'VPN',
        payload,
        currency: 'XTR',
        prices: [{ label: 'VPN', amount: stars }],
      },
      ...more,
    });
  return {
    call,
    linkOf,
    /** A payment of somebody over 250 Stars, at 2000 toman a Star, for an order or for the wallet; and its invoice. */
    begin: async (
      userId: string,
      orderId: string | null = null,
    ): Promise<{ payment: Payment; url: string }> => {
      const payment = await bot.tenant.db(async (tx) => {
        const made = await insertPayment(bot.tenant, tx, {
          ...{ userId, orderId, method: 'telegram_stars', messageId: null },
          ...{ amountToman: 500_000, currency: 'XTR', currencyAmount: '250', rateToman: '2000' },
          expiresAt: new Date(Date.now() + dayMs),
          checkUntil: new Date(Date.now() + dayMs),
        });
        return writePayment(bot.tenant, tx, made, { externalId: made.reference, stamps: ['asked_at'] });
      });
      return { payment, url: await linkOf(payment.reference) };
    },
    /** Somebody presses Pay, and all that follows is done. What they are shown in the end. */
    pay: async (person: Person, url: string): Promise<string> => {
      const { answered } = telegram.payLink(person, url);
      await bot.takeIn();
      await settle();
      const { text = '' } = await answered;
      await bot.takeIn();
      await settle();
      return text;
    },
    /** Stars come in though the bot was never asked; their update waits at Telegram. The charge. */
    slipThrough: async (person: Person, url: string): Promise<string> => {
      const { queryId } = telegram.payLink(person, url);
      await call('answerPreCheckoutQuery', { pre_checkout_query_id: queryId, ok: true });
      return telegram.starTransactions(bot.token).at(-1)?.id ?? '';
    },
    /** Telegram forgets what waits for the bot: the updates are lost. */
    loseUpdates: (): void => {
      telegram.world.bots.get(bot.token.split(':')[0] ?? '')?.pending.splice(0);
    },
    /** Takes in what waits, and works off all that follows. */
    settle: async (): Promise<void> => {
      await bot.takeIn();
      await settle();
    },
    rows: (): Promise<StarPaymentRow[]> =>
      ownerQuery<StarPaymentRow>(
        `select id::text, user_id::text, status, amount_toman::int as amount, credited_toman::int as credited, receipt, problem
         from gateway_payments where bot_id = $1 order by gateway_payments.id`,
        [bot.botId],
      ),
    balance: async (userId: string): Promise<number> => {
      const [row] = await ownerQuery<{ n: number }>(
        'select balance_toman::int as n from users where bot_id = $1 and id = $2',
        [bot.botId, userId],
      );
      return row?.n ?? 0;
    },
    /** The movements of somebody's wallet: amount and way, oldest first. */
    ledger: async (userId: string): Promise<string[]> => {
      const rows = await ownerQuery<{ amount: string; method: string | null }>(
        `select amount_toman::text as amount, payment_method as method from transactions
         where bot_id = $1 and user_id = $2 order by transactions.id`,
        [bot.botId, userId],
      );
      return rows.map(({ amount, method }) => `${amount} ${method ?? ''}`.trim());
    },
  };
}
