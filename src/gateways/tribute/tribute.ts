import { now } from '#platform/clock.js';
import { dayMs } from '#platform/units.js';
import { z } from 'zod';
import { callTribute } from './call-tribute.js';
import { judgeTributeEvent } from './judge-event.js';
import { refundTributeSell, tributeStateOf } from './order-states.js';
import { hintOfTribute, readTributeEvent, tributeSignatureHeader } from './tribute-events.js';
import { listTributeOrders, tributeOrderSchema, toKopecks, type TributeOrder } from './tribute-orders.js';
import {
  tributePeriodOf,
  tributeRepeatDays,
  tributeStandingOf,
  stopTributeCharges,
} from './tribute-repeats.js';
import {
  tributeBrand as brand,
  isTributeRecurring,
  tributeCredentials as credentials,
  tributeFeature as feature,
  tributeSettings as settings,
  type TributeCredentials as Credentials,
} from './tribute-settings.js';
import { cutText } from '../cut-text.js';
import { gatewayBusy, gatewayRefused } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { CreatedPayment, PaidAtGateway, PaymentAsk } from '../payment-at-gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import { referencePattern } from '../reference.js';

const name = 'tribute';
/** What Tribute takes as a title and a description, in UTF-16 units. */
const longest = { title: 100, description: 300 };

type Access = GatewayAccess<Credentials>;

const shop = z.object({ recurrent: z.boolean().default(false) });

const misconfigured = (said: string) =>
  gatewayRefused('gateway.misconfigured', { gateway: name, said, money: 'untouched' });

const linkRepeatsNothing =
  'a donation link charges nobody again: switch recurring off, or empty tribute_link';

/** Inside Telegram first; in a browser where there is no other page. */
function createdOf({ uuid, webappPaymentUrl, paymentUrl }: TributeOrder): CreatedPayment {
  const url = webappPaymentUrl ?? paymentUrl;
  if (url !== undefined) return { externalId: uuid, url };
  const said = `the order ${uuid} has no page to pay on`;
  throw gatewayBusy('gateway.garbage', { gateway: name, said, money: 'untouched' });
}

/** Where there is no shop, nothing is made: the payer gives by a link, and webhooks alone tell who gave how much. */
function sentToLink({ reference, callbackUrl, repeatDays: days }: PaymentAsk, link: string): CreatedPayment {
  if (days !== undefined) throw misconfigured(linkRepeatsNothing);
  if (callbackUrl === undefined) throw misconfigured('donations are told to PUBLIC_URL alone');
  return { externalId: reference, url: link };
}

/** Orders of yesterday and today, by which zone whatever. */
const listRecent = (access: Access): Promise<TributeOrder[]> =>
  listTributeOrders(access, { from: now() - dayMs, to: now() + dayMs });

/** Orders of a shop inside Telegram, or donations; told by signed webhooks, and an order can be asked about. */
export const tribute = {
  name,
  brand,
  apiRoot: { variable: 'TRIBUTE_API_ROOT', standard: 'https://tribute.tg' },
  currency: 'RUB',
  limits: { least: '1.00', most: '3000.00' },
  settings,
  feature,
  guide: {
    fa: 'در Tribute ← ⋯ ← Settings ← API Keys یک کلید بسازید و بدهید، و همان‌جا نشانی بازگشت ربات را به‌عنوان وب‌هوک بگذارید. فروشگاه (Shop API) را پشتیبانی Tribute وصل می‌کند؛ اگر فروشگاه ندارید، لینک دونیت خود را در tribute_link بگذارید: پرداخت‌کننده مبلغ را خودش می‌نویسد.',
    en: 'Make a key in Tribute → ⋯ → Settings → API Keys and enter it; on the same page, enter the callback address of the bot as the webhook. The shop (Shop API) is connected by Tribute’s support; without one, put your donation link into tribute_link: payers then type the sum themselves.',
    ru: 'Создайте ключ в Tribute → ⋯ → Настройки → API Keys и введите его; там же укажите адрес уведомлений бота как вебхук. Магазин (Shop API) подключает поддержка Tribute; если магазина нет, укажите ссылку на донат в tribute_link: сумму плательщик вводит сам.',
  },
  credentials,
  // Keys are made anew, and nothing else names an account; numbers of orders and charges are unique over all accounts.
  accountOf: () => name,
  needsPublicUrl: false,
  payableForMs: dayMs,
  askedForMs: 3 * dayMs,
  repeats: {
    by: 'gateway',
    days: tributeRepeatDays,
    isOn: isTributeRecurring,
    stop: stopTributeCharges,
    standing: tributeStandingOf,
  },
  async create(ask, access) {
    const { reference, amount, currency, description, returnUrl, email } = ask;
    const { link } = access.credentials;
    if (link !== null) return sentToLink(ask, link);
    const json = {
      amount: toKopecks(amount),
      currency: currency.toLowerCase(),
      title: cutText(description, longest.title),
      description: cutText(description, longest.description),
      period: tributePeriodOf(ask.repeatDays),
      customerId: reference,
      ...{ successUrl: returnUrl, failUrl: returnUrl },
      ...(email !== undefined && { email }),
    };
    // Nobody has its page yet: one that we do not hear of is never paid.
    const asked = { operation: 'create', path: '/shop/orders', json, isOfShop: true } as const;
    return createdOf(await callTribute(access, asked, tributeOrderSchema));
  },
  async find(ask, access) {
    const { link } = access.credentials;
    if (link !== null) return sentToLink(ask, link);
    const found = (await listRecent(access)).find(({ customerId }) => customerId === ask.reference);
    return found && createdOf(found);
  },
  inquire: tributeStateOf,
  async listPaid(access) {
    if (access.credentials.link !== null) return [];
    const paid = (await listRecent(access)).filter(({ status }) => status === 'paid');
    return paid.reverse().map(({ uuid: externalId, customerId: reference = '' }): PaidAtGateway => ({
      externalId,
      ...(referencePattern.test(reference) && { reference }),
    }));
  },
  refund: refundTributeSell,
  async test(access) {
    const asked = { operation: 'shops', path: '/shops', isOfShop: true } as const;
    const [first] = await callTribute(access, asked, z.array(shop));
    const { link, isRecurring } = access.credentials;
    if (link !== null && isRecurring) throw misconfigured(linkRepeatsNothing);
    if (link !== null) return;
    const said = 'the account has no shop: ask the support of Tribute for one, or set tribute_link';
    if (!first) throw gatewayRefused('gateway.account_off', { gateway: name, said, money: 'untouched' });
    if (isRecurring && !first.recurrent) throw misconfigured('the shop takes no recurring payments');
  },
  callback: {
    isProven: true,
    headers: [tributeSignatureHeader],
    reply: { status: 200, type: 'text/plain', body: 'ok' },
    read(request) {
      const event = readTributeEvent(request);
      return event && hintOfTribute(event);
    },
    judge: (request, { credentials: { apiKey } }: Pick<Access, 'credentials'>) =>
      judgeTributeEvent(request, apiKey),
  },
} as const satisfies Gateway<Credentials>;
