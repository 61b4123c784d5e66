import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '#gateways/call-gateway.js';
import type { GatewayStandIn, StandInCall, StandInMeans, StandInReply } from '../stand-in.js';
import { tryPlategaAddress, type PlategaCallback } from './platega-callbacks.js';
import { runPlategaCall, type PlategaAfter } from './platega-calls.js';
import {
  callbackOf,
  charge,
  chargeBack,
  pageOf,
  payDue,
  press,
  tellOfMandate,
  type PlategaManner,
  type PlategaShop,
} from './platega-payer.js';
import { PlategaRefusal } from './platega-requests.js';
import {
  statusOf,
  type PlategaMerchant,
  type PlategaPayment,
  type PlategaSubscription,
  type PlategaWorld,
} from './platega-world.js';

/** The stand-in with what is Platega's alone. */
export interface PlategaStandIn extends GatewayStandIn {
  /** Somebody opens a shop; id and key are the fleet's settings. */
  addMerchant(merchant?: Partial<PlategaMerchant>): PlategaMerchant;
  readonly merchants: ReadonlyMap<string, PlategaMerchant>;
  readonly transactions: ReadonlyMap<string, PlategaPayment>;
  readonly subscriptions: ReadonlyMap<string, PlategaSubscription>;
  readonly manner: PlategaManner;
  /** Refuses every call whose path is like this, until it is `undefined`. */
  refuse(path: RegExp, refusal: PlategaRefusal | undefined): void;
  /** The address of a shop is saved in the cabinet, and tried; was that answered well? */
  saveCallbackUrl(merchantId: string, url: string): Promise<boolean>;
  /** The callback about a payment as it is, or would be, sent. */
  callbackOf(id: string): PlategaCallback;
  /** The time of a mandate's charge has come: its transaction. Without `retryAt` a failed one is the last. */
  charge(
    subscriptionId: string,
    how?: { readonly fails?: boolean; readonly retryAt?: Date },
  ): Promise<PlategaPayment>;
  /** The bank, or the cabinet, gives a payment back. */
  chargeBack(id: string): Promise<void>;
}

const merchantSchema = z.object({ id: z.uuid(), secret: z.string(), callback_url: z.url().nullable() });
const openShop = {
  callbackUrl: null,
  methods: [2, 3, 6, 11, 12, 13, 14],
  commissionPercent: 0,
  hasNoCardRoute: false,
  blockReason: null,
  needsSupport: false,
};

/** Plays the API of Platega, the pages on which its payers pay or agree to be charged, and its callbacks. */
export function createPlatega({ now, root }: StandInMeans): PlategaStandIn {
  const world: PlategaWorld = {
    merchants: new Map(),
    payments: new Map(),
    subscriptions: new Map(),
    now,
    root,
  };
  const manner: PlategaManner = { keys: 'camelCase', hasPayload: true };
  const shop: PlategaShop = { world, manner };
  const refusals = new Map<string, { readonly path: RegExp; readonly refusal: PlategaRefusal }>();
  const after: PlategaAfter = {
    back: (payment) => void chargeBack(shop, payment),
    ended: (one) => void tellOfMandate(shop, one, 'SUBSCRIPTION_CANCELLED'),
  };

  function run(call: StandInCall): unknown {
    const merchant = world.merchants.get(String(call.headers['x-merchantid']).toLowerCase());
    if (!merchant) throw new PlategaRefusal(401, 'Merchant is unknown', 'Auth:SIGN_1002');
    if (merchant.secret !== call.headers['x-secret'])
      throw new PlategaRefusal(401, 'Secret is wrong', 'Auth:SIGN_1001');
    const refused = [...refusals.values()].find(({ path }) => path.test(call.path));
    if (refused) throw refused.refusal;
    payDue(shop);
    return runPlategaCall(world, merchant, call, after);
  }

  return {
    name: 'platega',
    variable: 'PLATEGA_API_ROOT',
    merchants: world.merchants,
    transactions: world.payments,
    subscriptions: world.subscriptions,
    manner,
    addMerchant(given = {}) {
      const merchant = { id: randomUUID(), secret: randomBytes(24).toString('hex'), ...openShop, ...given };
      world.merchants.set(merchant.id, merchant);
      return merchant;
    },
    refuse(path, refusal) {
      if (refusal) refusals.set(path.source, { path, refusal });
      else refusals.delete(path.source);
    },
    saveCallbackUrl(merchantId, url) {
      world.merchants.get(merchantId)!.callbackUrl = url;
      return tryPlategaAddress(url);
    },
    callbackOf: (id) => callbackOf(shop, world.payments.get(id)!),
    charge: (id, how = {}) => charge(shop, world.subscriptions.get(id)!, how),
    chargeBack: (id) => chargeBack(shop, world.payments.get(id)!),
    pageAt: (path) => /^\/pay\/([\w-]{36})$/.exec(path)?.[1],
    show(id) {
      payDue(shop);
      return pageOf(world, id);
    },
    async press(id, button) {
      await press(shop, id.replace(/^sub:/, ''), button);
      return undefined;
    },
    answer(call) {
      if (call.path === '/merchant') return openMerchant(world, call);
      try {
        return { status: 200, json: run(call) };
      } catch (error) {
        if (!(error instanceof PlategaRefusal)) throw error;
        return { status: error.statusCode, json: error.body };
      }
    },
    payments: () =>
      [...world.payments.values()].map((payment) => ({
        id: payment.id,
        reference: payment.payload ?? '',
        amount: payment.amount.toFixed(2),
        currency: 'RUB',
        state: statusOf(world, payment),
      })),
    state: () => ({
      merchants: [...world.merchants.values()],
      payments: [...world.payments.values()],
      subscriptions: [...world.subscriptions.values()],
    }),
    restore(saved) {
      const { merchants, payments, subscriptions } = saved as {
        merchants: PlategaMerchant[];
        payments: PlategaPayment[];
        subscriptions: PlategaSubscription[];
      };
      for (const merchant of merchants) world.merchants.set(merchant.id, merchant);
      for (const payment of payments) world.payments.set(payment.id, payment);
      for (const one of subscriptions) world.subscriptions.set(one.id, one);
    },
  };
}

/** What somebody does in the cabinet, over HTTP for the sandbox's program: opens a shop, or moves its callbacks. */
function openMerchant({ merchants }: PlategaWorld, { method, body }: StandInCall): StandInReply {
  const given = method === 'POST' ? merchantSchema.safeParse(parseJson(body.toString())).data : undefined;
  if (!given) return { status: 400, json: {} };
  const { id, secret, callback_url: callbackUrl } = given;
  merchants.set(id, { ...openShop, ...merchants.get(id), id, secret, callbackUrl });
  return { status: 200, json: {} };
}
