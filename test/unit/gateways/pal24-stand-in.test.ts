import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { pal24 } from '#gateways/pal24/pal24.js';
import { RetryableError } from '#platform/errors.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { Pal24Refusal } from '../../../scripts/sandbox/gateways/pal24/pal24-requests.js';
import type { Pal24Shop } from '../../../scripts/sandbox/gateways/pal24/pal24-world.js';
import type { PayButton } from '../../../scripts/sandbox/gateways/stand-in.js';
import { openListeningShop, type ListeningShop } from './listening-shop.js';
import { faultOf } from './speaking-gateway.js';

const hourMs = 3_600_000;

/** A payment through PayPalych, from the adapter to the stand-in and back. */
describe('a payment through PayPalych', () => {
  let sandbox: GatewaySandbox;
  let listening: ListeningShop;
  let shop: Pal24Shop;
  let number = 0;
  before(async () => {
    listening = await openListeningShop(pal24.callback.headers);
  });
  after(() => listening.close());
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    shop = sandbox.control.pal24.addShop({ resultUrl: listening.url });
    listening.heard.length = 0;
  });
  afterEach(() => sandbox.close());

  const access = (config: object = {}, token = shop.token) => ({
    credentials: pal24.credentials.parse({
      ...{
        pal24_api_token: token,
        pal24_shop_id: shop.id,
        pal24_signature_token: shop.signatureToken,
        config,
      },
    }),
    ...{ root: `${sandbox.url}/pal24`, telegramRoot: '', mayCallPrivate: true },
  });
  const newAsk = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
    reference: (number += 1).toString(16).padStart(32, '0'),
    number: String(number),
    ...{ amount: '299.00', currency: 'RUB', description: 'Подписка', language: 'ru' },
    ...{ payerId: '500100201', callbackUrl: undefined, returnUrl: 'https://t.me/shop_bot' },
    expiresAt: new Date(Date.now() + hourMs),
    ...more,
  });
  async function make(config: object = {}, more: Partial<PaymentAsk> = {}) {
    const ask = newAsk(more);
    const bill = await pal24.create(ask, access(config));
    const { reference, amount, currency } = ask;
    const payment: KnownPayment = {
      ...{ reference, amount, currency, externalId: bill.externalId, account: shop.id },
      ...{ createdAt: new Date(), receipt: null },
    };
    return { ask, bill, payment };
  }
  const press = (id: string, button: PayButton = 'pay') => sandbox.control.press('pal24', id, button);
  const inquire = (payment: KnownPayment, config: object = {}) => pal24.inquire(payment, access(config));

  it('is made as it was asked for, with a page that can be opened', async () => {
    for (const config of [{}, { methods: ['card'] }, { methods: ['sbp'], payer_pays_fee: true }]) {
      const { bill } = await make(config);
      const page = await fetch(bill.url).then((response) => response.text());
      expect(page)
        .to.contain('payer_pays_fee' in config ? '310.96 ₽' : '299.00 ₽')
        .and.to.contain('Подписка');
    }
  });

  it('is open, then paid, and both are told and signed as they are asked about', async () => {
    const { bill, payment } = await make();
    expect(await inquire(payment)).to.deep.equal({ kind: 'open' });
    await press(bill.externalId);
    expect(await inquire(payment)).to.include({ kind: 'paid', amount: '299.00', currency: 'RUB' });
    const [told] = listening.heard;
    expect(pal24.callback.read(told!)).to.deep.equal({ reference: payment.reference });
    expect(pal24.callback.judge(told!, access())).to.equal('ask');
    const { token } = sandbox.control.pal24.addShop();
    expect(pal24.callback.judge(told!, access({}, token))).to.equal('forged');
  });

  it('is understood in whatever manner PayPalych speaks', async () => {
    const { manner } = sandbox.control.pal24;
    Object.assign(manner, { successAs: 'boolean', isNested: true, tellsIn: 'json' });
    const { bill, payment } = await make();
    await press(bill.externalId);
    expect(await inquire(payment)).to.include({ kind: 'paid' });
    expect(pal24.callback.judge(listening.heard[0]!, access())).to.equal('ask');
  });

  it('is signed by the token that is for signatures alone, where the shop has one', async () => {
    shop = sandbox.control.pal24.addShop({ resultUrl: listening.url, signatureToken: 'sign-me' });
    const { bill } = await make();
    await press(bill.externalId);
    expect(pal24.callback.judge(listening.heard[0]!, access())).to.equal('ask');
  });

  it('that is paid in part waits for the rest, and is paid then', async () => {
    const { bill, payment } = await make();
    await press(bill.externalId, 'pay_less');
    expect(await inquire(payment)).to.deep.equal({ kind: 'open' });
    expect(pal24.callback.judge(listening.heard[0]!, access())).to.equal('ask');
    await press(bill.externalId);
    expect(await inquire(payment)).to.include({ kind: 'paid', amount: '299.00' });
  });

  it('that is paid too much is what was ordered', async () => {
    const { bill, payment } = await make();
    await press(bill.externalId, 'pay_more');
    expect(await inquire(payment)).to.include({ kind: 'paid', amount: '299.00', note: '309 RUB' });
  });

  it('with the fee on top is what was ordered, where the payer bears it', async () => {
    const bears = { payer_pays_fee: true };
    const { bill, payment } = await make(bears);
    await press(bill.externalId);
    expect(await inquire(payment, bears)).to.include({ kind: 'paid', amount: '299.00', note: '310.96 RUB' });
    expect(await inquire(payment)).to.deep.equal({ kind: 'disputed', code: 'amount' });
  });

  it('fails when the payer gives up, and is nothing when he comes too late', async () => {
    const { bill, payment } = await make();
    await press(bill.externalId, 'cancel');
    expect(await inquire(payment)).to.include({ kind: 'ended', as: 'failed' });
    const late = await make();
    sandbox.control.passTime(2 * hourMs);
    await press(late.bill.externalId);
    expect(await inquire(late.payment)).to.deep.equal({ kind: 'open' });
  });

  it('that is taken back can no longer be paid, and one that was paid is not taken back', async () => {
    const { bill, payment } = await make();
    expect(await pal24.cancel(payment, access())).to.equal(true);
    await press(bill.externalId);
    expect(await inquire(payment)).to.deep.equal({ kind: 'open' });
    const paid = await make();
    await press(paid.bill.externalId);
    expect(await pal24.cancel(paid.payment, access())).to.equal(false);
    const begun = await make();
    await press(begun.bill.externalId, 'pay_less');
    expect(await pal24.cancel(begun.payment, access())).to.equal(false);
  });

  it('that went back is told to people', async () => {
    const { bill, payment } = await make();
    await press(bill.externalId);
    for (const kind of ['refund', 'chargeback'] as const) {
      const { body } = sandbox.control.pal24.giveBack(bill.externalId, kind);
      const told = { ...listening.heard[0]!, body: Buffer.from(body) };
      const { reference } = payment;
      expect(pal24.callback.read(told)).to.deep.equal({ externalId: bill.externalId, reference });
      expect(pal24.callback.judge(told, access())).to.deep.equal({
        kind: 'disputed',
        code: `${kind}_success`,
      });
    }
  });

  it('can be made again when the answer was lost: nobody has the page of the first', async () => {
    for (const kind of ['lost', 'cut', 'html', 'truncated'] as const) {
      sandbox.control.fail({ kind, on: /create$/ });
      const error = await faultOf(make());
      expect(error, kind).to.be.instanceOf(RetryableError);
      expect((error as RetryableError).context, kind).to.include({ money: 'untouched' });
    }
  });

  it('of another shop, or with a wrong token, is refused so that the admins hear of it', async () => {
    const wrong = { ...access(), credentials: { ...access().credentials, shopId: 'another' } };
    expect(await faultOf(pal24.create(newAsk(), wrong))).to.include({ code: 'gateway.misconfigured' });
    await pal24.test(access());
    expect(await faultOf(pal24.test(access({}, '1|wrong')))).to.include({ code: 'gateway.unauthorized' });
    sandbox.control.pal24.refuse(/create$/, new Pal24Refusal(422, 'Invalid.', { amount: ['Too small.'] }));
    expect(await faultOf(make())).to.include({ code: 'gateway.amount' });
  });

  it('is remembered over a restart of the sandbox', async () => {
    const { bill, payment } = await make();
    await press(bill.externalId, 'callback_lost');
    expect(listening.heard).to.deep.equal([]);
    const saved: unknown = JSON.parse(JSON.stringify(sandbox.control.pal24.state()));
    await sandbox.close();
    sandbox = await openGatewaySandbox();
    sandbox.control.pal24.restore(saved);
    expect(await inquire(payment)).to.include({ kind: 'paid' });
  });
});
