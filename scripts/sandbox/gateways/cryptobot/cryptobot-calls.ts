import { randomBytes } from 'node:crypto';
import {
  cryptoAssets,
  CryptobotRefusal,
  type CryptoAsset,
  type CryptobotGiven,
  type CryptobotMethod,
} from './cryptobot-requests.js';

/** An app as its owner made it in @CryptoBot; its token opens it. */
export interface CryptobotApp {
  readonly token: string;
  readonly id: number;
  /** Where it tells of paid invoices; null: webhooks are off. */
  webhookUrl: string | null;
  /** May it send coins? Off until the owner allows it in the Security menu. */
  mayTransfer: boolean;
  /** What it has of each coin. */
  balance: number;
}

/** What the fleet gave, and what became of it. */
export interface CryptobotInvoice {
  readonly id: number;
  readonly hash: string;
  readonly token: string;
  readonly given: CryptobotGiven<'createInvoice'>;
  readonly createdAt: number;
  paidAt: number | null;
  /** The payer comes then, unless it ends before. */
  dueAt: number | null;
}

interface Transfer {
  readonly id: number;
  readonly token: string;
  readonly given: CryptobotGiven<'transfer'>;
  readonly at: number;
}

export interface CryptobotWorld {
  readonly apps: Map<string, CryptobotApp>;
  readonly invoices: Map<number, CryptobotInvoice>;
  readonly transfers: Transfer[];
  /** Telegram ids of people who never started @CryptoBot. */
  readonly strangers: Set<number>;
  now(): number;
  root(): string;
}

/** Dollars a coin. */
const prices: Readonly<Record<CryptoAsset, number>> = {
  BNB: 640,
  BTC: 64_000,
  ETH: 3_200,
  LTC: 80,
  TON: 5.4,
  TRX: 0.16,
  USDC: 0.9997,
  USDT: 0.9996,
};

/** `expired` is what nobody is told. */
export function statusOf({ now }: CryptobotWorld, { paidAt, createdAt, given }: CryptobotInvoice) {
  if (paidAt !== null) return 'paid';
  return given.expires_in !== undefined && now() >= createdAt + given.expires_in * 1_000
    ? 'expired'
    : 'active';
}

const iso = (at: number): string => new Date(at).toISOString();

/** The invoice as the API and the webhook show it. */
export function invoiceView(world: CryptobotWorld, invoice: CryptobotInvoice) {
  const { given, id, hash, createdAt, paidAt } = invoice;
  const { expires_in: seconds, accepted_assets: accepted, ...shown } = given;
  const root = world.root();
  return {
    invoice_id: id,
    hash,
    ...shown,
    ...(given.currency_type === 'fiat' && { accepted_assets: accepted?.split(',') ?? [...cryptoAssets] }),
    bot_invoice_url: `${root}/pay/${hash}`,
    mini_app_invoice_url: `${root}/pay/${hash}?startapp=invoice-${hash}`,
    web_app_invoice_url: `${root}/pay/${hash}?web=1`,
    status: statusOf(world, invoice),
    created_at: iso(createdAt),
    ...(seconds !== undefined && { expiration_date: iso(createdAt + seconds * 1_000) }),
    ...(paidAt !== null && paidView(invoice, paidAt)),
  };
}

function paidView({ given }: CryptobotInvoice, paidAt: number) {
  const asset = given.asset ?? (given.accepted_assets?.split(',')[0] as CryptoAsset | undefined) ?? 'USDT';
  const amount = given.asset ? given.amount : (Number(given.amount) / prices[asset]).toFixed(8);
  return {
    paid_asset: asset,
    paid_amount: amount,
    paid_fiat_rate: String(prices[asset]),
    paid_usd_rate: String(prices[asset]),
    fee_asset: asset,
    // As seen: a text in some answers, a number in others.
    fee_amount: Number((Number(amount) * 0.03).toFixed(8)),
    fee_in_usd: (Number(amount) * prices[asset] * 0.03).toFixed(2),
    paid_at: iso(paidAt),
    paid_anonymously: false,
  };
}

const transferView = ({ id, given: { disable_send_notification: _, ...given }, at }: Transfer) => ({
  transfer_id: id,
  ...given,
  status: 'completed',
  completed_at: iso(at),
});

const own = <T extends { readonly token: string }>(app: CryptobotApp, all: Iterable<T>): T[] =>
  [...all].filter(({ token }) => token === app.token).reverse();

type Calls = {
  readonly [M in CryptobotMethod]: (
    world: CryptobotWorld,
    app: CryptobotApp,
    given: CryptobotGiven<M>,
  ) => unknown;
};

/** What each method does; throws the API's refusals. */
export const cryptobotCalls: Calls = {
  getMe: (_, { id, webhookUrl }) => ({
    app_id: id,
    name: 'Demo shop',
    payment_processing_bot_username: 'CryptoTestnetBot',
    ...(webhookUrl !== null && { webhook_endpoint: webhookUrl }),
  }),
  createInvoice(world, { token }, given) {
    const id = 528_890 + world.invoices.size;
    const hash = `IV${randomBytes(5).toString('hex')}`;
    const invoice = { id, hash, token, given, createdAt: world.now(), paidAt: null, dueAt: null };
    world.invoices.set(id, invoice);
    return invoiceView(world, invoice);
  },
  deleteInvoice(world, { token }, { invoice_id: id }) {
    const invoice = world.invoices.get(id);
    if (invoice?.token !== token) throw new CryptobotRefusal(400, 'INVOICE_NOT_FOUND');
    if (invoice.paidAt !== null) throw new CryptobotRefusal(400, 'INVOICE_ALREADY_PAID');
    // Its number is not given out again.
    world.invoices.set(id, { ...invoice, token: '' });
    return true;
  },
  getInvoices(world, app, { asset, fiat, invoice_ids: ids, status, offset, count }) {
    const found = own(app, world.invoices.values()).filter(
      (invoice) =>
        (asset === undefined || invoice.given.asset === asset) &&
        (fiat === undefined || invoice.given.fiat === fiat) &&
        (ids === undefined || ids.split(',').includes(String(invoice.id))) &&
        (status === undefined || statusOf(world, invoice) === status),
    );
    return { items: found.slice(offset, offset + count).map((invoice) => invoiceView(world, invoice)) };
  },
  transfer(world, app, given) {
    if (!app.mayTransfer) throw new CryptobotRefusal(403, 'METHOD_DISABLED');
    if (own(app, world.transfers).some((one) => one.given.spend_id === given.spend_id))
      throw new CryptobotRefusal(400, 'SPEND_ID_ALREADY_USED');
    if (world.strangers.has(given.user_id)) throw new CryptobotRefusal(400, 'USER_NOT_FOUND');
    const dollars = Number(given.amount) * prices[given.asset];
    if (dollars < 0.995) throw new CryptobotRefusal(400, 'AMOUNT_TOO_SMALL');
    if (dollars > 25_000) throw new CryptobotRefusal(400, 'AMOUNT_TOO_BIG');
    const spent = own(app, world.transfers).reduce(
      (sum, one) => sum + (one.given.asset === given.asset ? Number(one.given.amount) : 0),
      0,
    );
    if (spent + Number(given.amount) > app.balance) throw new CryptobotRefusal(400, 'NOT_ENOUGH_COINS');
    const transfer = { id: 1 + world.transfers.length, token: app.token, given, at: world.now() };
    world.transfers.push(transfer);
    return transferView(transfer);
  },
  getTransfers(world, app, { asset, spend_id: name, offset, count }) {
    const found = own(app, world.transfers).filter(
      ({ given }) =>
        (asset === undefined || given.asset === asset) && (name === undefined || given.spend_id === name),
    );
    return { items: found.slice(offset, offset + count).map(transferView) };
  },
};
