import { randomBytes } from 'node:crypto';
import type { LocalizedText } from '#platform/setting-kinds.js';
import { dayMs } from '#platform/units.js';
import {
  bridgeName,
  bridgePayment,
  bridgeRoot,
  callBridge,
  paymentOf,
  type BridgeAnswer,
  type BridgePayment,
} from './bridge-call.js';
import { bridgeCredentials, bridgeSettings, type BridgeCredentials } from './bridge-settings.js';
import { judgeSignature, signatureHeaders } from './bridge-signature.js';
import { gatewayBusy, gatewayRefused } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { CreatedPayment, KnownPayment } from '../payment-at-gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState } from '../gateway-state.js';
import { methodFeature } from '../method-feature.js';

const brand: LocalizedText = { fa: 'درگاه پرداخت', en: 'Payment page', ru: 'Страница оплаты' };
const million = 1_000_000;

type Access = GatewayAccess<BridgeCredentials>;

const createdOf = ({
  bridge_id: externalId,
  pay_url: url,
  expires_at: end,
}: BridgePayment): CreatedPayment => ({
  externalId,
  url,
  ...(end && { expiresAt: new Date(end) }),
});

function stateOf({ status, paid_toman: paid, receipt = null }: BridgePayment): GatewayState {
  if (status === 'open') return { kind: 'open' };
  if (status === 'paid') return { kind: 'paid', amount: String(paid), currency: 'IRT', receipt };
  if (status === 'refunded') return { kind: 'refunded' };
  return { kind: 'ended', as: status };
}

const isUnknown = (answer: BridgeAnswer): boolean =>
  'refusal' in answer && answer.refusal === 'unknown_payment';
const place = (reference: string): string => `/payments/${reference}`;
const look = (access: Access, reference: string, operation = 'state') =>
  callBridge(access, { operation, path: place(reference) });

/** A payment that was made, and the bridge that has it: after a change of the address, that may be the one before. */
async function locate(access: Access, { reference, account }: KnownPayment) {
  const answer = await look(access, reference);
  const has = { answer, at: access };
  if (isUnknown(answer) && account !== bridgeRoot(access.credentials)) {
    has.at = { ...access, credentials: { ...access.credentials, bridge_url: account } };
    has.answer = await look(has.at, reference);
  }
  return { payment: paymentOf(has.answer, reference), at: has.at };
}

/** A tenant's own payment program, which speaks what docs/bridge.md says. */
export const bridge = {
  name: bridgeName,
  brand,
  currency: 'IRT',
  limits: { least: '1', most: String(100_000 * million) },
  settings: bridgeSettings,
  feature: {
    ...methodFeature(brand, { min: 1_000, max: 1_000 * million, needs: ['bridge_secret', 'bridge_url'] }),
    title: { fa: 'پل پرداخت', en: 'Payment bridge', ru: 'Платёжный мост' },
    description: {
      fa: 'افراد در صفحهٔ برنامهٔ پرداخت خودتان می‌پردازند.',
      en: 'People pay on the page of a payment program of your own.',
      ru: 'Люди платят на странице вашей собственной платёжной программы.',
    },
  },
  guide: {
    fa: 'نشانی برنامهٔ پرداخت خود و رازی را که با آن امضا می‌کند بدهید؛ قرارداد آن در docs/bridge.md است و `npm run check-bridge` آن را می‌سنجد.',
    en: 'Enter the address of your payment program and the secret that it signs with; its contract is docs/bridge.md, and `npm run check-bridge` tries it.',
    ru: 'Введите адрес своей платёжной программы и секрет, которым она подписывает; договор описан в docs/bridge.md, проверка: `npm run check-bridge`.',
  },
  credentials: bridgeCredentials,
  accountOf: bridgeRoot,
  needsPublicUrl: false,
  payableForMs: dayMs,
  askedForMs: 7 * dayMs,
  async create(wanted, access) {
    const body = {
      id: wanted.reference,
      number: wanted.number,
      amount_toman: Number(wanted.amount),
      description: wanted.description,
      language: wanted.language,
      payer_id: wanted.payerId,
      callback_url: wanted.callbackUrl ?? null,
      return_url: wanted.returnUrl,
      expires_at: wanted.expiresAt.toISOString(),
    };
    const answer = await callBridge(access, { operation: 'create', method: 'POST', path: '/payments', body });
    const made = paymentOf(answer, body.id);
    if (made.amount_toman === body.amount_toman) return createdOf(made);
    const said = `asks for ${made.amount_toman} toman instead of ${body.amount_toman}`;
    throw gatewayRefused('gateway.refused', { gateway: bridgeName, said, money: 'untouched' });
  },
  async find({ reference }, access) {
    const answer = await look(access, reference);
    return isUnknown(answer) ? undefined : createdOf(paymentOf(answer, reference));
  },
  inquire: async (known, access) => stateOf((await locate(access, known)).payment),
  async refund(refund, access) {
    const { reference, refundReference, refundAmount } = refund;
    const { payment, at } = await locate(access, refund);
    if (payment.status === 'refunded') return { kind: 'sent' };
    if (!payment.can.includes('refund')) return { kind: 'by_hand', code: 'unsupported' };
    const body = { refund_id: refundReference, amount_toman: Number(refundAmount) };
    const asked = { operation: 'refund', method: 'POST', path: `${place(reference)}/refund`, body } as const;
    const answer = await callBridge(at, { ...asked, money: 'unknown' });
    return 'payment' in answer ? { kind: 'sent' } : { kind: 'by_hand', code: answer.refusal.slice(0, 100) };
  },
  async cancel(known, access) {
    const { reference } = known;
    const { payment, at } = await locate(access, known);
    if (!payment.can.includes('cancel')) return stateOf(payment).kind === 'ended';
    const asked = { operation: 'cancel', method: 'POST', path: `${place(reference)}/cancel` } as const;
    return stateOf(paymentOf(await callBridge(at, asked), reference)).kind === 'ended';
  },
  async test(access) {
    if (isUnknown(await look(access, randomBytes(16).toString('hex'), 'test'))) return;
    const said = 'knows a payment that was never made';
    throw gatewayBusy('gateway.garbage', { gateway: bridgeName, said, money: 'untouched' });
  },
  callback: {
    isProven: true,
    headers: signatureHeaders,
    read: ({ method, body }) => {
      const payment = method === 'POST' ? bridgePayment.safeParse(parse(body)) : undefined;
      return payment?.success ? { reference: payment.data.id } : undefined;
    },
    judge: (request, { credentials: { bridge_secret: secret } }: Pick<Access, 'credentials'>) => {
      const judged = judgeSignature(secret, request);
      if (judged !== 'fresh') return judged === 'stale' ? 'ask' : 'forged';
      const state = stateOf(bridgePayment.parse(parse(request.body)));
      // Money that came is true for ever; what else is said could be an older word, sent again.
      return state.kind === 'paid' ? state : 'ask';
    },
    reply: { status: 200, type: 'application/json', body: '{"ok":true}' },
  },
} as const satisfies Gateway<BridgeCredentials>;

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
