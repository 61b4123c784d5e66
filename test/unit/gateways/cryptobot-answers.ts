import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

/** An invoice as the documentation's worked example has it. */
export const invoice = {
  invoice_id: 528890,
  hash: 'IVDoTcNBYEfk',
  currency_type: 'fiat',
  fiat: 'USD',
  amount: '4.99',
  accepted_assets: ['USDT', 'TON'],
  bot_invoice_url: 'https://t.me/CryptoTestnetBot?start=IVDoTcNBYEfk',
  mini_app_invoice_url: 'https://t.me/CryptoTestnetBot/app?startapp=invoice-IVDoTcNBYEfk',
  web_app_invoice_url: 'https://testnet-app.send.tg/invoices/IVDoTcNBYEfk',
  description: 'VPN 30 days',
  status: 'active',
  created_at: '2026-09-20T10:00:00.000Z',
  allow_comments: true,
  allow_anonymous: true,
  expiration_date: '2026-09-20T11:00:00.000Z',
  payload: reference,
  paid_btn_name: 'openBot',
  paid_btn_url: 'https://t.me/shop_bot',
};
export const paidInvoice = {
  ...invoice,
  status: 'paid',
  paid_asset: 'USDT',
  paid_amount: '4.9921',
  paid_fiat_rate: '0.9996',
  fee_asset: 'USDT',
  fee_amount: '0.1498',
  paid_at: '2026-09-20T10:03:09.950Z',
};

const paid: GatewayState = {
  kind: 'paid',
  amount: '4.99',
  currency: 'USD',
  receipt: '528890',
  note: '4.9921 USDT',
};
const listed = (...items: object[]) => ({ ok: true, result: { items } });

/** What `getInvoices` answers about a payment, and what that means. */
export const states: readonly (readonly [form: string, answer: unknown, state: GatewayState])[] = [
  ['active', listed(invoice), { kind: 'open' }],
  ['paid', listed(paidInvoice), paid],
  ['paid, the fee as a number', listed({ ...paidInvoice, fee_amount: 0.1498 }), paid],
  [
    'paid, the amount with zeros',
    listed({ ...paidInvoice, amount: '4.990000' }),
    { ...paid, amount: '4.990000' },
  ],
  ['paid, in a very old bare list', { ok: true, result: [paidInvoice] }, paid],
  [
    'paid, swapped to another coin',
    listed({ ...paidInvoice, swap_to: 'TON', is_swapped: true, swapped_to: 'TON', swapped_output: 0.92 }),
    paid,
  ],
  [
    'paid, priced in a coin',
    listed({ ...paidInvoice, currency_type: 'crypto', fiat: undefined, asset: 'TON', amount: '0.92' }),
    { ...paid, amount: '0.92', currency: 'TON' },
  ],
  [
    'paid, without a word about the coin',
    listed({ ...paidInvoice, paid_asset: undefined, paid_amount: undefined }),
    { kind: 'paid', amount: '4.99', currency: 'USD', receipt: '528890' },
  ],
  [
    'paid, with nulls and shapes that nobody knows beside it',
    listed({
      ...paidInvoice,
      asset: null,
      paid_asset: null,
      paid_amount: null,
      expiration_date: 'soon',
      bot_invoice_url: null,
    }),
    { kind: 'paid', amount: '4.99', currency: 'USD', receipt: '528890' },
  ],
  [
    'paid, in no currency that it names',
    listed({ ...paidInvoice, fiat: undefined }),
    { ...paid, currency: '' },
  ],
  ['expired', listed({ ...invoice, status: 'expired' }), { kind: 'ended', as: 'expired' }],
  ['deleted', listed(), { kind: 'ended', as: 'cancelled', code: 'deleted' }],
  [
    'paid, but not for this payment',
    listed({ ...paidInvoice, payload: 'b'.repeat(32) }),
    { kind: 'disputed', code: 'payload' },
  ],
];

const refused = (code: number, name?: string) => JSON.stringify({ ok: false, error: { code, name } });

interface Fault {
  readonly form: string;
  readonly status: number;
  readonly body: string;
  /** What it is called; what will never work is no reason to wait. */
  readonly code: string;
  readonly isFinal: boolean;
  readonly said?: string;
}

/** What any method may answer instead of a result. */
export const faults: readonly Fault[] = [
  {
    form: 'a wrong token or net',
    status: 401,
    body: refused(401, 'UNAUTHORIZED'),
    code: 'gateway.unauthorized',
    isFinal: true,
  },
  {
    form: 'a method that is off',
    status: 403,
    body: refused(403, 'METHOD_DISABLED'),
    code: 'gateway.misconfigured',
    isFinal: true,
  },
  {
    form: 'an unknown method',
    status: 405,
    body: refused(405, 'METHOD_NOT_FOUND'),
    code: 'gateway.misconfigured',
    isFinal: true,
  },
  ...['EXPIRES_IN_INVALID', 'AMOUNT_REQUIRED', 'ASSET_INVALID', 'PARAM_NEVER_SEEN'].map((name) => ({
    form: `a refused parameter, ${name}`,
    status: 400,
    body: refused(400, name),
    code: 'gateway.refused',
    isFinal: true,
    said: name,
  })),
  {
    form: 'a refusal without a name',
    status: 400,
    body: refused(400),
    code: 'gateway.refused',
    isFinal: true,
    said: '400',
  },
  {
    form: 'a refusal without anything',
    status: 400,
    body: '{"ok":false}',
    code: 'gateway.refused',
    isFinal: true,
    said: '400',
  },
  {
    form: 'a refusal with status 200',
    status: 200,
    body: refused(401, 'UNAUTHORIZED'),
    code: 'gateway.unauthorized',
    isFinal: true,
  },
  { form: 'too many calls', status: 429, body: refused(429, 'FLOOD'), code: 'gateway.flood', isFinal: false },
  {
    form: 'too many calls, with status 200',
    status: 200,
    body: refused(429, 'FLOOD'),
    code: 'gateway.flood',
    isFinal: false,
  },
  {
    form: 'trouble',
    status: 500,
    body: refused(500, 'APP_ERROR'),
    code: 'gateway.unavailable',
    isFinal: false,
  },
  {
    form: 'trouble of a proxy',
    status: 502,
    body: '<html>502</html>',
    code: 'gateway.unavailable',
    isFinal: false,
  },
  {
    form: 'trouble with status 200',
    status: 200,
    body: refused(503, 'BUSY'),
    code: 'gateway.unavailable',
    isFinal: false,
  },
  {
    form: 'a page with status 200',
    status: 200,
    body: '<html>maintenance</html>',
    code: 'gateway.garbage',
    isFinal: false,
  },
  {
    form: 'a page with status 403',
    status: 403,
    body: '<html>denied</html>',
    code: 'gateway.garbage',
    isFinal: false,
  },
  { form: 'nothing', status: 200, body: '', code: 'gateway.garbage', isFinal: false },
  {
    form: 'half an answer',
    status: 200,
    body: '{"ok":true,"result":{"invoice_',
    code: 'gateway.garbage',
    isFinal: false,
  },
  {
    form: 'a result of another shape',
    status: 200,
    body: '{"ok":true,"result":"fine"}',
    code: 'gateway.garbage',
    isFinal: false,
  },
  {
    form: 'a status that nobody knows',
    status: 200,
    body: JSON.stringify(listed({ ...invoice, status: 'frozen' })),
    code: 'gateway.garbage',
    isFinal: false,
  },
  {
    form: 'an amount that is none',
    status: 200,
    body: JSON.stringify(listed({ ...paidInvoice, amount: '4,99' })),
    code: 'gateway.garbage',
    isFinal: false,
  },
  {
    form: 'success with another status',
    status: 202,
    body: '{"ok":true,"result":{"items":[]}}',
    code: 'gateway.garbage',
    isFinal: false,
  },
];
