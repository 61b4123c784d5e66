import { bridge } from '#gateways/bridge/bridge.js';
import { bridgeRoot } from '#gateways/bridge/bridge-call.js';
import { isSignedAnswer, signRequest } from '#gateways/bridge/bridge-signature.js';
import { exchange, type HttpResponse } from '#platform/http.js';
import { demand, newAsk, type Step, type Trial } from './trial.js';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request to make a payment, as the fleet sends it. */
function createRequest(trial: Trial, over: { secret?: string; at?: number } = {}): Sent & { id: string } {
  const { reference: id, expiresAt } = newAsk(trial);
  const body = JSON.stringify({
    ...{ id, number: '1', amount_toman: trial.amountToman, description: 'A trial', language: 'en' },
    ...{ payer_id: '500100200', callback_url: null, return_url: 'https://t.me/', a_later_field: { of: [1] } },
    expires_at: expiresAt.toISOString(),
  });
  const { credentials } = trial.access;
  const { secret = credentials.bridge_secret, at = Date.now() } = over;
  const path = new URL(`${bridgeRoot(credentials)}/payments`).pathname;
  const timestamp = String(Math.floor(at / 1000));
  const headers = signRequest(secret, { method: 'POST', path, body, timestamp });
  return { method: 'POST', path, body, headers, id };
}

const send = ({ access }: Trial, { method, path, body, headers }: Sent): Promise<HttpResponse> =>
  exchange({
    ...{ service: 'gateway', operation: 'check', timeoutMs: 15_000, mostBytes: 1_048_576 },
    url: new URL(path, access.credentials.bridge_url).href,
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });

const minutes = 60_000;
/** Requests that a bridge must refuse, each made of one that it would take. */
const forged: Readonly<Record<string, (trial: Trial) => Sent>> = {
  'that is not signed': (trial) => ({ ...createRequest(trial), headers: {} }),
  'that is signed with another secret': (trial) => createRequest(trial, { secret: 'x'.repeat(40) }),
  'whose signature is cut off': (trial) => {
    const sent = createRequest(trial);
    const cut = { 'x-bridge-signature': sent.headers['x-bridge-signature']?.slice(0, 32) ?? '' };
    return { ...sent, headers: { ...sent.headers, ...cut } };
  },
  'whose amount was changed on the way': (trial) => {
    const sent = createRequest(trial);
    return { ...sent, body: sent.body.replace(`:${trial.amountToman},`, `:${trial.amountToman - 1},`) };
  },
  'whose time was changed on the way': (trial) => {
    const sent = createRequest(trial);
    const later = { 'x-bridge-timestamp': String(Number(sent.headers['x-bridge-timestamp']) + 1) };
    return { ...sent, headers: { ...sent.headers, ...later } };
  },
  'that was signed for another address': (trial) => {
    const sent = createRequest(trial);
    return { ...sent, path: `${sent.path}/${sent.id}` };
  },
  'of ten minutes ago': (trial) => createRequest(trial, { at: Date.now() - 10 * minutes }),
  'of ten minutes to come': (trial) => createRequest(trial, { at: Date.now() + 10 * minutes }),
};

const refusals = Object.entries(forged).map(([what, make]): Step => ({
  title: `refuses a request ${what}`,
  run: async (trial) => {
    const { status } = await send(trial, make(trial));
    demand(status === 401, `answered ${status}; it must be 401`);
    return undefined;
  },
}));

/** What only a bridge must do: it takes nothing that the fleet did not sign just now, and signs what it says. */
export const signatureSteps: readonly Step[] = [
  {
    title: 'answers under its address, and has the same secret',
    run: async ({ access }) => {
      await bridge.test(access);
      return undefined;
    },
  },
  ...refusals,
  {
    title: 'takes a request with members that it does not know, and refuses its copy',
    run: async (trial) => {
      const sent = createRequest(trial);
      const first = await send(trial, sent);
      demand(first.status === 200 || first.status === 201, `answered ${first.status}; it must be 201`);
      const signature = [first.headers['x-bridge-signature']].flat().join();
      const { 'x-bridge-nonce': nonce = '' } = sent.headers;
      const isSigned = isSignedAnswer(trial.access.credentials.bridge_secret, { ...first, nonce, signature });
      demand(isSigned, 'the answer is not signed as docs/bridge.md says');
      const copy = await send(trial, sent);
      demand(copy.status === 401, `answered ${copy.status} to the same nonce; it must be 401`);
      return undefined;
    },
  },
];
