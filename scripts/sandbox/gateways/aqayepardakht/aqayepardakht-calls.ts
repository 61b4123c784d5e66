import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type { StandInCall } from '../stand-in.js';

/** A gateway as its owner registered it there. */
export interface AqayepardakhtGateway {
  readonly pin: string;
  /** Host that callbacks must be of; null: any, which the real one does not do. */
  site: string | null;
  isActive: boolean;
  maySend: boolean;
}

/** A payment there, from its making to its end. */
export interface AqayepardakhtPayment {
  readonly transid: string;
  readonly pin: string;
  readonly amount: number;
  readonly callback: string;
  readonly callbackMethod: 'GET' | 'POST';
  readonly invoiceId: string;
  readonly description: string;
  state: 'waiting' | 'paid' | 'verified' | 'cancelled';
  /** When money comes that was pressed for; null: none is on its way. */
  dueAt: number | null;
}

export interface AqayepardakhtWorld {
  readonly gateways: Map<string, AqayepardakhtGateway>;
  readonly payments: Map<string, AqayepardakhtPayment>;
  now(): number;
}

/** A refusal by its number. */
export class AqayepardakhtRefusal extends Error {
  constructor(readonly code: number) {
    super(String(code));
  }
}

/** The pin of the sandbox, which nobody registers. */
export const sandboxPin = 'sandbox';

const text = z.union([z.string(), z.number()]).optional();
/** What each call takes; what the real one would ignore is refused here, so that nothing is sent in vain. */
const createRequest = z.strictObject({
  ...{ pin: text, amount: text, callback: text, invoice_id: text, description: text },
  ...{ card_number: text, mobile: text, email: text },
  callback_method: z.enum(['GET', 'POST']).default('POST'),
});
const verifyRequest = z.strictObject({ pin: text, amount: text, transid: text });

function read<S extends z.ZodType>({ headers, body }: StandInCall, schema: S): z.output<S> {
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  const given = isJson
    ? parseJson(body.toString())
    : Object.fromEntries(new URLSearchParams(body.toString()));
  const { success, data } = schema.safeParse(given);
  // The facts know no number for what is not read at all.
  if (!success) throw new AqayepardakhtRefusal(-100);
  return data;
}

const refuseIf = (isWrong: boolean, code: number): void => {
  if (isWrong) throw new AqayepardakhtRefusal(code);
};
const isEmpty = (value: string | number | undefined): boolean => value === undefined || value === '';

function readAmount(value: string | number | undefined): number {
  refuseIf(isEmpty(value), -1);
  const amount = Number(value);
  refuseIf(!Number.isInteger(amount), -4);
  refuseIf(amount < 1_000 || amount > 200_000_000, -5);
  return amount;
}

/** Who asks, by the pin. */
function ownGateway(
  { gateways }: AqayepardakhtWorld,
  pin: string | number | undefined,
): AqayepardakhtGateway {
  refuseIf(isEmpty(pin), -2);
  if (pin === sandboxPin) return { pin: sandboxPin, site: null, isActive: true, maySend: true };
  const gateway = gateways.get(String(pin));
  if (!gateway) throw new AqayepardakhtRefusal(-6);
  refuseIf(!gateway.isActive, -11);
  return gateway;
}

function create(world: AqayepardakhtWorld, call: StandInCall): object {
  const given = read(call, createRequest);
  const gateway = ownGateway(world, given.pin);
  const amount = readAmount(given.amount);
  refuseIf(!gateway.maySend, -12);
  const callback = String(given.callback ?? '');
  refuseIf(!URL.canParse(callback), -3);
  refuseIf(gateway.site !== null && new URL(callback).hostname !== gateway.site, -14);
  refuseIf(!isEmpty(given.card_number) && !/^\d{16}$/.test(String(given.card_number)), -13);
  const transid = randomBytes(12).toString('hex').toUpperCase();
  world.payments.set(transid, {
    ...{ transid, pin: gateway.pin, amount, callback, callbackMethod: given.callback_method },
    invoiceId: String(given.invoice_id ?? ''),
    description: String(given.description ?? ''),
    ...{ state: 'waiting', dueAt: null },
  });
  return { status: 'success', transid };
}

/** A payment with what came late; undefined: there is none. */
export function findPayment({ payments, now }: AqayepardakhtWorld, transid: string) {
  const payment = payments.get(transid);
  if (payment && payment.dueAt !== null && payment.dueAt <= now())
    Object.assign(payment, { state: 'paid', dueAt: null });
  return payment;
}

function verify(world: AqayepardakhtWorld, call: StandInCall): object {
  const given = read(call, verifyRequest);
  const { pin } = ownGateway(world, given.pin);
  const amount = readAmount(given.amount);
  refuseIf(isEmpty(given.transid), -7);
  const payment = findPayment(world, String(given.transid));
  if (!payment) throw new AqayepardakhtRefusal(-8);
  refuseIf(payment.pin !== pin, -9);
  refuseIf(payment.amount !== amount, -10);
  refuseIf(payment.state === 'waiting' || payment.state === 'cancelled', 0);
  const code = payment.state === 'verified' ? 2 : 1;
  payment.state = 'verified';
  return { status: 'success', code };
}

export const aqayepardakhtCalls = { create, verify };
