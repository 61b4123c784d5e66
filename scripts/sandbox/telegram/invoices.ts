import { badRequest } from './api-error.js';
import type { Invoice, Json } from './types.js';

/** The only period of a subscription in Stars: 30 days, in seconds. */
export const subscriptionPeriod = 2_592_000;
const mostStarsAPeriod = 10_000;

interface Price {
  label: string;
  amount: number;
}

/** The invoice that a call asks for; a refusal in Telegram's words where it would refuse it. */
export function readInvoice(params: Json): Invoice {
  const prices = params.prices as Price[];
  checkLength(params, 'title', 32);
  checkLength(params, 'description', 255);
  checkPayload(params.payload as string);
  const currency = params.currency as string;
  if (!/^[A-Z]{3}$/.test(currency)) throw badRequest('CURRENCY_INVALID');
  if (prices.length === 0) throw badRequest('there must be at least one price');
  checkProvider(params, prices.length);
  const totalAmount = prices.reduce((sum, price) => sum + price.amount, 0);
  if (totalAmount <= 0) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  const invoice: Invoice = {
    title: params.title as string,
    description: params.description as string,
    currency,
    totalAmount,
    payload: params.payload as string,
  };
  if (params.subscription_period === undefined) return invoice;
  checkSubscription(params.subscription_period as number, invoice);
  return { ...invoice, subscriptionPeriod };
}

/** What a Pay button says when the bot gave none of its own. */
export function payLabel({ currency, totalAmount }: Invoice): string {
  return currency === 'XTR' ? `Pay ⭐️${totalAmount}` : `Pay ${totalAmount / 100} ${currency}`;
}

function checkLength(params: Json, name: string, max: number): void {
  const { length } = [...(params[name] as string)];
  if (length < 1 || length > max) throw badRequest(`${name.toUpperCase()}_INVALID`);
}

function checkPayload(payload: string): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes < 1 || bytes > 128) throw badRequest('INVOICE_PAYLOAD_INVALID');
}

/** Stars take one price and no provider, money the other way round. */
function checkProvider(params: Json, priceCount: number): void {
  if (params.currency !== 'XTR') {
    if (!params.provider_token) throw badRequest('PAYMENT_PROVIDER_INVALID');
  } else if (priceCount !== 1 || params.provider_token) throw badRequest('STARS_INVOICE_INVALID');
}

function checkSubscription(period: number, { currency, totalAmount }: Invoice): void {
  if (period !== subscriptionPeriod) throw badRequest('SUBSCRIPTION_PERIOD_INVALID');
  if (currency !== 'XTR') throw badRequest('CURRENCY_INVALID');
  if (totalAmount > mostStarsAPeriod) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
}
