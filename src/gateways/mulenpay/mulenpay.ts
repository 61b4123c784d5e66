import { createHash } from 'node:crypto';
import { compareAmounts, fullAmount } from '#platform/money.js';
import { dayMs } from '#platform/units.js';
import { demandAccount } from '../demand-account.js';
import type { Gateway } from '../gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState, RefundState } from '../gateway-state.js';
import type { KnownPayment, PaymentAsk } from '../payment-at-gateway.js';
import { paidBy, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import { refusedRefund } from '../refused-refund.js';
import {
  callMulenpay,
  findAtMulenpay,
  doneAtMulenpay,
  listByUuid,
  madeAtMulenpay,
  type MulenpayPayment,
} from './call-mulenpay.js';
import { isForged, readMulenpayCallback } from './mulenpay-callback.js';
import {
  mulenpayConfig,
  mulenpayCredentials as credentials,
  mulenpaySettings as settings,
  type MulenpayCredentials as Credentials,
} from './mulenpay-settings.js';
import { plainWords } from './plain-words.js';

const name = 'mulenpay';
const brand = sameEverywhere('MulenPay');
/** Numbers of its statuses that something follows from; 0 and 1 wait, and so do holds (5, 6), which are no payment. */
const status = { cancelled: '2', success: '3', error: '4' } as const;

type Access = GatewayAccess<Credentials>;

/** A shop knows its own payments alone. */
const demandShop = (payment: KnownPayment, { credentials: { shopId } }: Access): void =>
  demandAccount(payment, { gateway: name, own: shopId, maker: 'the shop' });

/** What is asked for, signed: currency, sum and shop as they are sent, and the secret key. */
function requestOf(ask: PaymentAsk, { shopId, secretKey, config }: Credentials) {
  const { reference, number, description, language } = ask;
  const [currency, amount] = ['rub', fullAmount(ask.amount, ask.currency)];
  const words = plainWords(description, language === 'ru' ? `Оплата ${number}` : `Payment ${number}`);
  const told = [...words].slice(0, 128).join('');
  const item = { description: told, quantity: 1, price: Number(amount), vat_code: config.vat_code };
  const sign = createHash('sha1').update(`${currency}${amount}${shopId}${secretKey}`).digest('hex');
  return {
    ...{ currency, amount, uuid: reference, shopId: Number(shopId), description: told },
    language: language === 'ru' ? 'ru' : 'en',
    // A service (4), paid in full (4).
    items: [{ ...item, payment_subject: 4, payment_mode: 4 }],
    sign,
  };
}

function stateOf(found: MulenpayPayment, payment: KnownPayment): GatewayState {
  if (found.uuid !== payment.reference || found.id !== payment.externalId)
    return { kind: 'disputed', code: 'uuid' };
  if (found.status === status.success)
    return {
      ...{ kind: 'paid', amount: found.amount, receipt: found.id },
      currency: found.currency ?? payment.currency,
    };
  if (found.status === status.cancelled) return { kind: 'ended', as: 'cancelled' };
  return found.status === status.error ? { kind: 'ended', as: 'failed', code: 'error' } : { kind: 'open' };
}

const byHand = (code: string): RefundState => ({ kind: 'by_hand', code });

/** Cards and SBP for roubles; callbacks prove nothing, so that each is asked about. */
export const mulenpay = {
  name,
  brand,
  apiRoot: { variable: 'MULENPAY_API_ROOT', standard: 'https://mulenpay.ru/api' },
  currency: 'RUB',
  limits: { least: '100.00', most: '100000.00' },
  settings,
  feature: {
    ...paidBy(brand),
    config: mulenpayConfig,
    isOnByDefault: false,
    needs: ['mulenpay_api_key', 'mulenpay_secret_key', 'mulenpay_shop_id', 'rate_toman_per_rub'],
  },
  guide: {
    fa: 'در کابین MulenPay، در تنظیمات فروشگاه، شناسهٔ فروشگاه (یک عدد)، کلید API و کلید محرمانه را بردارید و بدهید. همان‌جا نشانی بازگشت ربات را به‌عنوان Callback URL بگذارید. کد مالیات رسیدها (vat_code) را در تنظیم روش مشخص کنید؛ ۰ یعنی بدون مالیات.',
    en: 'In the MulenPay cabinet, in the settings of the shop, take the shop id (a number), the API key and the secret key and enter them. Put the callback address of the bot there as the Callback URL. Set the VAT code of receipts (vat_code) in the configuration of the method; 0 is without VAT.',
    ru: 'В кабинете MulenPay, в настройках магазина, возьмите id магазина (число), ключ API и секретный ключ и введите их. Там же укажите адрес уведомлений бота как Callback URL. Код НДС для чеков (vat_code) задайте в настройках способа; 0 означает без НДС.',
  },
  credentials,
  accountOf: ({ shopId }) => shopId,
  needsPublicUrl: false,
  payableForMs: dayMs,
  askedForMs: 3 * dayMs,
  async create(ask, access: Access) {
    const json = requestOf(ask, access.credentials);
    // Nobody has the page of one that we do not hear of; but its name is taken, so it is looked for first.
    const call = { operation: 'create', path: '/payments', method: 'POST', json, money: 'unknown' } as const;
    return callMulenpay(access, call, madeAtMulenpay);
  },
  async find({ reference }, access: Access) {
    const found = await listByUuid(access, reference);
    const [first] = found.flatMap(({ externalId, url }) => (url === undefined ? [] : [{ externalId, url }]));
    return first;
  },
  async inquire(payment, access: Access) {
    demandShop(payment, access);
    const found = await findAtMulenpay(access, payment.externalId);
    // One that it does not show is waited for; our own time ends it.
    return found ? stateOf(found, payment) : { kind: 'open' };
  },
  async identify(externalId, access: Access) {
    const { uuid = '' } = (await findAtMulenpay(access, externalId)) ?? {};
    return referencePattern.test(uuid) ? uuid : undefined;
  },
  /** Whole. One that was given back is cancelled, which tells of a repeat whose first answer was lost. */
  async refund(refund, access: Access): Promise<RefundState> {
    demandShop(refund, access);
    if (compareAmounts(refund.refundAmount, refund.amount) !== 0) return byHand('partial');
    const statusNow = async () => (await findAtMulenpay(access, refund.externalId))?.status;
    const before = await statusNow();
    if (before === status.cancelled) return { kind: 'sent' };
    if (before !== status.success) return byHand('not_paid');
    const path = `/payments/${refund.externalId}/refund`;
    try {
      await callMulenpay(
        access,
        { operation: 'refund', path, method: 'PUT', money: 'unknown' },
        doneAtMulenpay,
      );
      return { kind: 'sent' };
    } catch (error) {
      const refused = refusedRefund(error);
      return (await statusNow()) === status.cancelled ? { kind: 'sent' } : refused;
    }
  },
  async test(access: Access) {
    const path = `/shops/${access.credentials.shopId}/balances`;
    await callMulenpay(access, { operation: 'balances', path }, doneAtMulenpay);
  },
  callback: {
    headers: [],
    reply: { status: 200, type: 'application/json', body: '{"status":"ok"}' },
    read: readMulenpayCallback,
    judge: (request, { credentials: { secretKey } }: Pick<Access, 'credentials'>) =>
      isForged(request, secretKey) ? 'forged' : 'ask',
  },
} as const satisfies Gateway<Credentials>;
