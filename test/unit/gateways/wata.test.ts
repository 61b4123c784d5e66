import { createSign, generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import type { KnownPayment } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import { wata } from '#gateways/wata/wata.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { mendClock, setClock } from '../../support/move-clock.js';
import { faultOf, openSpeakingGateway, type SpeakingGateway } from './speaking-gateway.js';
import {
  faults,
  linkId,
  paidId,
  reference,
  refund,
  states,
  terminalId,
  transaction,
  verdicts,
  webhook,
} from './wata-answers.js';

const token = 'eyJ.test.token';
const payment: KnownPayment = {
  reference,
  externalId: linkId,
  account: `main:${terminalId}`,
  amount: '299.00',
  currency: 'RUB',
  createdAt: new Date('2026-09-20T12:00:00Z'),
  receipt: null,
};
const accessTo = (root: string) => ({
  credentials: { token, terminalId, isSandbox: false },
  root,
  telegramRoot: '',
  mayCallPrivate: true,
});

let gateway: SpeakingGateway;
const access = () => accessTo(gateway.root);
before(async () => {
  gateway = await openSpeakingGateway();
});
beforeEach(() => gateway.hush());
after(() => gateway.close());

describe('what WATA says of a payment', () => {
  for (const [form, { link, transactions, state }] of Object.entries(states))
    it(`is understood: ${form}`, async () => {
      if (link !== null) gateway.say(`/links/${linkId}`, { body: link });
      gateway.say('/v2/transactions', { body: { items: transactions, hasNextPage: false } });
      expect(await wata.inquire(payment, access())).to.deep.equal(state);
      expect(gateway.heard.map(({ path }) => path)).to.deep.equal([`/links/${linkId}`, '/v2/transactions']);
      const [, asked] = gateway.heard;
      expect(asked?.headers.authorization).to.equal(`Bearer ${token}`);
      expect(asked?.query.get('orderId')).to.equal(reference);
    });

  for (const [form, fault] of Object.entries(faults))
    it(`is a fault where it is ${form}`, async () => {
      const { status, body, headers = {}, code, isFinal, said, retryAfterMs } = fault;
      gateway.say('/v2/transactions', { status, body, headers });
      const error = await faultOf(wata.inquire(payment, access()));
      expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
      expect(error).to.include({ code, ...(retryAfterMs !== undefined && { retryAfterMs }) });
      const { context } = error as PermanentError;
      expect(context).to.include({
        gateway: 'wata',
        money: 'untouched',
        ...(said !== undefined && { said }),
      });
      expect(JSON.stringify(context)).to.not.contain(token);
    });

  it('is waited for where the link was made a moment ago and is not shown yet', async () => {
    gateway.say('/v2/transactions', { body: { items: [] } });
    const fresh = { ...payment, createdAt: new Date() };
    expect(await wata.inquire(fresh, access())).to.deep.equal({ kind: 'open' });
  });

  it('is not asked by the token of another terminal, which does not know it', async () => {
    const other = { ...payment, account: 'main:4b11' };
    const refund = { ...other, refundAmount: '299.00', refundReference: 'r', payerId: '1', description: '' };
    for (const work of [wata.inquire(other, access()), wata.refund(refund, access())])
      expect(await faultOf(work)).to.include({ code: 'gateway.unauthorized' });
    expect(gateway.heard).to.deep.equal([]);
  });
});

describe('a terminal of WATA', () => {
  const rows = { wata_access_token: token, wata_sandbox: false, wata_terminal_id: terminalId.toUpperCase() };
  it('names its account for ever, whatever its token is, and apart from the sandbox', () => {
    const read = (more: object) => wata.accountOf(wata.credentials.parse({ ...rows, ...more }));
    expect(read({})).to.equal(`main:${terminalId}`);
    expect(read({ wata_access_token: 'eyJ.newer' })).to.equal(`main:${terminalId}`);
    expect(read({ wata_sandbox: true })).to.equal(`sandbox:${terminalId}`);
  });

  it('is spoken to in the sandbox where the bot is set to that', () => {
    const { isSandbox, sandbox, standard } = wata.apiRoot;
    expect(isSandbox(wata.credentials.parse({ ...rows, wata_sandbox: true }))).to.equal(true);
    expect([standard, sandbox]).to.deep.equal([
      'https://api.wata.pro/api/h2h',
      'https://api-sandbox.wata.pro/api/h2h',
    ]);
  });
});

describe('a webhook of WATA', () => {
  const { callback } = wata;
  const key = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const newer = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = (pair = key, type: 'pkcs1' | 'spki' = 'spki') =>
    pair.publicKey.export({ type, format: 'pem' }).toString();
  const sign = (body: string, pair = key): string =>
    createSign('RSA-SHA512').update(body).sign(pair.privateKey, 'base64');
  const request = (body: string, signature = sign(body)): RawCallback => ({
    method: 'POST',
    query: {},
    headers: { 'x-signature': signature },
    body: Buffer.from(body),
    ip: '',
  });
  const told = (more: object = {}): string => JSON.stringify({ ...webhook, ...more });
  // Every test has a WATA of its own, since a key is kept as long as the process lives.
  let its: SpeakingGateway;
  beforeEach(async () => {
    its = await openSpeakingGateway();
    its.say('/public-key', { body: { value: pem() } });
  });
  afterEach(() => {
    mendClock();
    its.close();
  });
  const judge = (raw: RawCallback) => callback.judge(raw, accessTo(its.root));
  const asks = (): number => its.heard.filter(({ path }) => path === '/public-key').length;

  it('is about the order and the link that it names', () => {
    const named = { reference, externalId: linkId };
    expect(callback.read(request(told()))).to.deep.equal(named);
    expect(callback.read(request(told({ paymentLinkId: undefined, id: linkId })))).to.deep.equal(named);
    expect(callback.read(request(told({ paymentLinkId: null })))).to.deep.equal({ reference });
  });

  it('is taken for an order that is none of ours too, or somebody who pays it would be declined', () => {
    expect(callback.read(request(told({ orderId: 'shop-17' })))).to.deep.equal({ externalId: linkId });
    const nameless = told({ orderId: null, paymentLinkId: null, transactionStatus: 'Created' });
    expect(callback.read(request(nameless))).to.deep.equal({ externalId: paidId });
    const strange = told({ amount: 'much', transactionStatus: { new: true } });
    expect(callback.read(request(strange))).to.deep.equal({ reference, externalId: linkId });
    expect(callback.reply).to.include({ status: 200 });
  });

  it('is none where it is no JSON of theirs, or came otherwise', () => {
    for (const body of ['', '{', '[]', 'null', '{}', '{"transactionId":7}', told({ transactionId: null })])
      expect(callback.read(request(body)), body).to.equal(undefined);
    expect(callback.read({ ...request(told()), method: 'GET' })).to.equal(undefined);
  });

  for (const [form, more, verdict] of verdicts)
    it(`that is signed is judged: ${form}`, async () => {
      expect(await judge(request(told(more)))).to.deep.equal(verdict);
    });

  it('proves nothing where it makes no sense, so that WATA is asked', async () => {
    expect(await judge(request(told({ amount: 'much' })))).to.equal('ask');
  });

  it('proves nothing before the bank is asked, signed or not, and WATA is asked for nothing then', async () => {
    for (const signature of [sign(told({ transactionStatus: 'Created' })), 'Zm9v'])
      expect(await judge(request(told({ transactionStatus: 'Created' }), signature))).to.equal('nothing');
    expect(its.heard).to.deep.equal([]);
  });

  it('is forged without a signature, with another, with half of one, and with a byte changed', async () => {
    const body = told();
    for (const signature of ['', 'Zm9v==', sign(body).slice(0, 40), sign(`${body} `), sign(body, newer)])
      expect(await judge(request(body, signature)), signature).to.equal('forged');
    expect(await judge({ ...request(body), headers: {} })).to.equal('forged');
    expect(await judge(request(body.replace('299', '300'), sign(body)))).to.equal('forged');
    expect(await judge(request(JSON.stringify(webhook, undefined, 2), sign(body)))).to.equal('forged');
    expect(await judge(request(body))).to.include({ kind: 'paid' });
  });

  it('is proved by a key that is written either way', async () => {
    for (const value of [pem(key, 'pkcs1'), pem().replaceAll('\n', '\\n')]) {
      its.close();
      its = await openSpeakingGateway();
      its.say('/public-key', { body: { value } });
      expect(await judge(request(told()))).to.include({ kind: 'paid' });
    }
    its.close();
    its = await openSpeakingGateway();
    its.say('/public-key', { body: pem() });
    expect(await judge(request(told()))).to.include({ kind: 'paid' });
  });

  it('has the key asked for once, without any token, however many come at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => judge(request(told()))));
    expect(all.every((one) => typeof one === 'object' && one.kind === 'paid')).to.equal(true);
    expect(asks()).to.equal(1);
    expect(its.heard[0]?.headers).to.not.have.property('authorization');
  });

  it('signed by a newer key is believed, and the key is not asked for twice within a minute', async () => {
    await judge(request(told()));
    its.say('/public-key', { body: { value: pem(newer) } });
    const rotated = request(told(), sign(told(), newer));
    expect(await judge(rotated)).to.equal('forged');
    expect(asks()).to.equal(1);
    setClock(Date.now() + 61_000);
    expect(await judge(rotated)).to.include({ kind: 'paid' });
    for (let again = 0; again < 20; again += 1)
      expect(await judge(request(told(), 'Zm9v'))).to.equal('forged');
    expect(asks()).to.equal(2);
  });

  it('is judged by the last good key where no other is to be had, and what that does not prove is asked', async () => {
    await judge(request(told()));
    for (const said of [
      { status: 500, body: '' },
      { body: { value: 'no key' } },
      { status: 404, body: '' },
    ]) {
      its.say('/public-key', said);
      setClock(Date.now() + 2 * 3_600_000);
      expect(await judge(request(told()))).to.include({ kind: 'paid' });
      expect(await judge(request(told(), sign(told(), newer)))).to.equal('ask');
    }
  });

  it('is asked about where no key was ever to be had', async () => {
    its.say('/public-key', { status: 503, body: '' });
    for (let again = 0; again < 3; again += 1) expect(await judge(request(told()))).to.equal('ask');
    expect(asks()).to.equal(1);
    its.say('/public-key', { body: { value: pem() } });
    setClock(Date.now() + 61_000);
    expect(await judge(request(told()))).to.include({ kind: 'paid' });
  });
});

describe('a refund through WATA', () => {
  const ask = {
    ...payment,
    ...{ refundAmount: '299.00', refundReference: 'r', payerId: '1', description: 'Plan' },
  };
  const paths = '/transactions/refunds';
  const say = (items: readonly object[], answer: { status?: number; body: unknown }) => {
    gateway.say('/v2/transactions', { body: { items } });
    gateway.say(paths, answer);
  };
  const begun = { transactionId: 'r1', transactionStatus: 'Pending', kind: 'Refund' };
  const posted = () => gateway.heard.filter(({ path }) => path === paths).map(({ body }) => JSON.parse(body));

  it('is asked for by the transaction that was paid, and waited for then', async () => {
    say([transaction], { body: begun });
    expect(await wata.refund(ask, access())).to.deep.equal({ kind: 'waiting' });
    expect(posted()).to.deep.equal([{ originalTransactionId: paidId, amount: 299 }]);
    for (const [status, answer] of [
      ['Created', { kind: 'waiting' }],
      ['Pending', { kind: 'waiting' }],
      ['Paid', { kind: 'sent' }],
    ] as const) {
      say([transaction, { ...refund, status }], { body: begun });
      expect(await wata.refund(ask, access()), status).to.deep.equal(answer);
    }
    expect(posted().length).to.equal(1);
  });

  it('that WATA declined in the end is left to people, and can be asked for again after a day', async () => {
    const failed = { ...refund, status: 'Declined', errorCode: 'TRA_9' };
    say([transaction, { ...failed, creationTime: new Date().toISOString() }], { body: begun });
    expect(await wata.refund(ask, access())).to.deep.equal({ kind: 'by_hand', code: 'TRA_9' });
    expect(posted()).to.deep.equal([]);
    say([transaction, failed], { body: begun });
    expect(await wata.refund(ask, access())).to.deep.equal({ kind: 'waiting' });
  });

  it('is the rest of what went back in part before, and no more than was paid', async () => {
    const part = { ...transaction, id: 'r0', kind: 'Refund', amount: 100 };
    say([transaction, part], { body: begun });
    const rest = { ...ask, refundAmount: '199.00' };
    expect(await wata.refund(rest, access())).to.deep.equal({ kind: 'waiting' });
    expect(await wata.refund(ask, access())).to.deep.equal({ kind: 'by_hand', code: 'refunded_in_part' });
    say([{ ...transaction, amount: 250 }], { body: begun });
    await wata.refund(ask, access());
    expect(posted().map(({ amount }: { amount: number }) => amount)).to.deep.equal([199, 250]);
  });

  it('is left to people where WATA refuses it, and says why', async () => {
    say([transaction], { body: { ...begun, transactionStatus: 'Declined', errorCode: 'TRA_9' } });
    expect(await wata.refund(ask, access())).to.deep.equal({ kind: 'by_hand', code: 'TRA_9' });
    const refusal = { error: { code: 'TRA_NotEnoughFunds', message: 'No funds', validationErrors: null } };
    say([transaction], { status: 400, body: refusal });
    expect(await wata.refund(ask, access())).to.deep.equal({
      kind: 'by_hand',
      code: 'TRA_NotEnoughFunds No funds',
    });
    say([], { body: begun });
    expect(await wata.refund(ask, access())).to.deep.equal({ kind: 'by_hand', code: 'not_paid' });
  });

  it('leaves open whether the money moved when it is not answered as it should be', async () => {
    say([transaction], { body: '<html>' });
    const error = await faultOf(wata.refund(ask, access()));
    expect(error).to.be.instanceOf(RetryableError);
    expect((error as RetryableError).context).to.include({ money: 'unknown' });
    say([transaction], { status: 401, body: '' });
    expect(await faultOf(wata.refund(ask, access()))).to.include({ code: 'gateway.unauthorized' });
  });
});
