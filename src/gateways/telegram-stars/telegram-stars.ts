import { z } from 'zod';
import { dayMs, minuteMs } from '#platform/units.js';
import { callBot, type BotAnswer } from './call-bot.js';
import { cutText } from '../cut-text.js';
import { gatewayRefused, type MoneyAfterFault } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import { methodFeature } from '../method-feature.js';
import { readStarsSince, type StarTransaction } from './star-transactions.js';

interface Credentials {
  readonly telegram_token: string;
}
type Access = GatewayAccess<Credentials>;

const brand = { fa: 'استارز تلگرام', en: 'Telegram Stars', ru: 'Telegram Stars' };
const name = 'telegram_stars';
/** What Telegram takes as a title and a description, in UTF-16 units. */
const longest = { title: 32, description: 255 };
/** Telegram's clock and ours may differ by so much. */
const slackMs = 10 * minuteMs;

/** Telegram Stars: paid inside Telegram by the bot's own invoices; what came in is told by updates and listed by the Bot API. */
export const telegramStars = {
  name,
  brand,
  currency: 'XTR',
  limits: { least: '1', most: '10000' },
  settings: {},
  feature: methodFeature(brand, { min: 1_000, max: 50_000_000, needs: ['rate_toman_per_star'] }),
  guide: {
    fa: 'چیزی برای وارد کردن نیست: ستاره‌ها به حساب خود ربات می‌آیند و در @BotFather ← Balance برداشته می‌شوند. فقط نرخ ستاره را بگذارید.',
    en: 'Nothing is entered: Stars come to the bot’s own balance and are withdrawn in @BotFather → Balance. Only the rate of a Star is set.',
    ru: 'Ничего вводить не нужно: звёзды приходят на баланс бота, вывод в @BotFather → Balance. Задаётся только курс звезды.',
  },
  credentials: z.object({ telegram_token: z.string().min(1) }),
  accountOf: ({ telegram_token: token }: Credentials) => token.split(':')[0] ?? '',
  needsPublicUrl: false,
  // The link itself never ends: what is over is refused at the pre-checkout.
  payableForMs: dayMs,
  askedForMs: 3 * dayMs,
  repeats: {
    by: 'gateway',
    days: [30],
    async stop({ receipt, payerId }, access) {
      if (receipt === null) return;
      const params = { user_id: Number(payerId), telegram_payment_charge_id: receipt, is_canceled: true };
      // What Telegram refuses of it is a subscription that is no longer there.
      await call(access, 'editUserStarSubscription', { params, money: 'untouched' });
    },
  },
  async create({ reference, amount, description, repeatDays }, access) {
    const title = cutText(description, longest.title);
    const url = await ask<string>(access, 'createInvoiceLink', {
      title,
      description: cutText(description, longest.description),
      payload: reference,
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: title, amount: Number(amount) }],
      ...(repeatDays !== undefined && { subscription_period: (repeatDays * dayMs) / 1_000 }),
    });
    return { externalId: reference, url };
  },
  async inquire({ reference, receipt, createdAt }, access) {
    const seen = await readStars(access, new Date(createdAt.getTime() - slackMs));
    const charges = seen.filter(
      ({ way, id, payload }) => way === 'in' && (receipt === null ? payload === reference : id === receipt),
    );
    const isBack = ({ id }: StarTransaction): boolean =>
      seen.some((one) => one.way === 'out' && one.id === id);
    const paid = charges.find((charge) => !isBack(charge));
    if (paid) return { kind: 'paid', amount: String(paid.amount), currency: 'XTR', receipt: paid.id };
    return { kind: charges.length > 0 ? 'refunded' : 'open' };
  },
  async refund({ receipt, payerId }, access) {
    if (receipt === null) return { kind: 'by_hand', code: 'no_charge' };
    const params = { user_id: Number(payerId), telegram_payment_charge_id: receipt };
    const answer = await call(access, 'refundStarPayment', { params, money: 'unknown' });
    if (!('refusal' in answer) || answer.refusal.includes('CHARGE_ALREADY_REFUNDED')) return { kind: 'sent' };
    const [code = 'refused'] = /\b[A-Z]{1,30}(?:_[A-Z]{1,30}){1,10}\b/.exec(answer.refusal) ?? [];
    return { kind: 'by_hand', code };
  },
  async test(access) {
    await ask(access, 'getMyStarBalance', {});
  },
} as const satisfies Gateway<Credentials>;

/** The bot's invoice payments and refunds since then, oldest first. Throws what `callBot` throws. */
export const readStars = (access: Access, since: Date): Promise<StarTransaction[]> =>
  readStarsSince((page) => ask(access, 'getStarTransactions', { ...page }), since);

const call = <T>(
  { telegramRoot: root, credentials }: Access,
  method: string,
  how: { readonly params: Readonly<Record<string, unknown>>; readonly money: MoneyAfterFault },
): Promise<BotAnswer<T>> =>
  callBot<T>({ gateway: name, root, token: credentials.telegram_token, method, ...how });

/** A call that moves no money; what Telegram refuses of it is refused for good. */
async function ask<T>(access: Access, method: string, params: Readonly<Record<string, unknown>>): Promise<T> {
  const answer = await call<T>(access, method, { params, money: 'untouched' });
  if ('result' in answer) return answer.result;
  const said = answer.refusal;
  throw gatewayRefused(said.includes('AMOUNT') ? 'gateway.amount' : 'gateway.refused', {
    gateway: name,
    said,
    money: 'untouched',
  });
}
