import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChargeAsk } from '#gateways/repeats.js';
import type { KnownPayment, PaymentAsk, RefundAsk } from '#gateways/payment-at-gateway.js';
import { yookassa } from '#gateways/yookassa/yookassa.js';
import { paymentId, reference, shopId } from './yookassa-answers.js';

export const secretKey = 'live_secret-of-nobody';

/** What the adapter is given of a shop; `config` as it is stored. */
export const accessTo = (
  root: string,
  { config, ...shop }: { shopId?: string; secretKey?: string; config?: object } = {},
) => ({
  root,
  credentials: yookassa.credentials.parse({
    yookassa_shop_id: shop.shopId ?? shopId,
    yookassa_secret_key: shop.secretKey ?? secretKey,
    config,
  }),
  telegramRoot: '',
  mayCallPrivate: true,
});

export const ask = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
  ...{
    reference,
    number: '17',
    amount: '299.00',
    currency: 'RUB',
    description: 'VPN 30 days',
    language: 'ru',
  },
  ...{ payerId: '500100203', callbackUrl: undefined, returnUrl: 'https://t.me/shop_bot' },
  expiresAt: new Date(Date.now() + 3_600_000),
  ...more,
});
export const chargeOf = (mandate: string, more: Partial<PaymentAsk> = {}): ChargeAsk => ({
  ...ask(more),
  mandate,
});
export const known = (more: Partial<KnownPayment> = {}): KnownPayment => ({
  ...{ reference, externalId: paymentId, account: shopId, amount: '299.00', currency: 'RUB', receipt: null },
  createdAt: new Date(),
  ...more,
});
export const refundOf = (payment: KnownPayment, more: Partial<RefundAsk> = {}): RefundAsk => ({
  ...payment,
  refundAmount: payment.amount,
  refundReference: `${payment.reference}r`,
  description: 'VPN 30 days',
  payerId: '500100203',
  ...more,
});

export const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly json: unknown;
}

/** Answers every call with what is set, those to a path that begins with `on` apart. */
export async function openAnswers() {
  const asked: Asked[] = [];
  const said: { on: string; status: number; body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url: path = '', method = '', headers } = request;
      const body = Buffer.concat(parts).toString();
      asked.push({ method, path, headers, json: body === '' ? undefined : JSON.parse(body) });
      const answer = said.find(({ on }) => `${method} ${path}`.startsWith(on));
      response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' }).end(answer?.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer(body: unknown, { on = '', status = 200 }: { on?: string; status?: number } = {}): void {
      said.unshift({ on, status, body: typeof body === 'string' ? body : JSON.stringify(body) });
    },
    forget: (): void => void said.splice(0),
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
}
export type Answers = Awaited<ReturnType<typeof openAnswers>>;
