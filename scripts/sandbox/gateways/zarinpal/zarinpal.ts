import type {
  GatewayStandIn,
  PayButton,
  PayPage,
  StandInCall,
  StandInMeans,
  StandInReply,
} from '../stand-in.js';
import {
  findSession,
  isPaid,
  paySession,
  zarinpalCalls,
  type ZarinpalSession,
  type ZarinpalWorld,
} from './zarinpal-calls.js';
import { readZarinpalRequest, ZarinpalRefusal, type ZarinpalCall } from './zarinpal-requests.js';

/** How the stand-in behaves where the real one was seen to behave in several ways. */
export interface ZarinpalManner {
  /** `errors` is an object, or a list of one. */
  errorsIn: 'object' | 'list';
  /** Refusals come as 4xx, or with status 200. */
  refusalStatus: '4xx' | '200';
  /** What inquiry says once the payer cancelled; its sandbox leaves it IN_BANK, so that it can still be paid. */
  cancelled: 'FAILED' | 'IN_BANK';
}

/** The stand-in with what is Zarinpal's alone. */
export interface ZarinpalStandIn extends GatewayStandIn {
  readonly sessions: ReadonlyMap<string, ZarinpalSession>;
  readonly manner: ZarinpalManner;
  /** Refuses every call (or those of a name) of a merchant with a code, until it is `undefined`. */
  refuse(merchantId: string, code: number | undefined, call?: ZarinpalCall): void;
}

const lateMs = 60_000;
const callPath = /^\/pg\/v4\/payment\/(request|verify|inquiry|unVerified|reverse)\.json$/;
const pagePath = /^\/pg\/StartPay\/(\w{36})$/;

/** Plays Zarinpal, its payers' page included. */
export function createZarinpal({ now }: Pick<StandInMeans, 'now'>): ZarinpalStandIn {
  const world: ZarinpalWorld = { sessions: new Map(), now };
  const refusals = new Map<string, number>();
  const manner: ZarinpalManner = { errorsIn: 'object', refusalStatus: '4xx', cancelled: 'FAILED' };

  function run(call: StandInCall): object {
    const name = callPath.exec(call.path)?.[1] as ZarinpalCall | undefined;
    if (!name || call.method !== 'POST') throw new ZarinpalRefusal(404, 'Not found.');
    const given = readZarinpalRequest(name, call);
    const code = refusals.get(`${given.merchant_id} ${name}`) ?? refusals.get(given.merchant_id);
    if (code !== undefined) throw new ZarinpalRefusal(code, 'Refused.');
    return zarinpalCalls[name](world, given as never);
  }

  return {
    name: 'zarinpal',
    variable: 'ZARINPAL_API_ROOT',
    sessions: world.sessions,
    manner,
    refuse(merchantId, code, call) {
      const key = call ? `${merchantId} ${call}` : merchantId;
      if (code === undefined) refusals.delete(key);
      else refusals.set(key, code);
    },
    pageAt: (path) => pagePath.exec(path)?.[1],
    show: (id) => {
      const session = findSession(world, id);
      return session && pageOf(session);
    },
    press: (id, button) => press(world, manner, { id, button }),
    answer(call) {
      try {
        return { status: 200, json: { data: run(call), errors: [] } };
      } catch (error) {
        if (!(error instanceof ZarinpalRefusal)) throw error;
        return refusalOf(error, manner);
      }
    },
    payments: () =>
      [...world.sessions.values()].map(({ authority, orderId, amount, currency, state }) => ({
        id: authority,
        reference: orderId,
        amount: String(amount),
        currency,
        state,
      })),
    state: () => [...world.sessions.values()],
    restore(saved) {
      for (const session of saved as ZarinpalSession[]) world.sessions.set(session.authority, session);
    },
  };
}

function refusalOf(
  { code, message, validations }: ZarinpalRefusal,
  { errorsIn, refusalStatus }: ZarinpalManner,
): StandInReply {
  const error = { code, message, validations };
  const isOfCaller = code <= -50 || code === -10 || code === -11;
  const status = code === 404 ? 404 : code === -9 ? 422 : isOfCaller ? 401 : 400;
  return {
    status: refusalStatus === '200' ? 200 : status,
    json: { data: [], errors: errorsIn === 'list' ? [error] : error },
  };
}

function press(
  world: ZarinpalWorld,
  { cancelled }: ZarinpalManner,
  { id, button }: { readonly id: string; readonly button: PayButton },
): string | undefined {
  const session = findSession(world, id);
  if (!session) throw new Error(`Zarinpal has no payment ${id}`);
  if (session.state === 'IN_BANK') {
    if (button === 'pay' || button === 'callback_lost') paySession(world, session);
    else if (button === 'pay_late') session.dueAt = world.now() + lateMs;
    else session.state = cancelled;
  }
  if (button === 'callback_lost') return undefined;
  const back = new URL(session.callbackUrl);
  back.searchParams.set('Authority', id);
  back.searchParams.set('Status', isPaid(session) ? 'OK' : 'NOK');
  return back.href;
}

function pageOf(session: ZarinpalSession): PayPage {
  const { amount, currency, description, authority, state } = session;
  const toman = currency === 'IRR' ? amount / 10 : amount;
  return {
    language: 'fa',
    brand: 'زرین‌پال',
    accent: '#ffd60a',
    amount: `${toman.toLocaleString('fa-IR')} تومان`,
    description,
    number: authority,
    state: state === 'IN_BANK' ? 'open' : isPaid(session) ? 'paid' : 'ended',
    buttons: ['pay', 'cancel', 'pay_late', 'callback_lost'],
  };
}
