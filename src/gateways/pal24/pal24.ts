import { z } from 'zod';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { compareAmounts, fullAmount } from '#platform/money.js';
import { dayMs } from '#platform/units.js';
import { demandAccount } from '../demand-account.js';
import type { Gateway } from '../gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import { paidBy, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import { callPal24, findBill, doneAtPal24, madeBillSchema, type Bill } from './call-pal24.js';
import { isSignedPostback, readPostback } from './pal24-postback.js';
import {
  pal24Config,
  pal24Credentials as credentials,
  pal24Methods,
  pal24Settings as settings,
  type Pal24Credentials as Credentials,
} from './pal24-settings.js';

const name = 'pal24';
const brand = sameEverywhere('PayPalych');
const payableForMs = dayMs;

type Access = GatewayAccess<Credentials>;

/** A shop knows its own bills alone. */
const demandShop = (payment: KnownPayment, { credentials: { shopId } }: Access): void =>
  demandAccount(payment, { gateway: name, own: shopId, maker: 'the shop' });

/** What counts is what was ordered: more is the fee that the payer bears, or paid too much, and then the bill says so. */
function paidState({ status, amount, currency_in: said }: Bill, payment: KnownPayment, bearsFee: boolean) {
  const { amount: ordered, currency: ours, externalId: receipt } = payment;
  const currency = said ?? ours;
  const paid = amount ?? ordered;
  if (currency !== ours) return { kind: 'paid', amount: paid, currency, receipt } as const;
  const order = compareAmounts(paid, ordered);
  if (order < 0 || (order > 0 && status !== 'OVERPAID' && !bearsFee))
    return { kind: 'disputed', code: 'amount' } as const;
  const note = order > 0 ? { note: `${paid} ${currency}` } : {};
  return { kind: 'paid', amount: ordered, currency, receipt, ...note } as const;
}

/** `UNDERPAID` is not over: the rest may come. So is what nobody knows. */
function stateOf(bill: Bill, payment: KnownPayment, { config }: Credentials): GatewayState {
  const { status, order_id: reference } = bill;
  if ((reference ?? payment.reference) !== payment.reference) return { kind: 'disputed', code: 'order_id' };
  if (status === 'SUCCESS' || status === 'OVERPAID') return paidState(bill, payment, config.payer_pays_fee);
  if (status === 'FAIL') return { kind: 'ended', as: 'failed', code: status };
  return /^CANCELL?ED$/.test(status) ? { kind: 'ended', as: 'cancelled' } : { kind: 'open' };
}

/** The one way that is on; with several the payer chooses. */
function onlyMethodOf({ config: { methods } }: Credentials): { readonly payment_method?: string } {
  const [only, ...others] = methods;
  return only && others.length === 0 ? { payment_method: pal24Methods[only] } : {};
}

/** Cards and SBP for roubles; postbacks are signed, but not their status, so that each is asked about. */
export const pal24 = {
  name,
  brand,
  apiRoot: { variable: 'PAL24_API_ROOT', standard: 'https://pal24.pro' },
  currency: 'RUB',
  limits: { least: '30.00', most: '1000000.00' },
  settings,
  feature: {
    ...paidBy(brand),
    config: pal24Config,
    isOnByDefault: false,
    needs: ['pal24_api_token', 'pal24_shop_id', 'rate_toman_per_rub'],
  },
  guide: {
    fa: 'در پنل PayPalych (Pal24، Pally) فروشگاه بسازید و پس از تأیید، شناسهٔ فروشگاه و توکن API را بدهید. در تنظیمات همان فروشگاه، نشانی بازگشت ربات را در Result URL بگذارید. اگر فروشگاه برای امضا توکن جداگانه‌ای دارد، آن را هم بدهید.',
    en: 'Make a shop in the PayPalych (Pal24, Pally) cabinet and, once it is approved, enter its shop id and the API token. In the settings of that shop, put the callback address of the bot as the Result URL. If the shop has a separate token for signatures, enter that too.',
    ru: 'Создайте магазин в кабинете PayPalych (Pal24, Pally) и после его одобрения введите id магазина и токен API. В настройках магазина укажите адрес уведомлений бота как Result URL. Если у магазина отдельный токен для подписи, введите и его.',
  },
  credentials,
  accountOf: ({ shopId }) => shopId,
  needsPublicUrl: false,
  payableForMs,
  askedForMs: 3 * dayMs,
  async create({ reference, amount, currency, description, language, returnUrl, expiresAt }, access: Access) {
    const { shopId, config } = access.credentials;
    const seconds = Math.ceil((expiresAt.getTime() - now()) / 1_000);
    const form = {
      amount: fullAmount(amount, currency),
      ...{ shop_id: shopId, order_id: reference, type: 'normal', currency_in: currency },
      description: [...description].slice(0, 255).join(''),
      payer_pays_commission: config.payer_pays_fee ? '1' : '0',
      ttl: String(Math.min(Math.max(seconds, 60), payableForMs / 1_000)),
      locale: language === 'ru' ? 'ru' : 'en',
      return_url: returnUrl,
      ...onlyMethodOf(access.credentials),
    };
    return callPal24(access, { path: 'bill/create', form }, madeBillSchema);
  },
  async inquire(payment, access: Access) {
    demandShop(payment, access);
    const bill = await findBill(access, payment.externalId);
    // One that it does not show is waited for; our own time ends it.
    return bill ? stateOf(bill, payment, access.credentials) : { kind: 'open' };
  },
  async identify(externalId, access: Access) {
    const { order_id: reference } = (await findBill(access, externalId)) ?? {};
    return referencePattern.test(reference ?? '') ? (reference ?? undefined) : undefined;
  },
  /** Switched off, and looked at after: somebody may have begun to pay. */
  async cancel(payment, access: Access) {
    demandShop(payment, access);
    const form = { id: payment.externalId, active: '0' };
    try {
      await callPal24(access, { path: 'bill/toggle_activity', form }, doneAtPal24);
    } catch (error) {
      if (error instanceof PermanentError && error.code === 'gateway.refused') return false;
      throw error;
    }
    const { status } = (await findBill(access, payment.externalId)) ?? {};
    return status === 'NEW' || status === 'FAIL' || /^CANCELL?ED$/.test(status ?? '');
  },
  async test(access: Access) {
    await callPal24(access, { path: 'merchant/balance' }, z.object({ balances: z.array(z.unknown()) }));
  },
  callback: {
    isProven: true,
    headers: [],
    reply: { status: 200, type: 'text/plain', body: 'OK' },
    read(request) {
      const told = readPostback(request);
      if (!told) return undefined;
      const { InvId: named = '' } = told;
      const reference = referencePattern.test(named) ? { reference: named } : {};
      if (told.kind !== 'payment') return { externalId: told.BillId, ...reference };
      // Where a bill has no order id, its own id stands there.
      return 'reference' in reference ? reference : { externalId: named };
    },
    judge(request, { credentials: { signatureToken } }: Pick<Access, 'credentials'>) {
      const told = readPostback(request);
      if (!told || !isSignedPostback(told, signatureToken)) return 'forged';
      if (told.kind === 'payment') return 'ask';
      // Nothing can be asked about these: a bill that was paid stays so.
      return { kind: 'disputed', code: `${told.kind}_${told.Status.toLowerCase()}` };
    },
  },
} as const satisfies Gateway<Credentials>;
