import type {
  GatewayStandIn,
  PayButton,
  PayPage,
  StandInCall,
  StandInMeans,
  StandInReply,
} from '../stand-in.js';
import {
  aqayepardakhtCalls,
  AqayepardakhtRefusal,
  findPayment,
  sandboxPin,
  type AqayepardakhtGateway,
  type AqayepardakhtPayment,
  type AqayepardakhtWorld,
} from './aqayepardakht-calls.js';

/** The stand-in with what is Aqayepardakht's alone. */
export interface AqayepardakhtStandIn extends GatewayStandIn {
  /** Somebody registers a gateway there, or changes theirs; its pin is the fleet's setting. */
  addGateway(gateway: Partial<AqayepardakhtGateway> & { readonly pin: string }): AqayepardakhtGateway;
  readonly transactions: ReadonlyMap<string, AqayepardakhtPayment>;
  /** Refuses every call with a code, until it is `undefined`. */
  refuse(code: number | undefined): void;
  /** Codes come as numbers, or as texts. */
  readonly manner: { codes: 'numbers' | 'texts' };
}

const lateMs = 60_000;
const callPath = /^\/api\/v2\/(create|verify)$/;
const pagePath = /^\/startpay\/(sandbox\/)?(\w{24})$/;

/** Plays Aqayepardakht, its payers' page included. */
export function createAqayepardakht({ now }: Pick<StandInMeans, 'now'>): AqayepardakhtStandIn {
  const world: AqayepardakhtWorld = { gateways: new Map(), payments: new Map(), now };
  const manner: AqayepardakhtStandIn['manner'] = { codes: 'numbers' };
  let refused: number | undefined;

  function run(call: StandInCall): object | undefined {
    const name = callPath.exec(call.path)?.[1] as keyof typeof aqayepardakhtCalls | undefined;
    if (!name || call.method !== 'POST') return undefined;
    if (refused !== undefined) throw new AqayepardakhtRefusal(refused);
    return aqayepardakhtCalls[name](world, call);
  }
  const spoken = (json: object): object =>
    manner.codes === 'texts' && 'code' in json ? { ...json, code: String(json.code) } : json;

  return {
    name: 'aqayepardakht',
    variable: 'AQAYEPARDAKHT_API_ROOT',
    transactions: world.payments,
    manner,
    addGateway(given) {
      const gateway = { site: null, isActive: true, maySend: true, ...given };
      world.gateways.set(gateway.pin, gateway);
      return gateway;
    },
    refuse(code) {
      refused = code;
    },
    pageAt(path) {
      const [, sandbox, transid = ''] = pagePath.exec(path) ?? [];
      if (transid === '') return undefined;
      const isSandbox = world.payments.get(transid)?.pin === sandboxPin;
      return isSandbox === (sandbox !== undefined) ? transid : 'elsewhere';
    },
    show(id) {
      const payment = findPayment(world, id);
      return payment && pageOf(payment);
    },
    press: (id, button) => press(world, id, button),
    answer(call): StandInReply {
      try {
        const json = run(call);
        return json ? { status: 200, json: spoken(json) } : { status: 404, json: { message: 'Not Found' } };
      } catch (error) {
        if (!(error instanceof AqayepardakhtRefusal)) throw error;
        return { status: 422, json: spoken({ status: 'error', code: error.code }) };
      }
    },
    payments: () =>
      [...world.payments.values()].map(({ transid, invoiceId, amount, state }) => ({
        ...{ id: transid, reference: invoiceId, amount: String(amount), currency: 'IRT', state },
      })),
    state: () => ({ gateways: [...world.gateways.values()], payments: [...world.payments.values()] }),
    restore(saved) {
      const { gateways, payments } = saved as {
        gateways: AqayepardakhtGateway[];
        payments: AqayepardakhtPayment[];
      };
      for (const gateway of gateways) world.gateways.set(gateway.pin, gateway);
      for (const payment of payments) world.payments.set(payment.transid, payment);
    },
  };
}

/** The payer pays or not, and the browser is led back: to an address, or by a form, which is sent here in its place. */
async function press(world: AqayepardakhtWorld, id: string, button: PayButton): Promise<string | undefined> {
  const payment = findPayment(world, id);
  if (!payment) throw new Error(`Aqayepardakht has no payment ${id}`);
  if (payment.state === 'waiting') {
    if (button === 'pay' || button === 'callback_lost') payment.state = 'paid';
    else if (button === 'pay_late') payment.dueAt = world.now() + lateMs;
    else payment.state = 'cancelled';
  }
  if (button === 'callback_lost') return undefined;
  const isPaid = payment.state === 'paid' || payment.state === 'verified';
  const brought = new URLSearchParams({
    ...{ transid: id, invoice_id: payment.invoiceId, status: isPaid ? '1' : '0' },
  });
  if (payment.callbackMethod === 'POST') {
    await fetch(payment.callback, { method: 'POST', body: brought, redirect: 'manual' });
    return undefined;
  }
  const back = new URL(payment.callback);
  for (const [name, value] of brought) back.searchParams.set(name, value);
  return back.href;
}

function pageOf({ amount, description, transid, state }: AqayepardakhtPayment): PayPage {
  return {
    language: 'fa',
    brand: 'آقای پرداخت',
    accent: '#6fb7ff',
    amount: `${amount.toLocaleString('fa-IR')} تومان`,
    description,
    number: transid,
    state: state === 'waiting' ? 'open' : state === 'cancelled' ? 'ended' : 'paid',
    buttons: ['pay', 'cancel', 'pay_late', 'callback_lost'],
  };
}
