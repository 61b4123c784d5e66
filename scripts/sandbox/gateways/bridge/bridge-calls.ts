import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What a tenant's bridge is asked to make, as docs/bridge.md has it. */
const created = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  number: z.string().regex(/^\d+$/),
  amount_toman: z.number().int().positive(),
  description: z.string().min(1),
  language: z.enum(['fa', 'en', 'ru']),
  payer_id: z.string(),
  callback_url: z.url().nullable(),
  return_url: z.url(),
  expires_at: z.iso.datetime(),
});
const refunded = z.object({ refund_id: z.string().min(1), amount_toman: z.number().int().positive() });

/** A payment at the bridge. */
export interface BridgedPayment extends z.output<typeof created> {
  readonly bridge_id: string;
  status: 'open' | 'paid' | 'cancelled' | 'refunded';
  paid_toman: number;
  refund_id: string | null;
  /** When money comes that was pressed for; 0: none is on its way. */
  due_at: number;
}

/** What the bridge knows. */
export interface BridgeWorld {
  readonly payments: Map<string, BridgedPayment>;
  now(): number;
}

/** A status and the members of the answer. */
export type BridgeReply = readonly [status: number, json: object];

/** Money came. */
export function payBridged(payment: BridgedPayment, toman: number): void {
  Object.assign(payment, { status: 'paid', paid_toman: toman, due_at: 0 });
}

/** A payment with what came late; undefined: there is none. */
export function findBridged({ payments, now }: BridgeWorld, id: string): BridgedPayment | undefined {
  const payment = payments.get(id);
  if (payment && payment.due_at > 0 && payment.due_at <= now()) payBridged(payment, payment.amount_toman);
  return payment;
}

/** A payment as the fleet is told of it. */
export function tellBridged(payment: BridgedPayment, { root, now }: { root: string; now(): number }): object {
  const { id, bridge_id, amount_toman, paid_toman, status: kept, expires_at } = payment;
  const status = kept === 'open' && Date.parse(expires_at) <= now() ? 'expired' : kept;
  const can = status === 'open' ? ['cancel'] : status === 'paid' ? ['refund'] : [];
  const receipt = paid_toman > 0 ? `B-${bridge_id.slice(0, 8)}` : null;
  return {
    id,
    bridge_id,
    status,
    amount_toman,
    paid_toman,
    pay_url: `${root}/pay/${bridge_id}`,
    receipt,
    can,
  };
}

/** Makes a payment, or finds that of the same id; a reply: it is refused. */
export function createBridged({ payments }: BridgeWorld, given: unknown): BridgedPayment | BridgeReply {
  const read = created.safeParse(given);
  if (!read.success) return [422, { code: 'refused', detail: read.error.message }];
  const known = payments.get(read.data.id);
  if (known) return known.amount_toman === read.data.amount_toman ? known : [409, { code: 'conflict' }];
  const own = { bridge_id: randomBytes(12).toString('hex'), refund_id: null, due_at: 0, paid_toman: 0 };
  const payment: BridgedPayment = { ...read.data, ...own, status: 'open' };
  payments.set(payment.id, payment);
  return payment;
}

/** Gives all of a payment back, once; a reply: it is refused. */
export function refundBridged(payment: BridgedPayment, given: unknown): BridgeReply | undefined {
  const { data } = refunded.safeParse(given);
  if (!data) return [422, { code: 'refused' }];
  if (payment.status === 'refunded' && payment.refund_id === data.refund_id) return undefined;
  if (payment.status !== 'paid' || data.amount_toman !== payment.paid_toman)
    return [409, { code: 'not_refundable' }];
  Object.assign(payment, { status: 'refunded', refund_id: data.refund_id });
  return undefined;
}
