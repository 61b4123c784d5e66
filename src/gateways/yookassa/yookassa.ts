import { now } from '#platform/clock.js';
import { dayMs, hourMs, minuteMs } from '#platform/units.js';
import { demandAccount } from '../demand-account.js';
import type { Gateway } from '../gateway.js';
import type { ChargeAsk } from '../repeats.js';
import type { CreatedPayment, KnownPayment, PaymentAsk } from '../payment-at-gateway.js';
import { callYookassa, isKeySpent, unlessNotFound, type YookassaAccess as Access } from './call-yookassa.js';
import { findYookassaPayment, listYookassaPage } from './list-payments.js';
import { refundByYookassa } from './refund-by-yookassa.js';
import {
  namesOfYookassa,
  yookassaPayable,
  yookassaPayment,
  yookassaState,
  type YookassaPayment,
} from './yookassa-payments.js';
import { yookassaNotices } from './yookassa-notices.js';
import { yookassaSale, yookassaWay } from './yookassa-sale.js';
import { testYookassaShop } from './test-yookassa-shop.js';
import {
  yookassaBrand,
  yookassaConfig,
  yookassaCredentials,
  yookassaFeature,
  yookassaSettings,
  type YookassaCredentials,
} from './yookassa-settings.js';

const gateway = 'yookassa';
/** Who has not confirmed by then cannot any more. */
const payableForMs = hourMs;
/** A key makes the same payment for a day; an hour of that is left for clocks that differ. */
const keyLastsMs = 23 * hourMs;

const accountOf = ({ shopId }: Pick<YookassaCredentials, 'shopId'>): string => shopId;

/** A shop knows its own payments alone. */
const demandShop = (payment: KnownPayment, { credentials }: Access): void =>
  demandAccount(payment, { gateway, own: accountOf(credentials), maker: 'the shop' });

/** A charge may be asked for until so long after its row was begun (`expiresAt`). */
const chargeableForMs = dayMs;
/** A moment before anything can have been asked for, that may be asked for so long; clocks may differ. */
const beginningOfAsk = ({ expiresAt }: PaymentAsk, openMs: number): Date =>
  new Date(expiresAt.getTime() - openMs - 10 * minuteMs);

const createdOf = (
  { id, created_at: at }: YookassaPayment,
  { confirmation_url: url }: { readonly confirmation_url: string },
): CreatedPayment => ({
  externalId: id,
  url,
  ...(at && { expiresAt: new Date(at.getTime() + payableForMs) }),
});

/** Charges by what was saved. Under one reference there is one charge, also when the key's day is over. */
async function charge(ask: ChargeAsk, access: Access): Promise<{ readonly externalId: string }> {
  const made = { reference: ask.reference, since: beginningOfAsk(ask, chargeableForMs) };
  const isKeyOver = now() - made.since.getTime() > keyLastsMs;
  const before = isKeyOver ? await findYookassaPayment(access, made) : undefined;
  const { id } = before ?? (await chargeAnew(ask, access).catch(lookWhereSpent));
  return { externalId: id };
  async function lookWhereSpent(error: unknown): Promise<YookassaPayment> {
    const found = isKeySpent(error) ? await findYookassaPayment(access, made) : undefined;
    if (!found) throw error;
    return found;
  }
}

function chargeAnew(ask: ChargeAsk, access: Access): Promise<YookassaPayment> {
  const json = { ...yookassaSale(ask, access), payment_method_id: ask.mandate };
  const post = { key: ask.reference, json };
  const call = { path: '/payments', operation: 'charge', post, money: 'unknown' } as const;
  return callYookassa(access, call, yookassaPayment);
}

/** A gateway of Russia, in roubles: its own page, unsigned notifications, receipts, saved ways to pay, refunds whole and in part. */
export const yookassa = {
  name: gateway,
  brand: yookassaBrand,
  apiRoot: { variable: 'YOOKASSA_API_ROOT', standard: 'https://api.yookassa.ru' },
  currency: 'RUB',
  limits: { least: '1.00', most: '350000.00' },
  settings: yookassaSettings,
  feature: yookassaFeature,
  guide: {
    fa: 'شناسهٔ فروشگاه (shopId) را از بخش تنظیمات پنل YooKassa و کلید محرمانه را از «Integration → API keys» بردارید و بدهید. در «Integration → HTTP notifications» نشانی بازگشت ربات را وارد کنید و رویدادهای payment.succeeded، payment.canceled و refund.succeeded را روشن کنید. اگر رسید مالیاتی (54-FZ) را YooKassa صادر می‌کند، receipt و vat_code را در پیکربندی بگذارید؛ برداشت خودکار (repeats) را پیش‌تر باید YooKassa برای فروشگاه فعال کرده باشد.',
    en: 'Take the shop id from the settings of the YooKassa dashboard and the secret key from Integration → API keys. Under Integration → HTTP notifications enter the callback address of the bot, and choose payment.succeeded, payment.canceled and refund.succeeded. Where YooKassa makes your receipts (54-FZ), set receipt and vat_code in the configuration; before you switch repeats on, ask your YooKassa manager to allow autopayments.',
    ru: 'Возьмите shopId в настройках личного кабинета YooKassa, а секретный ключ в разделе «Интеграция → Ключи API». В разделе «Интеграция → HTTP-уведомления» укажите адрес уведомлений бота и выберите payment.succeeded, payment.canceled и refund.succeeded. Если чеки по 54-ФЗ формирует YooKassa, включите в конфигурации receipt и задайте vat_code; прежде чем включать repeats, попросите менеджера YooKassa подключить автоплатежи.',
  },
  credentials: yookassaCredentials,
  accountOf,
  needsPublicUrl: false,
  payableForMs,
  askedForMs: 2 * dayMs,
  needsEmail: (config: unknown) => yookassaConfig.parse(config).receipt,
  /** The same again is the same payment, under its key. A day later it is another; the first is long over, and nobody has its page. */
  async create(ask, access) {
    const { returnUrl: return_url, language } = ask;
    const confirmation = { type: 'redirect', return_url, locale: language === 'ru' ? 'ru_RU' : 'en_US' };
    const json = {
      ...yookassaSale(ask, access),
      confirmation,
      ...yookassaWay(access),
      ...(ask.repeatDays !== undefined && { save_payment_method: true }),
    };
    const post = { key: ask.reference, json };
    const made = await callYookassa(
      access,
      { path: '/payments', operation: 'create', post },
      yookassaPayable,
    );
    return createdOf(made, made.confirmation);
  },
  /** What was made with other words than are asked for now, which the key refuses. */
  async find(ask, access) {
    const made = await findYookassaPayment(access, {
      reference: ask.reference,
      since: beginningOfAsk(ask, payableForMs),
    });
    return made?.status === 'pending' && made.confirmation ? createdOf(made, made.confirmation) : undefined;
  },
  async inquire(payment, access) {
    demandShop(payment, access);
    const call = { path: `/payments/${encodeURIComponent(payment.externalId)}`, operation: 'payment' };
    const said = await unlessNotFound(callYookassa(access, call, yookassaPayment));
    if (!said) return { kind: 'ended', as: 'failed', code: 'not_found' };
    return yookassaState(said, payment, access.credentials);
  },
  async listPaid(access) {
    const { payments } = await listYookassaPage(access, { status: 'succeeded' });
    return payments.map(namesOfYookassa).reverse();
  },
  repeats: {
    by: 'fleet',
    days: 'any',
    endingCodes: ['card_expired', 'fraud_suspected', 'payment_method_restricted', 'permission_revoked'],
    isOn: (config: unknown) => yookassaConfig.parse(config).repeats,
    charge,
    /** Nothing is charged but by us, and what was saved cannot be deleted through the API. */
    stop: () => Promise.resolve(),
  },
  refundsParts: true,
  async refund(refund, access) {
    demandShop(refund, access);
    return refundByYookassa(refund, access);
  },
  test: testYookassaShop,
  callback: yookassaNotices,
} as const satisfies Gateway<YookassaCredentials>;
