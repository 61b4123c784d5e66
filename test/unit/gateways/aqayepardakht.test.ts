import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { aqayepardakht } from '#gateways/aqayepardakht/aqayepardakht.js';
import type { GatewayAccess } from '#gateways/gateway-access.js';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import type { RawCallback } from '#gateways/callback.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { createAqayepardakht } from '../../../scripts/sandbox/gateways/aqayepardakht/aqayepardakht.js';
import {
  madeAnswers,
  meaningOfCodes,
  paidAnswers,
  refusal,
  senselessAnswers,
  transid,
  type WireAnswer,
} from './aqayepardakht-answers.js';
import { faultOf } from './zarinpal-payments.js';

const pin = '0123456789ABCDEF0123';
const reference = 'c0ffee00'.repeat(4);
const credentialsOf = (given: string) => aqayepardakht.credentials.parse({ aqayepardakht_pin: given });
const accountOf = (given: string) => aqayepardakht.accountOf(credentialsOf(given));
const accessTo = (root: string, by = pin): GatewayAccess<{ pin: string }> => ({
  ...{ root, credentials: credentialsOf(by), telegramRoot: '', mayCallPrivate: true },
});
const ask: PaymentAsk = {
  ...{ reference, number: '17', amount: '120000', currency: 'IRT', language: 'fa', payerId: '500100201' },
  description: 'اشتراک ۳۰ روزه',
  callbackUrl: `https://bots.example.com/payments/aqayepardakht/2?p=${reference}&l=fa`,
  returnUrl: 'https://t.me/shop_bot',
  expiresAt: new Date('2030-01-01'),
};
const known = (more: Partial<KnownPayment> = {}): KnownPayment => ({
  ...{ reference, externalId: transid, account: accountOf(pin), amount: '120000', currency: 'IRT' },
  ...{ createdAt: new Date(), receipt: null },
  ...more,
});
const paid = { kind: 'paid', amount: '120000', currency: 'IRT', receipt: transid };

describe('Aqayepardakht, by every form of its answers', () => {
  let server: Server;
  let said: WireAnswer;
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  before(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
        asked.push({ path: request.url ?? '', body });
        response.writeHead(said.status).end(said.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const told = (answer: WireAnswer, by = pin) => {
    said = answer;
    return accessTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, by);
  };
  const inquire = (answer: WireAnswer, payment = known(), by = pin) =>
    aqayepardakht.inquire(payment, told(answer, by));

  it('has a payment made in toman, whatever the form, with the page of its kind', async () => {
    for (const [form, [answer, externalId]] of Object.entries(madeAnswers)) {
      const at = told(answer);
      const url = `${at.root}/startpay/${externalId}`;
      expect(await aqayepardakht.create(ask, at), form).to.deep.equal({ externalId, url });
    }
    expect(asked.at(-1)).to.deep.equal({
      path: '/api/v2/create',
      body: {
        ...{ pin, amount: 120_000, callback: ask.callbackUrl, callback_method: 'GET' },
        ...{ invoice_id: reference, description: ask.description },
      },
    });
    const at = told(madeAnswers['as the page has it']![0], 'sandbox');
    expect((await aqayepardakht.create(ask, at)).url).to.equal(`${at.root}/startpay/sandbox/${transid}`);
  });

  it('takes no name that is none', async () => {
    for (const wrong of [undefined, null, '', '../etc', 'a b', 'x'.repeat(101), true]) {
      const answer = { status: 200, body: JSON.stringify({ status: 'success', transid: wrong }) };
      const fault = await faultOf(aqayepardakht.create(ask, told(answer)));
      expect(fault.told, String(wrong)).to.equal('snooze gateway.garbage');
    }
  });

  it('has what verify calls paid, now or before', async () => {
    for (const [form, answer] of Object.entries(paidAnswers))
      expect(await inquire(answer), form).to.deep.equal(paid);
    expect(asked.at(-1)).to.deep.equal({
      ...{ path: '/api/v2/verify', body: { pin, amount: 120_000, transid } },
    });
  });

  it('waits for what is not paid, leaves another amount to people, and ends what is not there', async () => {
    expect(await inquire(refusal(0))).to.deep.equal({ kind: 'open' });
    expect(await inquire(refusal('0'))).to.deep.equal({ kind: 'open' });
    expect(await inquire(refusal(-10))).to.deep.equal({ kind: 'disputed', code: '-10' });
    expect(await inquire(refusal(-8))).to.deep.equal({ kind: 'ended', as: 'failed', code: '-8' });
  });

  it('knows of every code of the table whom to tell, on each call, and never tells the pin', async () => {
    for (const [means, codes] of Object.entries(meaningOfCodes))
      for (const code of codes.flatMap((one) => [one, String(one)])) {
        const at = told(refusal(code));
        const calls = {
          create: aqayepardakht.create(ask, at),
          inquire: aqayepardakht.inquire(known(), at),
          test: aqayepardakht.test(at),
        };
        for (const [call, work] of Object.entries(calls)) {
          const fault = await faultOf(work);
          expect(fault.told, `${code} of ${call}`).to.equal(means);
          expect(fault.money, call).to.equal(call === 'inquire' ? 'unknown' : 'untouched');
          expect(JSON.stringify(fault.context)).not.to.contain(pin);
        }
      }
  });

  it('waits where an answer makes no sense, since money may have moved', async () => {
    for (const [form, answer] of Object.entries(senselessAnswers)) {
      const { told: means, money } = await faultOf(inquire(answer));
      expect([means, money], form).to.deep.equal(['snooze gateway.garbage', 'unknown']);
    }
    for (const [status, means] of [
      [500, 'snooze gateway.unavailable'],
      [429, 'snooze gateway.flood'],
    ] as const)
      expect((await faultOf(inquire({ status, body: '' }))).told).to.equal(means);
  });

  it('asks about what was played in the sandbox there, and about real money never there', async () => {
    const played = known({ account: 'sandbox' });
    expect(await inquire(paidAnswers.paid!, played)).to.include({ kind: 'paid' });
    expect(asked.at(-1)!.body).to.include({ pin: 'sandbox' });
    const before = asked.length;
    expect((await faultOf(inquire(paidAnswers.paid!, known(), 'sandbox'))).told).to.equal(
      'fail gateway.unauthorized',
    );
    expect(asked.length).to.equal(before);
  });

  it('ends nothing by the word of another gateway there', async () => {
    const former = known({ account: accountOf('another pin') });
    expect((await faultOf(inquire(refusal(-8), former))).told).to.equal('fail gateway.unauthorized');
    expect(await inquire(paidAnswers.paid!, former)).to.include({ kind: 'paid' });
  });

  it('tries a pin by a payment that there is not', async () => {
    await aqayepardakht.test(told(refusal(-8)));
    expect(asked.at(-1)).to.deep.include({ path: '/api/v2/verify' });
    expect(asked.at(-1)!.body).to.include({ pin, transid: 'credentials-test' });
  });
});

describe('Aqayepardakht, of a bot', () => {
  it('is used with a pin, and is named without it', () => {
    expect(aqayepardakht.credentials.safeParse({}).success).to.equal(false);
    expect(aqayepardakht.credentials.safeParse({ aqayepardakht_pin: ' ' }).success).to.equal(false);
    expect(credentialsOf(` ${pin} `)).to.deep.equal({ pin });
    expect(accountOf(pin)).to.match(/^pin:[0-9a-f]{16}$/);
    expect(accountOf('sandbox')).to.equal('sandbox');
  });

  const raw = (query: Record<string, string>, form?: Record<string, string>): RawCallback => ({
    ...{ method: form ? 'POST' : 'GET', query, headers: {}, ip: '' },
    body: Buffer.from(new URLSearchParams(form ?? {}).toString()),
  });
  const read = (query: Record<string, string>, form?: Record<string, string>) =>
    aqayepardakht.callback.read(raw(query, form));

  it('reads a payer’s way back, in the address or as a form', () => {
    const whole = { externalId: transid, reference };
    const ours = { p: reference, l: 'fa' };
    const brought = { transid, invoice_id: 'b'.repeat(32), tracking_number: '1' };
    expect(read({ ...ours, ...brought, status: '1' })).to.deep.equal({ ...whole, claims: 'paid' });
    expect(read(ours, { ...brought, status: '1' })).to.deep.equal({ ...whole, claims: 'paid' });
    expect(read({ ...ours, ...brought, status: '0' })).to.deep.equal({ ...whole, claims: 'cancelled' });
    expect(read(ours, brought)).to.deep.equal(whole);
    expect(read({ p: reference, l: `fa?transid=${transid}` })).to.deep.equal({ reference });
    expect(read({ transid })).to.deep.equal({ externalId: transid });
  });

  it('takes nothing else for one, nor an order that the browser names', () => {
    const strange: Record<string, string>[] = [
      {},
      { status: '1' },
      { transid: '../x', p: 'x' },
      { invoice_id: reference },
    ];
    for (const query of strange) expect(read(query)).to.equal(undefined);
    expect(read({}, { p: reference, invoice_id: reference })).to.equal(undefined);
  });
});

describe('Aqayepardakht, against its stand-in', () => {
  let sandbox: GatewaySandbox;
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    sandbox.control.aqayepardakht.addGateway({ pin, site: 'bots.example.com' });
  });
  afterEach(() => sandbox.close());
  const access = (by = pin) => accessTo(`${sandbox.url}/aqayepardakht`, by);
  const make = async (more: Partial<PaymentAsk> = {}, by = pin) => {
    const made = await aqayepardakht.create({ ...ask, ...more }, access(by));
    const payment = known({ externalId: made.externalId, account: accountOf(by) });
    return { ...made, payment: { ...payment, amount: more.amount ?? ask.amount } };
  };
  const pressIn = (url: string, button: string) =>
    fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ button }) });

  it('has a payment paid on its page, led back to our address, verified once and said again', async () => {
    for (const codes of ['numbers', 'texts'] as const) {
      sandbox.control.aqayepardakht.manner.codes = codes;
      const { externalId, url, payment } = await make();
      expect(await (await fetch(url)).text())
        .to.contain('dir="rtl"')
        .and.to.contain('۱۲۰٬۰۰۰ تومان');
      expect(await aqayepardakht.inquire(payment, access())).to.deep.equal({ kind: 'open' });
      const back = (await pressIn(url, 'pay')).headers.get('location');
      expect(back).to.equal(`${ask.callbackUrl}&transid=${externalId}&invoice_id=${reference}&status=1`);
      for (let again = 0; again < 2; again += 1)
        expect(await aqayepardakht.inquire(payment, access())).to.deep.equal({
          ...paid,
          receipt: externalId,
        });
    }
  });

  it('settles nothing by a paid name of another sum, or of another gateway there', async () => {
    const cheap = await make({ amount: '1000' });
    await pressIn(cheap.url, 'pay');
    expect(await aqayepardakht.inquire(cheap.payment, access())).to.include({ kind: 'paid' });
    const dear = { ...cheap.payment, amount: '120000' };
    expect(await aqayepardakht.inquire(dear, access())).to.deep.equal({ kind: 'disputed', code: '-10' });
    sandbox.control.aqayepardakht.addGateway({ pin: 'other' });
    const fault = await faultOf(aqayepardakht.inquire(cheap.payment, access('other')));
    expect(fault.told).to.equal('fail gateway.unauthorized');
  });

  it('hears of money whose verification was lost on the way, and of late money', async () => {
    for (const kind of ['lost', 'html', 'empty', 'truncated'] as const) {
      const { url, payment } = await make();
      await pressIn(url, 'callback_lost');
      sandbox.control.fail({ on: /verify/, kind });
      expect(await faultOf(aqayepardakht.inquire(payment, access())), kind).to.include({ money: 'unknown' });
      expect(await aqayepardakht.inquire(payment, access()), kind).to.include({ kind: 'paid' });
    }
    const late = await make();
    await pressIn(late.url, 'pay_late');
    expect(await aqayepardakht.inquire(late.payment, access())).to.deep.equal({ kind: 'open' });
    sandbox.control.passTime(60_000);
    expect(await aqayepardakht.inquire(late.payment, access())).to.include({ kind: 'paid' });
  });

  it('plays its sandbox on a page of its own', async () => {
    const { externalId, url, payment } = await make({}, 'sandbox');
    expect((await fetch(`${sandbox.url}/aqayepardakht/startpay/${externalId}`)).status).to.equal(404);
    await pressIn(url, 'pay');
    expect(await aqayepardakht.inquire(payment, access())).to.include({ kind: 'paid' });
  });

  it('refuses, as the real one, what it would refuse', async () => {
    const { addGateway, refuse } = sandbox.control.aqayepardakht;
    const cases: [Partial<PaymentAsk>, string][] = [
      [{ amount: '999' }, 'fail gateway.amount'],
      [{ amount: '200000001' }, 'fail gateway.amount'],
      [{ callbackUrl: undefined }, 'fail gateway.refused'],
      [{ callbackUrl: 'https://elsewhere.example.com/x' }, 'fail gateway.misconfigured'],
    ];
    for (const [more, means] of cases) expect((await faultOf(make(more))).told).to.equal(means);
    expect((await faultOf(aqayepardakht.test(access('wrong')))).told).to.equal('fail gateway.unauthorized');
    await aqayepardakht.test(access());
    addGateway({ pin, isActive: false });
    expect((await faultOf(aqayepardakht.test(access()))).told).to.equal('fail gateway.account_off');
    addGateway({ pin, maySend: false });
    expect((await faultOf(make())).told).to.equal('fail gateway.account_off');
    refuse(-14);
    expect((await faultOf(make())).told).to.equal('fail gateway.misconfigured');
  });

  it('remembers its payments over a restart', async () => {
    const { externalId } = await make();
    const again = createAqayepardakht({ now: () => Date.now() });
    again.restore(JSON.parse(JSON.stringify(sandbox.control.aqayepardakht.state())));
    expect(again.payments()).to.deep.equal(sandbox.control.payments('aqayepardakht'));
    expect(again.show(externalId)).to.include({ state: 'open', number: externalId });
  });
});
