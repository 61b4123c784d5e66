import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  createBridged,
  findBridged,
  payBridged,
  refundBridged,
  tellBridged,
  type BridgedPayment,
  type BridgeReply,
  type BridgeWorld,
} from './bridge-calls.js';
import type {
  GatewayStandIn,
  PayButton,
  PayPage,
  StandInCall,
  StandInMeans,
  StandInReply,
} from '../stand-in.js';

/** The stand-in with what a bot must be told of it: `bridge_url`, `bridge_secret`. */
export interface BridgeStandIn extends GatewayStandIn {
  readonly url: () => string;
  readonly secret: string;
  /** Sends a callback again, or one that was not sent, as it is now; answers its status. */
  tell(reference: string): Promise<number>;
}

const secret = 'the-sandbox-bridge-has-no-secrets';
const lateMs = 60_000;
const windowMs = 300_000;
const callPath = /^\/payments(?:\/([0-9a-f]{32})(?:\/(cancel|refund))?)?$/;

const sign = (...lines: readonly (number | string)[]): string =>
  createHmac('sha256', secret).update(lines.join('\n')).digest('hex');

/** Plays a tenant's payment bridge, its payers' page included. */
export function createBridge({ root, now }: StandInMeans): BridgeStandIn {
  const world: BridgeWorld = { payments: new Map(), now };
  const nonces = new Set<string>();
  const told = (payment: BridgedPayment): object => tellBridged(payment, { root: root(), now });
  const atPage = (bridgeId: string): BridgedPayment | undefined => {
    const payment = [...world.payments.values()].find(({ bridge_id }) => bridge_id === bridgeId);
    return payment && findBridged(world, payment.id);
  };

  /** The nonce of a request that the fleet signed just now, for the first time; undefined: it is none. */
  function nonceOf({ method, path, headers, body }: StandInCall): string | undefined {
    const [time = '', nonce = '', given = ''] = ['timestamp', 'nonce', 'signature'].map((name) =>
      String(headers[`x-bridge-${name}`] ?? ''),
    );
    const place = `${method} ${new URL(root()).pathname}${path}`;
    const right = sign('bridge-1 request', time, nonce, place, body.toString());
    const isRight = given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
    const isFresh = Math.abs(Date.now() - Number(time) * 1000) <= windowMs && !nonces.has(nonce);
    if (!isRight || !isFresh) return undefined;
    nonces.add(nonce);
    return nonce;
  }

  function run({ method, path, body }: StandInCall): BridgeReply {
    const [isCall, id, action] = callPath.exec(path) ?? [];
    if (isCall === undefined || (id === undefined) !== (path === '/payments'))
      return [404, { code: 'unknown_path' }];
    if (id === undefined) return method === 'POST' ? make(body) : [405, { code: 'method' }];
    const payment = findBridged(world, id);
    if (!payment) return [404, { code: 'unknown_payment' }];
    if ((method === 'POST') !== (action !== undefined)) return [405, { code: 'method' }];
    if (action === 'cancel' && payment.status === 'open') payment.status = 'cancelled';
    const refusal = action === 'refund' ? refundBridged(payment, parse(body)) : undefined;
    return refusal ?? [200, told(payment)];
  }
  function make(body: Buffer): BridgeReply {
    const count = world.payments.size;
    const made = createBridged(world, parse(body));
    return 'bridge_id' in made ? [world.payments.size > count ? 201 : 200, told(made)] : made;
  }

  async function tell(payment: BridgedPayment): Promise<number> {
    if (payment.callback_url === null) return 0;
    const body = JSON.stringify(told(payment));
    const [time, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(16).toString('hex')];
    const signature = sign('bridge-1 callback', time, nonce, body);
    const signed = { 'x-bridge-timestamp': time, 'x-bridge-nonce': nonce, 'x-bridge-signature': signature };
    const headers = { 'content-type': 'application/json', ...signed };
    const request = { method: 'POST', headers, body };
    return fetch(payment.callback_url, request).then(
      ({ status }) => status,
      () => 0,
    );
  }

  return {
    name: 'bridge',
    secret,
    url: root,
    tell: async (reference) => {
      const payment = findBridged(world, reference);
      return payment ? tell(payment) : 0;
    },
    pageAt: (path) => /^\/pay\/([0-9a-f]{24})$/.exec(path)?.[1],
    show: (id) => {
      const payment = atPage(id);
      return payment && pageOf(payment, told(payment));
    },
    press: async (id, button) => {
      const payment = atPage(id);
      if (!payment) throw new Error(`the bridge has no payment ${id}`);
      if (payment.status === 'open') press(payment, button, now());
      if (button !== 'callback_lost' && button !== 'pay_late') await tell(payment);
      return undefined;
    },
    answer(call): StandInReply {
      const nonce = nonceOf(call);
      if (nonce === undefined) return { status: 401, json: { code: 'signature' } };
      const [status, json] = run(call);
      const signature = sign('bridge-1 answer', nonce, status, JSON.stringify(json));
      return { status, json, headers: { 'x-bridge-signature': signature } };
    },
    payments: () =>
      [...world.payments.values()].map(
        ({ bridge_id: id, id: reference, amount_toman: amount, status: state }) => ({
          ...{ id, reference, amount: String(amount), currency: 'IRT', state },
        }),
      ),
    state: () => [...world.payments.values()],
    restore(saved) {
      for (const payment of saved as BridgedPayment[]) world.payments.set(payment.id, payment);
    },
  };
}

function press(payment: BridgedPayment, button: PayButton, now: number): void {
  const { amount_toman: amount } = payment;
  if (button === 'cancel') payment.status = 'cancelled';
  else if (button === 'pay_late') payment.due_at = now + lateMs;
  else if (button === 'pay_less') payBridged(payment, Math.max(1, Math.floor(amount / 2)));
  else payBridged(payment, button === 'pay_more' ? amount * 2 : amount);
}

const brands = { fa: 'پل پرداخت', en: 'Payment bridge', ru: 'Платёжный мост' } as const;
const units = { fa: 'تومان', en: 'toman', ru: 'томанов' } as const;

function pageOf(payment: BridgedPayment, told: object): PayPage {
  const { language, amount_toman: amount, description, bridge_id: number } = payment;
  const { status } = told as { status: string };
  return {
    language,
    brand: brands[language],
    accent: '#4f8cff',
    amount: `${amount.toLocaleString(language === 'fa' ? 'fa-IR' : language)} ${units[language]}`,
    description,
    number,
    state: status === 'open' ? 'open' : status === 'paid' ? 'paid' : 'ended',
    buttons: ['pay', 'cancel', 'pay_less', 'pay_more', 'pay_late', 'callback_lost'],
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
