import { createHash, randomBytes } from 'node:crypto';
import { Pal24Refusal, type Pal24CallName, type Pal24Request } from './pal24-requests.js';

/** A shop as its owner made it in the cabinet; its token opens it. */
export interface Pal24Shop {
  readonly id: string;
  readonly token: string;
  /** Signs postbacks in the place of the token, where it is there. */
  readonly signatureToken: string | null;
  /** Result URL: where it tells; null: nowhere. */
  resultUrl: string | null;
}

export interface Pal24Bill {
  readonly id: string;
  readonly token: string;
  readonly given: Pal24Request<'POST bill/create'>;
  readonly createdAt: number;
  isActive: boolean;
  status: 'FAIL' | 'NEW' | 'OVERPAID' | 'PROCESS' | 'SUCCESS' | 'UNDERPAID';
  /** What came in by now. */
  paid: number;
  /** The payer comes then; null: nobody said so. */
  dueAt: number | null;
}

/** How the stand-in behaves where the real one was seen to behave in several ways. */
export interface Pal24Manner {
  /** Success is a text, or a boolean. */
  successAs: 'boolean' | 'text';
  /** Is a bill inside of `bill` where it is asked about? */
  isNested: boolean;
  /** Postbacks come as forms, or as JSON. */
  tellsIn: 'form' | 'json';
}

export interface Pal24World {
  readonly shops: Map<string, Pal24Shop>;
  readonly bills: Map<string, Pal24Bill>;
  readonly manner: Pal24Manner;
  now(): number;
  root(): string;
}

const usualTtl = 30 * 24 * 3_600;
const feeRate = 0.04;

/** Can it be paid? A `normal` bill once, within its time, while it is switched on. */
export function isOpen({ now }: Pal24World, { isActive, status, createdAt, given }: Pal24Bill): boolean {
  const isInTime = now() < createdAt + Number(given.ttl ?? usualTtl) * 1_000;
  return isActive && isInTime && ['NEW', 'PROCESS', 'UNDERPAID'].includes(status);
}

/** What the payer is asked for: the fee too, where he bears it. */
export function priceOf({ given }: Pal24Bill): number {
  const amount = Number(given.amount);
  return given.payer_pays_commission === '1' ? Math.round(amount * (1 + feeRate) * 100) / 100 : amount;
}

const billView = (world: Pal24World, bill: Pal24Bill) => ({
  id: bill.id,
  order_id: bill.given.order_id ?? null,
  active: isOpen(world, bill),
  status: bill.status,
  // Of a bill that was paid, what was paid.
  amount: ['OVERPAID', 'SUCCESS'].includes(bill.status) ? bill.paid : Number(bill.given.amount),
  type: bill.given.type.toUpperCase(),
  created_at: new Date(bill.createdAt).toISOString(),
  currency_in: bill.given.currency_in,
});

function ownBill({ bills }: Pal24World, { token }: Pal24Shop, id: string): Pal24Bill {
  const bill = bills.get(id);
  if (bill?.token !== token) throw new Pal24Refusal(404, 'Bill not found.');
  return bill;
}

const newId = () => randomBytes(6).toString('base64url').replace(/[-_]/g, 'x');

type Calls = {
  readonly [C in Pal24CallName]: (world: Pal24World, shop: Pal24Shop, given: Pal24Request<C>) => object;
};

/** What each call does; throws Pal24Refusal. */
export const pal24Calls: Calls = {
  'POST bill/create'(world, shop, given) {
    if (given.shop_id !== shop.id)
      throw new Pal24Refusal(422, 'The given data was invalid.', { shop_id: ['The shop is not yours.'] });
    const rest = { createdAt: world.now(), isActive: true, status: 'NEW', paid: 0, dueAt: null } as const;
    const bill: Pal24Bill = { id: newId(), token: shop.token, given, ...rest };
    world.bills.set(bill.id, bill);
    const root = world.root();
    return {
      link_url: `${root}/link/${bill.id}`,
      link_page_url: `${root}/transfer/${bill.id}`,
      bill_id: bill.id,
    };
  },
  'GET bill/status'(world, shop, { id }) {
    const bill = billView(world, ownBill(world, shop, id));
    return world.manner.isNested ? { bill } : bill;
  },
  'POST bill/toggle_activity'(world, shop, { id, active }) {
    const bill = ownBill(world, shop, id);
    bill.isActive = active === '1';
    return billView(world, bill);
  },
  'GET merchant/balance': () => ({
    balances: [{ currency: 'RUB', balance_available: 10, balance_locked: 0, balance_hold: 0 }],
  }),
};

/** A postback as it is sent. */
export interface Pal24Postback {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs what is told, and writes it as the manner has it. */
export function postbackOf(
  { manner }: Pick<Pal24World, 'manner'>,
  shop: Pal24Shop,
  { fields, signed }: { fields: Readonly<Record<string, string>>; signed: readonly string[] },
): Pal24Postback {
  const text = [...signed.map((name) => fields[name]), shop.signatureToken ?? shop.token].join(':');
  const SignatureValue = createHash('md5').update(text).digest('hex').toUpperCase();
  const told = { ...fields, SignatureValue };
  return manner.tellsIn === 'json'
    ? { body: JSON.stringify(told), headers: { 'content-type': 'application/json' } }
    : {
        body: String(new URLSearchParams(told)),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      };
}

/** Fields of the postback about a bill as it stands. */
export function paymentFields(bill: Pal24Bill, paid: number) {
  const { id, given, status } = bill;
  const fields = {
    InvId: given.order_id ?? id,
    OutSum: paid.toFixed(2),
    Commission: (paid * feeRate).toFixed(2),
    TrsId: `${id}T${Math.round(bill.paid)}`,
    Status: status,
    CurrencyIn: given.currency_in,
    custom: given.custom ?? '',
  };
  return { fields, signed: ['OutSum', 'InvId'] };
}
