import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { RawCallback } from '#gateways/callback.js';
import { zarinpal } from '#gateways/zarinpal/zarinpal.js';
import {
  authority,
  inquiryAnswer,
  madeAnswers,
  meaningOfCodes,
  paidAnswers,
  refusal,
  refusedAnswers,
  reversedAnswers,
  senselessAnswers,
  unverifiedAnswers,
  type WireAnswer,
} from './zarinpal-answers.js';
import { accessTo, ask, faultOf, known, merchantId, reference, refundOf } from './zarinpal-payments.js';

describe('Zarinpal, by every form of its answers', () => {
  let server: Server;
  let answers: Record<string, WireAnswer>;
  const access = () => accessTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  before(async () => {
    server = createServer((request, response) => {
      const { status, body } = answers[/(\w+)\.json$/.exec(request.url!)![1]!]!;
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const told = (more: Record<string, WireAnswer>) => {
    answers = more;
    return access();
  };
  const inquire = (more: Record<string, WireAnswer>) => zarinpal.inquire(known(), told(more));

  it('has a payment made, whatever the form', async () => {
    for (const [form, request] of Object.entries(madeAnswers)) {
      const at = told({ request });
      expect(await zarinpal.create(ask, at), form).to.deep.equal({
        externalId: authority,
        url: `${at.root}/pg/StartPay/${authority}`,
      });
    }
  });

  it('hears a refusal in each form, and from the code alone', async () => {
    for (const [form, answer] of Object.entries(refusedAnswers)) {
      const { told: means, money } = await faultOf(zarinpal.create(ask, told({ request: answer })));
      expect([means, money], form).to.deep.equal(['fail gateway.account_off', 'untouched']);
    }
  });

  it('knows of every code of the table whether to wait or whom to tell, on each call', async () => {
    for (const [means, codes] of Object.entries(meaningOfCodes))
      for (const code of codes) {
        const at = told({
          request: refusal(code),
          verify: refusal(code),
          unVerified: refusal(code),
          reverse: refusal(code),
        });
        const calls = {
          create: zarinpal.create(ask, at),
          inquire: zarinpal.inquire(known(), at),
          listPaid: zarinpal.listPaid(at),
          refund: zarinpal.refund(refundOf(known()), at),
          test: zarinpal.test(at),
        };
        for (const [call, work] of Object.entries(calls))
          expect((await faultOf(work)).told, `${code} of ${call}`).to.equal(means);
      }
    const { retryAfterMs } = await faultOf(zarinpal.test(told({ unVerified: refusal(-12) })));
    expect(retryAfterMs).to.equal(60_000);
  });

  it('says which member was refused, and never the merchant id', async () => {
    const body = JSON.stringify({
      data: [],
      errors: { code: -9, message: 'x', validations: [{ amount: 'The amount must be at least 1000.' }] },
    });
    const { context } = await faultOf(zarinpal.create(ask, told({ request: { status: 422, body } })));
    expect(JSON.stringify(context)).to.contain('at least 1000').and.not.to.contain(merchantId);
  });

  it('waits where an answer makes no sense, since money may have moved', async () => {
    for (const [form, verify] of Object.entries(senselessAnswers)) {
      const { told: means, money } = await faultOf(inquire({ verify }));
      expect([means, money], form).to.deep.equal(['snooze gateway.garbage', 'unknown']);
    }
    for (const [status, means] of [
      [500, 'snooze gateway.unavailable'],
      [502, 'snooze gateway.unavailable'],
      [429, 'snooze gateway.flood'],
    ] as const)
      expect((await faultOf(inquire({ verify: { status, body: '' } }))).told).to.equal(means);
  });

  it('takes no authority that is none', async () => {
    for (const wrong of [undefined, 'A1', '0'.repeat(36), `${authority}0`]) {
      const request = {
        status: 200,
        body: JSON.stringify({ data: { code: 100, authority: wrong }, errors: [] }),
      };
      expect((await faultOf(zarinpal.create(ask, told({ request })))).told).to.equal(
        'snooze gateway.garbage',
      );
    }
  });

  it('has what verify calls paid, now or before, with its receipt', async () => {
    for (const [form, { answer, receipt, note }] of Object.entries(paidAnswers))
      expect(await inquire({ verify: answer }), form).to.deep.equal({
        kind: 'paid',
        amount: '1200000',
        currency: 'IRR',
        receipt,
        ...(note && { note }),
      });
  });

  it('asks for the state of what is not paid, and ends it only when that is final', async () => {
    const states = {
      IN_BANK: { kind: 'open' },
      PAID: { kind: 'open' },
      VERIFIED: { kind: 'open' },
      FAILED: { kind: 'ended', as: 'failed', code: '-51' },
      REVERSED: { kind: 'refunded' },
      SOMETHING_NEW: { kind: 'open' },
    };
    for (const [status, state] of Object.entries(states))
      expect(await inquire({ verify: refusal(-51), inquiry: inquiryAnswer(status) }), status).to.deep.equal(
        state,
      );
    const unheard = await faultOf(inquire({ verify: refusal(-51), inquiry: { status: 200, body: '' } }));
    expect(unheard.told).to.equal('snooze gateway.garbage');
  });

  it('leaves another amount to people, and ends what is not there or somebody else’s', async () => {
    expect(await inquire({ verify: refusal(-50) })).to.deep.equal({ kind: 'disputed', code: '-50' });
    for (const code of [-53, -54, -55])
      expect(await inquire({ verify: refusal(code) })).to.deep.equal({
        kind: 'ended',
        as: 'failed',
        code: String(code),
      });
  });

  it('reads the list of what is paid and not verified, oldest first', async () => {
    for (const [form, { answer, found }] of Object.entries(unverifiedAnswers))
      expect(await zarinpal.listPaid(told({ unVerified: answer })), form).to.deep.equal(found);
  });

  it('gives money back within half an hour, else says by hand and why', async () => {
    const refund = (more: Record<string, WireAnswer>) => zarinpal.refund(refundOf(known()), told(more));
    for (const [form, reverse] of Object.entries(reversedAnswers))
      expect(await refund({ reverse }), form).to.deep.equal({ kind: 'sent' });
    expect(
      await refund({ reverse: refusal(-61), inquiry: inquiryAnswer('REVERSED') }),
      'a repeat',
    ).to.deep.equal({
      kind: 'sent',
    });
    for (const code of [-60, -61, -62, -63]) {
      const state = await refund({ reverse: refusal(code), inquiry: inquiryAnswer('VERIFIED') });
      expect(state).to.deep.equal({ kind: 'by_hand', code: `${code}: refund needs OAuth` });
    }
    const partial = refundOf(known(), { refundAmount: '600000' });
    expect(await zarinpal.refund(partial, told({}))).to.deep.include({ kind: 'by_hand' });
  });
});

describe('Zarinpal, of a bot', () => {
  it('is used with the bot’s own columns, and only with a merchant id', () => {
    const row = {
      zarinpal_merchant_id: merchantId.toUpperCase(),
      zarinpal_sandbox: true,
      telegram_token: '1:x',
    };
    const credentials = zarinpal.credentials.parse(row);
    expect(zarinpal.accountOf(credentials)).to.equal(merchantId);
    expect(zarinpal.apiRoot.isSandbox(credentials)).to.equal(true);
    expect(zarinpal.credentials.safeParse({ ...row, zarinpal_merchant_id: null }).success).to.equal(false);
  });

  const read = (query: Record<string, string>, method: RawCallback['method'] = 'GET') =>
    zarinpal.callback.read({ method, query, headers: {}, body: Buffer.alloc(0), ip: '' });

  it('reads a payer’s way back, however the names are written', () => {
    const whole = { externalId: authority, reference };
    expect(read({ p: reference, l: 'fa', Authority: authority, Status: 'OK' })).to.deep.equal({
      ...whole,
      claims: 'paid',
    });
    expect(read({ p: reference, authority, STATUS: 'NOK' })).to.deep.equal({ ...whole, claims: 'cancelled' });
    expect(read({ Authority: authority, Status: 'maybe' })).to.deep.equal({ externalId: authority });
    expect(read({ p: reference })).to.deep.equal({ reference });
  });

  it('takes nothing else for one', () => {
    const strange: Record<string, string>[] = [
      {},
      { Status: 'OK' },
      { Authority: '', p: '' },
      { Authority: authority.toLowerCase() },
      { Authority: `${authority}'--`, p: '../../etc' },
      { p: reference.toUpperCase() },
    ];
    expect(strange.map((query) => read(query))).to.deep.equal(strange.map(() => undefined));
    expect(read({ p: reference, Authority: authority, Status: 'OK' }, 'POST')).to.equal(undefined);
  });
});
