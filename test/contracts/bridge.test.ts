import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bridge } from '#gateways/bridge/bridge.js';
import { bridgePayment } from '#gateways/bridge/bridge-call.js';
import { isSignedAnswer, judgeSignature, signRequest } from '#gateways/bridge/bridge-signature.js';
import { listen } from '../../scripts/check-bridge/listen.js';
import { runTrial, steps, type Outcome } from '../../scripts/check-bridge/run-trial.js';
import { openGatewaySandbox } from '../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { Trial } from '../../scripts/check-bridge/trial.js';
import {
  bridgeExampleFile,
  startBridgeExample,
  type BridgeExample,
} from '../support/processes/bridge-example.js';
import { startScript } from '../support/processes/run-script.js';

const page = readFileSync('docs/bridge.md', 'utf8');

interface Tried {
  readonly url: string;
  readonly secret: string;
  readonly pay: NonNullable<Trial['pay']>;
}

/** Has a bridge tried as check-bridge does, with a person who pays. */
async function tryOut({ url, secret, pay }: Tried): Promise<readonly Outcome[]> {
  const ear = await listen(0);
  const credentials = { bridge_url: url, bridge_secret: secret };
  const trial: Trial = {
    access: { credentials, root: '', telegramRoot: '', mayCallPrivate: true },
    amountToman: 10_000,
    callbackUrl: `http://127.0.0.1:${ear.port}/payments/bridge/2?p=1`,
    heard: ear.heard,
    isRefunded: true,
    patience: { payMs: 2_000, callbackMs: 2_000 },
    pay,
  };
  try {
    return await runTrial(trial, () => undefined);
  } finally {
    ear.close();
  }
}
const tryExample = ({ press, ...example }: BridgeExample) =>
  tryOut({ ...example, pay: async ({ url }) => void (await press(url, 'pay')) });
const failedOf = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ result }) => result !== 'passed').map(({ title }) => title);

describe('the example of a payment bridge', function () {
  this.timeout(60_000);
  let example: BridgeExample | undefined;
  afterEach(() => example?.stop());

  it('is plain Node in fewer than 100 lines', () => {
    const text = readFileSync(bridgeExampleFile, 'utf8');
    expect(text.split('\n').length - 1).to.be.below(100);
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name);
    expect(imports.filter((name) => !name?.startsWith('node:'))).to.deep.equal([]);
  });

  it('keeps the contract, step by step, with nothing left out', async () => {
    example = await startBridgeExample();
    const outcomes = await tryExample(example);
    expect(outcomes.filter(({ result }) => result !== 'passed')).to.deep.equal([]);
    expect(outcomes).to.have.length(steps.length);
  });

  it('keeps it below a path of its address too', async () => {
    // A proxy takes the prefix off, as many do.
    example = await startBridgeExample({
      below: '/shop',
      change: (text) =>
        text.replace(
          'const { method, url, headers } = request;',
          "const { method, headers } = request;\n  const url = (request.url = request.url.replace('/shop', ''));",
        ),
    });
    expect(failedOf(await tryExample(example))).to.deep.equal([]);
  });

  it('keeps it as check-bridge says to a tenant, with exit code 0, and 1 with another secret', async () => {
    example = await startBridgeExample();
    const check = (secret: string) =>
      startScript('check-bridge', ['--url', example!.url, '--secret', secret]).ended;
    const [right, wrong] = await Promise.all([check(example.secret), check(`${example.secret}-or-not`)]);
    expect(right).to.include({ code: 0, stderr: '' });
    expect(right.stdout).to.contain('The bridge keeps its contract.').and.not.contain('✗');
    expect(wrong.code).to.equal(1);
    expect(wrong.stdout).to.contain('gateway.unauthorized').and.not.contain(example.secret);
  });
});

describe('the bridge of the sandbox', () => {
  it('keeps the contract, step by step, with nothing left out', async () => {
    const sandbox = await openGatewaySandbox();
    const { bridge: standIn } = sandbox.control;
    try {
      const pay: Tried['pay'] = async ({ externalId }) =>
        void (await sandbox.control.press('bridge', externalId, 'pay'));
      const outcomes = await tryOut({ url: standIn.url(), secret: standIn.secret, pay });
      expect(outcomes.filter(({ result }) => result !== 'passed')).to.deep.equal([]);
      expect(outcomes).to.have.length(steps.length);
    } finally {
      await sandbox.close();
    }
  });
});

/** Faults that bridges have, each made of the example by one change of its text, and the steps that must find it. */
const faults: readonly (readonly [
  fault: string,
  from: RegExp | string,
  to: string,
  steps: readonly RegExp[],
])[] = [
  [
    'takes anything',
    'if (!isSigned(request, body))',
    'if (false)',
    [/not signed/, /another secret/, /amount was changed/, /another address/],
  ],
  ['minds no time', '!(Math.abs(now() - time) <= 300) ||', '', [/ten minutes ago/, /ten minutes to come/]],
  ['minds no nonce', '|| nonces.has(nonce)', '', [/refuses its copy/]],
  [
    'compares the beginning only',
    'if (a.length !== b.length || !timingSafeEqual(a, b))',
    'if (!`${a}`.startsWith(`${b}`) || !given)',
    [/cut off/],
  ],
  ['signs no answers', "{ 'x-bridge-signature': signature }", '{}', [/has the same secret/]],
  [
    'makes another payment each time',
    'const known = payments.get(id);',
    'const known = undefined;',
    [/however often/, /at the same time/],
  ],
  ['takes another amount', "[409, { code: 'conflict' }]", '[200, view(known)]', [/another amount/]],
  ['shows no page', "url.startsWith('/pay/')", 'false', [/page to pay on/]],
  [
    'forgets payments',
    'return [201, view(keep({ id,',
    'return [201, view(({ id,',
    [/however often/, /finds a payment/],
  ],
  [
    'cancels nothing',
    "action === 'cancel' ? 'cancelled' : 'refunded'",
    "action === 'cancel' ? 'open' : 'refunded'",
    [/cancels/],
  ],
  ['tells nothing', 'void tell(', 'void (', [/tells of it/]],
  ['signs callbacks with something else', "'bridge-1 callback'", "'bridge-1 request'", [/tells of it/]],
  ['does not say how much', ', paid_toman };', ' };', [/says so/]],
  ['gives nothing back', ": 'refunded' });", ": 'paid' });", [/given back once/]],
];

describe('check-bridge', function () {
  this.timeout(60_000);
  let example: BridgeExample | undefined;
  afterEach(() => example?.stop());

  for (const [fault, from, to, found] of faults)
    it(`finds a bridge that ${fault}`, async () => {
      example = await startBridgeExample({
        change: (text) => {
          const changed = text.replace(from, to);
          expect(changed).to.not.equal(text);
          return changed;
        },
      });
      const failed = failedOf(await tryExample(example));
      for (const step of found)
        expect(
          failed.some((title) => step.test(title)),
          `${step}: ${failed.join(', ')}`,
        ).to.be.true;
    });
});

describe('docs/bridge.md', () => {
  const secret = /With the secret `([^`]+)`/.exec(page)?.[1] ?? '';
  const examples = [
    ...page.matchAll(/^```\n((?:POST|GET|\d{3}).*)\n((?:X-Bridge-.*\n)+)(?:\n(.+)\n)?```/gm),
  ].map(([, first = '', lines = '', body = '']) => ({
    first,
    body,
    headers: Object.fromEntries(
      lines
        .trim()
        .split('\n')
        .map((line) => line.toLowerCase().split(': ') as [string, string]),
    ),
  }));

  it('shows signatures that are right', () => {
    expect(examples.map(({ first }) => first.split(' ')[0])).to.deep.equal(['POST', '201', 'GET', 'POST']);
    const [create, answer, look, callback] = examples as [Ex, Ex, Ex, Ex];
    for (const { first, body, headers } of [create, look]) {
      const [method = '', path = ''] = first.split(' ');
      const { 'x-bridge-timestamp': timestamp, 'x-bridge-nonce': nonce } = headers as Record<string, string>;
      expect(signRequest(secret, { method, path, body, timestamp, nonce })).to.deep.equal(headers);
    }
    const nonce = create.headers['x-bridge-nonce'] ?? '';
    const signature = answer.headers['x-bridge-signature'];
    expect(isSignedAnswer(secret, { nonce, status: 201, text: answer.body, signature })).to.be.true;
    expect(isSignedAnswer(secret, { nonce, status: 200, text: answer.body, signature })).to.be.false;
    const sent = { headers: callback.headers, body: Buffer.from(callback.body) };
    expect(judgeSignature(secret, sent)).to.equal('stale');
    expect(judgeSignature(`${secret}.`, sent)).to.equal('wrong');
    for (const { body } of [answer, callback])
      expect(bridgePayment.safeParse(JSON.parse(body)).success).to.be.true;
  });

  it('names every member of what is said, and no other state', async () => {
    const rows = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(rows).to.include.members(Object.keys(bridgePayment.shape));
    const states = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/\w+/g) ?? [],
    );
    expect(states).to.include.members(bridgePayment.shape.status.options);
    expect(Object.keys(bridge.settings)).to.deep.equal(['bridge_secret', 'bridge_url']);
    for (const key of Object.keys(bridge.settings)) expect(page).to.contain(`| setting \`${key}\``);
  });

  it('tells the bytes that are signed in a way that anybody can follow', () => {
    const [create] = examples as [Ex];
    const {
      'x-bridge-timestamp': time,
      'x-bridge-nonce': nonce,
      'x-bridge-signature': signature,
    } = create.headers;
    const lines = ['bridge-1 request', time, nonce, create.first, create.body].join('\n');
    expect(createHmac('sha256', secret).update(lines).digest('hex')).to.equal(signature);
  });
  type Ex = (typeof examples)[number];
});
