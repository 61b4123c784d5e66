import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { expect } from 'chai';
import type { RawCallback } from '#gateways/callback.js';
import { yookassa } from '#gateways/yookassa/yookassa.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { faults, paymentId, pending, reference, refused, states, succeeded } from './yookassa-answers.js';
import {
  accessTo,
  ask,
  chargeOf,
  faultOf,
  known,
  openAnswers,
  refundOf,
  secretKey,
  type Answers,
} from './yookassa-payments.js';

let answers: Answers;
before(async () => {
  answers = await openAnswers();
});
beforeEach(() => answers.forget());
after(() => answers.close());
const access = (shop: Parameters<typeof accessTo>[1] = {}) => accessTo(answers.root, shop);

describe('what YooKassa says of a payment', () => {
  for (const [form, body, state] of states)
    it(`is understood: ${form}`, async () => {
      answers.answer(body);
      expect(await yookassa.inquire(known(), access())).to.deep.equal(state);
      const { method, path, headers } = answers.asked.at(-1)!;
      expect([method, path]).to.deep.equal(['GET', `/v3/payments/${paymentId}`]);
      expect(headers.authorization).to.equal(
        `Basic ${Buffer.from(`100500:${secretKey}`).toString('base64')}`,
      );
    });

  for (const { form, status, body, code, isFinal, said } of faults)
    it(`is a fault where it is ${form}`, async () => {
      answers.answer(body, { status });
      const error = await faultOf(yookassa.inquire(known(), access()));
      expect(error).to.be.instanceOf(isFinal ? PermanentError : RetryableError);
      expect(error).to.include({ code });
      const { context } = error as PermanentError;
      expect(context).to.include({ gateway: 'yookassa', money: 'untouched' });
      if (said !== undefined) expect(context.said).to.equal(said);
      expect(JSON.stringify(context)).to.not.contain(secretKey);
    });

  it('is that there is none, which ends it', async () => {
    answers.answer(refused('not_found'), { status: 404 });
    const state = await yookassa.inquire(known(), access());
    expect(state).to.deep.equal({ kind: 'ended', as: 'failed', code: 'not_found' });
  });

  it('counts as money in a test shop, whose key says that it is one', async () => {
    answers.answer({ ...succeeded, test: true });
    const state = await yookassa.inquire(known(), access({ secretKey: 'test_any' }));
    expect(state).to.include({ kind: 'paid' });
  });

  it('is not asked by the key of another shop, which does not know it', async () => {
    const { length } = answers.asked;
    const other = known({ account: '777' });
    for (const work of [yookassa.inquire(other, access()), yookassa.refund(refundOf(other), access())])
      expect(await faultOf(work))
        .to.be.instanceOf(PermanentError)
        .that.includes({ code: 'gateway.unauthorized' });
    expect(answers.asked.length).to.equal(length);
  });
});

describe('a call of YooKassa that changes something', () => {
  it('leaves open whether money moved, where a charge or a refund is not answered as it should be', async () => {
    for (const [status, body] of [
      [500, refused('internal_server_error')],
      [202, '{"type":"processing","retry_after":1800}'],
      [200, '{"id":'],
    ] as const) {
      answers.answer({ items: [] }, { on: 'GET' });
      answers.answer(body, { on: 'POST', status });
      const works = [
        yookassa.repeats.charge(chargeOf('pm-1'), access()),
        yookassa.refund(refundOf(known()), access()),
      ];
      for (const work of works) {
        const error = await faultOf(work);
        expect(error, body).to.be.instanceOf(RetryableError);
        expect((error as RetryableError).context, body).to.include({ money: 'unknown' });
      }
    }
  });

  it('is asked for again after the pause that it is told', async () => {
    answers.answer('{"type":"processing","description":"…","retry_after":2500}', { status: 202 });
    const error = await faultOf(yookassa.create(ask(), access()));
    expect(error).to.be.instanceOf(RetryableError).that.includes({ retryAfterMs: 2_500 });
  });

  it('may take half a minute, and a question may not', async () => {
    const held: ServerResponse[] = [];
    let heard = (): void => undefined;
    const slow = createServer((_request, response) => {
      held.push(response);
      heard();
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const root = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    const isHeard = () => new Promise<void>((resolve) => (heard = resolve));
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const asked = [isHeard(), yookassa.create(ask(), accessTo(root))] as const;
      await asked[0];
      mock.timers.tick(30_000);
      held[0]?.end(JSON.stringify(pending));
      expect(await asked[1]).to.include({ externalId: paymentId });
      const question = [isHeard(), faultOf(yookassa.inquire(known(), accessTo(root)))] as const;
      await question[0];
      mock.timers.tick(16_000);
      expect(await question[1]).to.include({ code: 'gateway.timeout' });
    } finally {
      mock.timers.reset();
      slow.closeAllConnections();
      slow.close();
    }
  });

  it('asks for roubles with both digits of the kopeks', async () => {
    answers.answer(pending);
    for (const [amount, value] of [
      ['200', '200.00'],
      ['200.5', '200.50'],
      ['0.07', '0.07'],
    ] as const) {
      await yookassa.create(ask({ amount }), access());
      expect(answers.asked.at(-1)?.json).to.deep.nested.include({ amount: { value, currency: 'RUB' } });
    }
  });

  it('names itself by our reference, and cuts no character of its words in two', async () => {
    answers.answer(pending);
    await yookassa.create(ask({ description: `${'я'.repeat(127)}🌱` }), access());
    const { headers, json } = answers.asked.at(-1)!;
    expect(headers['idempotence-key']).to.equal(reference);
    expect(json).to.deep.equal({
      amount: { value: '299.00', currency: 'RUB' },
      capture: true,
      description: 'я'.repeat(127),
      metadata: { reference, number: '17' },
      confirmation: { type: 'redirect', return_url: 'https://t.me/shop_bot', locale: 'ru_RU' },
    });
  });
});

describe('a refund of YooKassa', () => {
  const refund = (status: string, more: object = {}) => ({
    ...{ id: 'r1', payment_id: paymentId, status, description: `${reference}r` },
    amount: { value: '299.00', currency: 'RUB' },
    ...more,
  });
  const why = (reason: string) => ({ cancellation_details: { party: 'yoo_money', reason } });

  it('is sent, left to people, or waited for, by its status', async () => {
    answers.answer({ items: [] }, { on: 'GET' });
    const run = () => yookassa.refund(refundOf(known()), access());
    answers.answer(refund('succeeded'), { on: 'POST' });
    expect(await run()).to.deep.equal({ kind: 'sent' });
    answers.answer(refund('canceled', why('insufficient_funds')), { on: 'POST' });
    expect(await run()).to.deep.equal({ kind: 'by_hand', code: 'insufficient_funds' });
    answers.answer(refund('canceled'), { on: 'POST' });
    expect(await run()).to.deep.equal({ kind: 'by_hand', code: 'canceled' });
    for (const status of ['pending', 'frozen']) {
      answers.answer(refund(status), { on: 'POST' });
      expect(await run(), status).to.deep.equal({ kind: 'waiting' });
    }
  });

  it('is left to people where it is refused, in YooKassa’s words; a wrong key is not', async () => {
    answers.answer({ items: [] }, { on: 'GET' });
    for (const [status, parameter] of [
      [400, 'payment_id'],
      [400, 'amount'],
      [400, 'receipt'],
      [403, undefined],
    ] as const) {
      answers.answer(refused('no', parameter), { on: 'POST', status });
      const state = await yookassa.refund(refundOf(known()), access());
      expect(state).to.deep.equal({ kind: 'by_hand', code: parameter ? `no: ${parameter}` : 'no' });
    }
    answers.answer(refused('invalid_credentials'), { on: 'POST', status: 401 });
    expect(await faultOf(yookassa.refund(refundOf(known()), access()))).to.include({
      code: 'gateway.unauthorized',
    });
  });

  it('of another name is not taken for this one', async () => {
    answers.answer({ items: [refund('succeeded', { description: 'another' })] }, { on: 'GET' });
    answers.answer(refund('canceled', why('insufficient_funds')), { on: 'POST' });
    expect(await yookassa.refund(refundOf(known()), access())).to.include({ kind: 'by_hand' });
  });
});

describe('the credentials of YooKassa', () => {
  const me = {
    ...{ account_id: '100500', status: 'enabled', test: false, fiscalization_enabled: true },
    payment_methods: ['bank_card', 'yoo_money'],
  };

  it('name the shop for ever, whatever its key is', () => {
    expect(yookassa.accountOf(access().credentials)).to.equal('100500');
  });

  it('are asked about without moving money, and what does not fit the shop is told', async () => {
    const told = async (shop: object, config: object = {}, status = 200) => {
      answers.answer(shop, { status });
      const error = await faultOf(yookassa.test(access({ config })));
      expect(answers.asked.at(-1)).to.include({ method: 'GET', path: '/v3/me' });
      return (error as PermanentError | undefined)?.code;
    };
    expect(await told(me)).to.equal(undefined);
    expect(await told({ account_id: 100500 })).to.equal(undefined);
    expect(await told(me, { receipt: true, methods: ['card'] })).to.equal(undefined);
    expect(await told({ ...me, status: 'disabled' })).to.equal('gateway.account_off');
    expect(await told({ ...me, account_id: '7' })).to.equal('gateway.misconfigured');
    expect(await told(me, { methods: ['sbp'] })).to.equal('gateway.misconfigured');
    expect(await told({ ...me, fiscalization_enabled: false }, { receipt: true })).to.equal(
      'gateway.misconfigured',
    );
    expect(await told({ type: 'error', code: 'invalid_credentials' }, {}, 401)).to.equal(
      'gateway.unauthorized',
    );
  });

  it('come with the configuration of the feature, and with the standard where there is none', () => {
    const standard = { methods: ['card', 'sbp'], receipt: false, repeats: false, vat_code: 1 };
    for (const config of [undefined, null, 'nonsense', { vat_code: 13 }])
      expect(access({ config: config as never }).credentials.config).to.deep.include(standard);
    const given = { min_toman: 5, receipt: true, vat_code: 11, repeats: true };
    expect(access({ config: given }).credentials.config).to.deep.include({ receipt: true, vat_code: 11 });
    expect(yookassa.needsEmail(given)).to.equal(true);
    expect(yookassa.repeats.isOn(given)).to.equal(true);
    expect([yookassa.needsEmail(undefined), yookassa.repeats.isOn(undefined)]).to.deep.equal([false, false]);
  });
});

describe('a notification of YooKassa', () => {
  const { callback } = yookassa;
  const request = (body: unknown, method: RawCallback['method'] = 'POST'): RawCallback => ({
    ...{ method, query: {}, headers: {}, ip: '77.75.156.11' },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const notice = (event: string, object: unknown) => request({ type: 'notification', event, object });

  it('says which payment it is about, by YooKassa’s name and ours', () => {
    for (const event of ['payment.succeeded', 'payment.canceled', 'payment.waiting_for_capture'])
      expect(callback.read(notice(event, succeeded))).to.deep.equal({ externalId: paymentId, reference });
    expect(
      callback.read(notice('payment.succeeded', { ...succeeded, metadata: { reference: 'x' } })),
    ).to.deep.equal({ externalId: paymentId });
    expect(callback.read(notice('refund.succeeded', { id: 'r1', payment_id: paymentId }))).to.deep.equal({
      externalId: paymentId,
    });
  });

  it('proves nothing, so that YooKassa is asked, of a payment that is settled too', () => {
    for (const event of ['payment.succeeded', 'payment.canceled', 'refund.succeeded'])
      expect(callback.judge(notice(event, { id: 'x', payment_id: paymentId }))).to.equal('ask');
  });

  it('of what is not the fleet’s is heard, and nothing follows', () => {
    for (const event of ['payout.succeeded', 'payout.canceled', 'deal.closed', 'payment_method.active']) {
      expect(callback.read(notice(event, { id: 'other' }))).to.deep.equal({ externalId: 'other' });
      expect(callback.judge(notice(event, { id: 'other' }))).to.equal('nothing');
    }
  });

  it('is none where it is something else', () => {
    const bodies = [
      '',
      'x',
      '[]',
      '{}',
      { type: 'notification' },
      { type: 'other', event: 'payment.succeeded', object: { id: 'x' } },
    ];
    for (const body of bodies) expect(callback.read(request(body)), JSON.stringify(body)).to.equal(undefined);
    expect(callback.read({ ...notice('payment.succeeded', succeeded), method: 'GET' })).to.equal(undefined);
    expect(callback.read(notice('payment.succeeded', { id: '' }))).to.equal(undefined);
  });
});
