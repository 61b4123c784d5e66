import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { partOfAmount } from '#platform/money.js';
import { sameSecret } from '#platform/secrets.js';
import { dayMs } from '#platform/units.js';
import {
  callCryptobot,
  appSchema,
  isDone,
  invoiceList,
  listInvoices,
  payableSchema,
  readNamedInvoice,
  readWebhook,
  signatureOf,
  transferList,
  transferSchema,
  type Invoice,
  type NamedInvoice,
  type PayableInvoice,
} from './call-cryptobot.js';
import { parseJson } from '../call-gateway.js';
import {
  accountOf,
  cryptobotCredentials as credentials,
  cryptobotSettings as settings,
  type CryptobotCredentials as Credentials,
} from './cryptobot-settings.js';
import { demandAccount } from '../demand-account.js';
import type { Gateway } from '../gateway.js';
import type { CreatedPayment, KnownPayment, PaidAtGateway } from '../payment-at-gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState } from '../gateway-state.js';
import { methodFeature, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import { refusedRefund } from '../refused-refund.js';

const name = 'cryptobot';
const brand = sameEverywhere('CryptoBot');
const signatureHeader = 'crypto-pay-api-signature';
/** It tries to tell us for three days; what was signed longer ago is somebody else's copy. */
const freshForMs = 4 * dayMs;

type Access = GatewayAccess<Credentials>;

/** An app knows its own invoices alone. */
const demandApp = (payment: KnownPayment, { credentials: now }: Access): void =>
  demandAccount(payment, { gateway: name, own: accountOf(now), maker: 'the app' });

/** A payment's invoice; undefined: it was deleted. */
async function invoiceOf(payment: KnownPayment, access: Access): Promise<Invoice | undefined> {
  demandApp(payment, access);
  const asked = { method: 'getInvoices', given: { invoice_ids: payment.externalId } };
  const found = await callCryptobot(access, asked, invoiceList);
  return found.find(({ invoice_id: id }) => String(id) === payment.externalId);
}

const createdOf = ({
  invoice_id: id,
  bot_invoice_url: url,
  expiration_date: end,
}: PayableInvoice): CreatedPayment => ({
  externalId: String(id),
  url,
  ...(end !== undefined && { expiresAt: new Date(end) }),
});

/** `paid` and `expired` are final. Paid is what was asked for, in whichever coin: parts and more are impossible there. */
function stateOf({ status, amount, fiat, asset, invoice_id: id, ...invoice }: Invoice): GatewayState {
  if (status === 'active') return { kind: 'open' };
  if (status === 'expired') return { kind: 'ended', as: 'expired' };
  const coins =
    invoice.paid_amount === undefined ? undefined : `${invoice.paid_amount} ${invoice.paid_asset ?? ''}`;
  const currency = fiat ?? asset ?? '';
  return {
    kind: 'paid',
    amount,
    currency,
    receipt: String(id),
    ...(coins !== undefined && { note: coins.trim() }),
  };
}

const namesOf = ({ invoice_id: id, payload: reference = '' }: NamedInvoice): PaidAtGateway => ({
  externalId: String(id),
  ...(referencePattern.test(reference) && { reference }),
});

/** Invoices in dollars, paid in coins inside Telegram; told by signed webhooks, and nobody tells of their end. */
export const cryptobot = {
  name,
  brand,
  apiRoot: {
    variable: 'CRYPTOBOT_API_ROOT',
    standard: 'https://pay.crypt.bot',
    sandbox: 'https://testnet-pay.crypt.bot',
    isSandbox: ({ isTestnet }: Credentials) => isTestnet,
  },
  currency: 'USD',
  limits: { least: '1.00', most: '25000.00' },
  settings,
  feature: methodFeature(brand, {
    min: 100_000,
    max: 100_000_000,
    needs: ['cryptobot_api_token', 'rate_toman_per_usd'],
  }),
  guide: {
    fa: 'در @CryptoBot (Crypto Pay ← Create App) یک اپ بسازید و توکن آن را بدهید؛ در همان اپ، وب‌هوک را روی نشانی بازگشت ربات روشن کنید.',
    en: 'Make an app in @CryptoBot (Crypto Pay → Create App) and enter its token; in the same app, switch webhooks on for the callback address of the bot.',
    ru: 'Создайте приложение в @CryptoBot (Crypto Pay → Create App) и введите его токен; там же включите вебхуки на адрес уведомлений бота.',
  },
  credentials,
  accountOf,
  needsPublicUrl: false,
  payableForMs: 31 * dayMs,
  askedForMs: 32 * dayMs,
  async create({ reference, amount, currency, description, returnUrl, expiresAt }, access) {
    const seconds = Math.ceil((expiresAt.getTime() - now()) / 1_000);
    const given = {
      ...{ currency_type: 'fiat', fiat: currency, amount, payload: reference },
      description: description.slice(0, 1_024),
      ...{ paid_btn_name: 'openBot', paid_btn_url: returnUrl, allow_comments: false },
      expires_in: Math.min(Math.max(seconds, 60), 2_678_400),
      ...(access.credentials.assets.length > 0 && { accepted_assets: access.credentials.assets.join(',') }),
    };
    const asked = { method: 'createInvoice', given, money: 'unknown' } as const;
    return createdOf(await callCryptobot(access, asked, payableSchema));
  },
  async find({ reference, currency: fiat }, access) {
    for (const status of ['active', 'paid'] as const)
      for await (const invoice of listInvoices(access, { status, fiat, pages: 5 })) {
        const { data: found } = payableSchema.safeParse(invoice);
        if (found?.payload === reference) return createdOf(found);
      }
    return undefined;
  },
  async inquire(payment, access) {
    const invoice = await invoiceOf(payment, access);
    if (!invoice) return { kind: 'ended', as: 'cancelled', code: 'deleted' };
    return invoice.payload === payment.reference ? stateOf(invoice) : { kind: 'disputed', code: 'payload' };
  },
  async listPaid(access) {
    const paid: PaidAtGateway[] = [];
    const asked = { status: 'paid', fiat: 'USD', pages: 1 } as const;
    for await (const invoice of listInvoices(access, asked)) paid.unshift(namesOf(invoice));
    return paid;
  },
  /** Coins are sent to the payer, who may be another than he who paid. */
  async refund(refund, access) {
    const { paid_amount: paid, paid_asset: asset, status } = (await invoiceOf(refund, access)) ?? {};
    if (status !== 'paid' || paid === undefined || asset === undefined)
      return { kind: 'by_hand', code: 'not_paid' };
    const amount = partOfAmount(paid, refund.refundAmount, refund.amount);
    const given = { user_id: Number(refund.payerId), asset, amount, spend_id: refund.refundReference };
    try {
      await callCryptobot(access, { method: 'transfer', given, money: 'unknown' }, transferSchema);
      return { kind: 'sent' };
    } catch (error) {
      const refused = refusedRefund(error);
      // A name that was used before is refused too: then the first try was heard, and its answer lost.
      const asked = { method: 'getTransfers', given: { spend_id: refund.refundReference } };
      const sent = await callCryptobot(access, asked, transferList);
      const isSent = sent.some(({ spend_id: id }) => id === refund.refundReference);
      return isSent ? { kind: 'sent' } : refused;
    }
  },
  async cancel(payment, access) {
    demandApp(payment, access);
    const asked = { method: 'deleteInvoice', given: { invoice_id: Number(payment.externalId) } };
    return callCryptobot(access, asked, isDone).catch((error: unknown) => {
      if (error instanceof PermanentError && error.code === 'gateway.refused') return false;
      throw error;
    });
  },
  async test(access) {
    await callCryptobot(access, { method: 'getMe' }, appSchema);
  },
  callback: {
    isProven: true,
    headers: [signatureHeader],
    reply: { status: 200, type: 'text/plain', body: 'ok' },
    read({ method, body }) {
      const invoice = method === 'POST' ? readNamedInvoice(parseJson(body.toString())) : undefined;
      return invoice && namesOf(invoice);
    },
    judge({ headers, body }, { credentials: { token } }: Pick<Access, 'credentials'>) {
      if (!sameSecret(headers[signatureHeader]?.toLowerCase() ?? '', signatureOf(token, body)))
        return 'forged';
      const update = readWebhook(parseJson(body.toString()));
      if (update?.update_type !== 'invoice_paid') return 'ask';
      if (now() - Date.parse(update.request_date) > freshForMs) return 'forged';
      return update.payload.status === 'paid' ? stateOf(update.payload) : 'ask';
    },
  },
} as const satisfies Gateway<Credentials>;
