import type { StandInCall } from '../stand-in.js';
import { isSafeCallback, readAbangatewayRequest } from './abangateway-requests.js';
import {
  AbangatewayRefusal,
  feeOf,
  invoiceView,
  newInvoiceId,
  partsOf,
  type AbangatewayInvoice,
  type AbangatewayShop,
  type AbangatewayWorld,
} from './abangateway-world.js';

/** Who asks: a shop, by one of its keys. */
export interface AbangatewayCaller {
  readonly shop: AbangatewayShop;
  readonly isTest: boolean;
}

interface Reply {
  readonly status: number;
  readonly json: unknown;
}

const leastRial = 10_000;
const mostRial = 10_000_000_000;

function create(world: AbangatewayWorld, { shop, isTest }: AbangatewayCaller, call: StandInCall): Reply {
  const { success, data: given, error } = readAbangatewayRequest(call);
  if (!success)
    return {
      status: 422,
      json: { detail: error.issues.map(({ path, message }) => ({ loc: path, msg: message })) },
    };
  const { amount_rial: amount, callback_url: callback, expiry_minutes: minutes } = given;
  if (amount < leastRial || amount > mostRial) throw new AbangatewayRefusal(422, 'amount_not_allowed');
  if (callback !== undefined && !isSafeCallback(callback))
    throw new AbangatewayRefusal(422, 'unsafe_callback_url');
  if (!shop.hasCard) throw new AbangatewayRefusal(409, 'no_card_registered');
  if (shop.isAtCeiling) throw new AbangatewayRefusal(409, 'cards_at_ceiling');
  if (shop.isFull) throw new AbangatewayRefusal(503, 'capacity_full');
  const feeRial = isTest ? 0 : feeOf(amount);
  if (feeRial > shop.feeWalletRial)
    throw new AbangatewayRefusal(402, 'insufficient_fee_wallet', {
      required_rial: feeRial,
      available_rial: shop.feeWalletRial,
    });
  shop.feeWalletRial -= feeRial;
  const createdAt = world.now();
  const invoice: AbangatewayInvoice = {
    ...{ id: newInvoiceId(), liveKey: shop.liveKey, isTest, given, feeRial, createdAt },
    parts: partsOf(world, amount),
    expiresAt: createdAt + minutes * 60_000,
    ...{ status: 'pending', paidParts: 0, paidAt: null, isVerified: false, dueAt: null },
  };
  world.invoices.set(invoice.id, invoice);
  return { status: 201, json: invoiceView(world, invoice) };
}

function verify(invoice: AbangatewayInvoice): Reply {
  if (invoice.status === 'expired') throw new AbangatewayRefusal(410, 'invoice_expired');
  if (invoice.status !== 'paid') throw new AbangatewayRefusal(402, 'not_yet_paid');
  if (invoice.isVerified) throw new AbangatewayRefusal(409, 'already_verified');
  invoice.isVerified = true;
  const { id, given, paidAt } = invoice;
  const { order_id: orderId = null, amount_rial: amount } = given;
  const paid = new Date(paidAt ?? 0).toISOString();
  return {
    status: 200,
    json: { verified: true, invoice_id: id, order_id: orderId, amount_rial: amount, paid_at: paid },
  };
}

function cancel(shop: AbangatewayShop, invoice: AbangatewayInvoice): void {
  if (invoice.status === 'expired') throw new AbangatewayRefusal(410, 'invoice_expired');
  if (invoice.status !== 'pending') throw new AbangatewayRefusal(409, 'invoice_not_payable');
  invoice.status = 'cancelled';
  shop.feeWalletRial += invoice.feeRial;
}

/** What a call makes happen beside its answer. */
export interface AbangatewayDeeds {
  /** An invoice of a test key is paid as a payer would. */
  pay(invoice: AbangatewayInvoice): void;
  tell(invoice: AbangatewayInvoice, event: string): void;
}

/** An invoice of the key that asks. */
function ownInvoice({ invoices }: AbangatewayWorld, { shop, isTest }: AbangatewayCaller, id: string) {
  const invoice = invoices.get(id);
  if (invoice?.liveKey === shop.liveKey && invoice.isTest === isTest) return invoice;
  throw new AbangatewayRefusal(404, 'invoice_not_found');
}

function simulate(
  { isTest }: AbangatewayCaller,
  invoice: AbangatewayInvoice,
  { pay }: AbangatewayDeeds,
): void {
  if (!isTest) throw new AbangatewayRefusal(403, 'sandbox_only');
  if (invoice.status !== 'pending') throw new AbangatewayRefusal(409, 'invoice_not_payable');
  pay(invoice);
}

const invoicePath = /^\/api\/v1\/invoices\/([\w-]{1,64})(?:\/(verify|cancel|simulate-payment))?$/;

/** What a shop asks, answered. Throws AbangatewayRefusal. */
export function runAbangatewayCall(
  world: AbangatewayWorld,
  caller: AbangatewayCaller,
  call: StandInCall,
  deeds: AbangatewayDeeds,
): Reply {
  const { method, path } = call;
  if (method === 'POST' && path === '/api/v1/invoices') return create(world, caller, call);
  const [, id = '', action = ''] = invoicePath.exec(path) ?? [];
  if (id === '' || method !== (action === '' ? 'GET' : 'POST'))
    return { status: 404, json: { detail: 'Not Found' } };
  const invoice = ownInvoice(world, caller, id);
  if (action === 'verify') return verify(invoice);
  if (action === 'simulate-payment') simulate(caller, invoice, deeds);
  if (action === 'cancel') {
    cancel(caller.shop, invoice);
    deeds.tell(invoice, 'invoice.cancelled');
  }
  return { status: 200, json: invoiceView(world, invoice) };
}
