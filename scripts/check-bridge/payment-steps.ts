import { setTimeout as pause } from 'node:timers/promises';
import { bridge } from '#gateways/bridge/bridge.js';
import type { GatewayState } from '#gateways/gateway-state.js';
import type { PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { PermanentError } from '#platform/errors.js';
import { exchange } from '#platform/http.js';
import { demand, knownOf, newAsk, type Step, type Trial } from './trial.js';

async function make(trial: Trial, ask: PaymentAsk = newAsk(trial)) {
  const made = await bridge.create(ask, trial.access);
  return { ask, made, known: knownOf(ask, made, bridge.accountOf(trial.access.credentials)) };
}

const expectState = (state: GatewayState, kind: GatewayState['kind']): void =>
  demand(state.kind === kind, `its state is ${JSON.stringify(state)}; it must be ${kind}`);

const making: readonly Step[] = [
  {
    title: 'makes a payment, with a page to pay on that opens',
    run: async (trial) => {
      const { made, known } = await make(trial);
      expectState(await bridge.inquire(known, trial.access), 'open');
      const page = await exchange({
        service: 'gateway',
        operation: 'page',
        url: made.url,
        timeoutMs: 15_000,
      });
      demand(page.status === 200, `its page answered ${page.status}; it must be 200`);
      return undefined;
    },
  },
  {
    title: 'makes one payment however often the same is asked for',
    run: async (trial) => {
      const { ask, made } = await make(trial);
      const again = await Promise.all(Array.from({ length: 5 }, () => bridge.create(ask, trial.access)));
      const names = new Set([made, ...again].map(({ externalId }) => externalId));
      demand(names.size === 1, `made ${names.size} payments of one id`);
      const urls = new Set([made, ...again].map(({ url }) => url));
      demand(urls.size === 1, 'gave another pay_url for the same payment');
      return undefined;
    },
  },
  {
    title: 'makes one payment when the same is asked for at the same time',
    run: async (trial) => {
      const ask = newAsk(trial);
      const made = await Promise.all(Array.from({ length: 5 }, () => bridge.create(ask, trial.access)));
      const names = new Set(made.map(({ externalId }) => externalId));
      demand(names.size === 1, `made ${names.size} payments of one id`);
      return undefined;
    },
  },
  {
    title: 'refuses a known id with another amount',
    run: async (trial) => {
      const { ask } = await make(trial);
      const more = { ...ask, amount: String(trial.amountToman + 1) };
      const fault: unknown = await bridge.create(more, trial.access).then(
        () => undefined,
        (error: unknown) => error,
      );
      const isRefused = fault instanceof PermanentError && fault.context.said === 'conflict';
      demand(isRefused, 'did not; it must be 409 with the code conflict, signed');
      return undefined;
    },
  },
  {
    title: 'finds a payment by its id, and says that it does not know another',
    run: async (trial) => {
      const { ask, made } = await make(trial);
      const found = await bridge.find(ask, trial.access);
      demand(found?.externalId === made.externalId, 'did not find the payment that it had made');
      demand((await bridge.find(newAsk(trial), trial.access)) === undefined, 'found what was never made');
      return undefined;
    },
  },
  {
    title: 'cancels a payment, once and for all',
    run: async (trial) => {
      const { known } = await make(trial);
      if (!(await bridge.cancel(known, trial.access))) return { skipped: 'it does not say that it can' };
      expectState(await bridge.inquire(known, trial.access), 'ended');
      demand(await bridge.cancel(known, trial.access), 'a second cancel must find it cancelled');
      return undefined;
    },
  },
];

const paying: Step = {
  title: 'is paid, says so and tells of it; what was paid can be given back once',
  run: async (trial) => {
    const { pay, heard, access, patience } = trial;
    if (!pay) return { skipped: 'nobody is there to pay; see --pay' };
    const { known, made } = await make(trial);
    await pay(made);
    const until = Date.now() + patience.payMs;
    let state: GatewayState = await bridge.inquire(known, access);
    for (; state.kind === 'open' && Date.now() < until; state = await bridge.inquire(known, access))
      await pause(1_000);
    demand(state.kind === 'paid', `its state is ${state.kind}; it must be paid`);
    demand(Number(state.amount) > 0, 'says paid without paid_toman');
    demand(!(await bridge.cancel(known, access)), 'let a paid payment be cancelled');
    if (heard) await expectCallback(trial, known.reference);
    if (trial.isRefunded) await giveBack(trial, { ...known, refundAmount: state.amount });
    return undefined;
  },
};

async function expectCallback({ heard = [], access, patience }: Trial, reference: string): Promise<void> {
  const mine = (): RawCallback[] =>
    heard.filter((request) => bridge.callback.read(request)?.reference === reference);
  for (let waited = 0; mine().length === 0 && waited < patience.callbackMs; waited += 100) await pause(100);
  const [first] = mine();
  demand(
    first !== undefined,
    `no callback came within ${patience.callbackMs / 1_000} s, or none that can be read`,
  );
  const judged = bridge.callback.judge(first, access);
  demand(judged !== 'forged', 'the callback is not signed as docs/bridge.md says');
  demand(judged !== 'ask' && judged.kind === 'paid', 'the callback is stale, or does not say paid');
}

type Paid = Parameters<typeof bridge.inquire>[0] & { readonly refundAmount: string };

async function giveBack({ access }: Trial, paid: Paid): Promise<void> {
  const refund = {
    ...paid,
    refundReference: `${paid.reference.slice(0, 30)}r1`,
    description: 'Plan',
    payerId: '500100200',
  };
  for (let time = 0; time < 2; time += 1) {
    const sent = await bridge.refund(refund, access);
    demand(sent.kind === 'sent', `did not give the money back: ${'code' in sent ? sent.code : ''}`);
    expectState(await bridge.inquire(paid, access), 'refunded');
  }
}

/** What every payment gateway does, asked of a bridge by the very code that the fleet calls it with. */
export const paymentSteps: readonly Step[] = [...making, paying];
