import { expect } from 'chai';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { mulenpay } from '#gateways/mulenpay/mulenpay.js';
import { RetryableError } from '#platform/errors.js';
import type { MulenpayShop } from '../../../scripts/sandbox/gateways/mulenpay/mulenpay.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { PayButton } from '../../../scripts/sandbox/gateways/stand-in.js';
import { openListeningShop, type ListeningShop } from './listening-shop.js';
import { faultOf } from './speaking-gateway.js';

/** A payment through MulenPay, from the adapter to the stand-in and back. */
describe('a payment through MulenPay', () => {
  let sandbox: GatewaySandbox;
  let listening: ListeningShop;
  let shop: MulenpayShop;
  let number = 0;
  before(async () => {
    listening = await openListeningShop(mulenpay.callback.headers);
  });
  after(() => listening.close());
  beforeEach(async () => {
    sandbox = await openGatewaySandbox();
    shop = sandbox.control.mulenpay.addShop({ callbackUrl: listening.url });
    listening.heard.length = 0;
  });
  afterEach(() => sandbox.close());

  const access = (more: object = {}) => ({
    credentials: mulenpay.credentials.parse({
      mulenpay_api_key: shop.apiKey,
      mulenpay_secret_key: shop.secretKey,
      mulenpay_shop_id: String(shop.id),
      ...more,
    }),
    ...{ root: `${sandbox.url}/mulenpay`, telegramRoot: '', mayCallPrivate: true },
  });
  const newAsk = (more: Partial<PaymentAsk> = {}): PaymentAsk => ({
    reference: (number += 1).toString(16).padStart(32, '0'),
    number: String(number),
    ...{ amount: '299.00', currency: 'RUB', description: 'Подписка', language: 'ru' },
    ...{ payerId: '500100201', callbackUrl: undefined, returnUrl: 'https://t.me/shop_bot' },
    expiresAt: new Date(),
    ...more,
  });
  async function make(more: Partial<PaymentAsk> = {}) {
    const ask = newAsk(more);
    const made = await mulenpay.create(ask, access());
    const { reference, amount, currency } = ask;
    const payment: KnownPayment = {
      ...{ reference, amount, currency, externalId: made.externalId, account: String(shop.id) },
      ...{ createdAt: new Date(), receipt: null },
    };
    return { ask, made, payment };
  }
  const press = (id: string, button: PayButton = 'pay') => sandbox.control.press('mulenpay', id, button);
  const inquire = (payment: KnownPayment) => mulenpay.inquire(payment, access());

  it('is made as it was asked for, with a page that can be opened, whatever the plan is called', async () => {
    const { made } = await make({ description: 'Казино 30 дней' });
    const page = await fetch(made.url).then((response) => response.text());
    expect(page).to.contain('299.00 ₽').and.to.contain('30 дней').and.not.to.contain('Казино');
  });

  it('is open, then paid; and cancelled where the payer gave up', async () => {
    for (const isBare of [false, true]) {
      sandbox.control.mulenpay.manner.isBare = isBare;
      const { payment, made } = await make();
      expect(await inquire(payment)).to.deep.equal({ kind: 'open' });
      await press(made.externalId);
      expect(await inquire(payment)).to.include({ kind: 'paid', amount: '299.00', currency: 'RUB' });
    }
    const { payment, made } = await make();
    await press(made.externalId, 'cancel');
    expect(await inquire(payment)).to.deep.equal({ kind: 'ended', as: 'cancelled' });
  });

  it('is told of: unsigned and rightly signed it is asked about, wrongly signed it is forged', async () => {
    for (const [sign, verdict] of [
      ['none', 'ask'],
      ['right', 'ask'],
      ['wrong', 'forged'],
    ] as const) {
      sandbox.control.mulenpay.manner.sign = sign;
      const { payment, made } = await make();
      await press(made.externalId);
      const told = listening.heard.at(-1)!;
      const { reference, externalId } = payment;
      expect(mulenpay.callback.read(told)).to.deep.equal({ reference, externalId });
      expect(mulenpay.callback.judge(told, access()), sign).to.equal(verdict);
    }
  });

  it('is found by our reference when the answer that it was made was lost, and is not made again', async () => {
    for (const kind of ['lost', 'empty', 'html', 'truncated'] as const) {
      const ask = newAsk();
      sandbox.control.fail({ kind, on: /POST \/v2\/payments$/ });
      const error = await faultOf(mulenpay.create(ask, access()));
      expect(error, kind).to.be.instanceOf(RetryableError);
      expect((error as RetryableError).context, kind).to.include({ money: 'unknown' });
      const found = await mulenpay.find(ask, access());
      const made = sandbox.control.payments('mulenpay').filter((one) => one.reference === ask.reference);
      expect(
        made.map(({ id }) => id),
        kind,
      ).to.deep.equal([found?.externalId]);
      expect((await fetch(found!.url)).status).to.equal(200);
    }
    sandbox.control.fail({ kind: 'cut', on: /POST \/v2\/payments$/ });
    const ask = newAsk();
    await faultOf(mulenpay.create(ask, access()));
    expect(await mulenpay.find(ask, access())).to.equal(undefined);
  });

  it('whose page the list does not show is not made twice', async () => {
    sandbox.control.mulenpay.manner.listsPages = false;
    const ask = newAsk();
    sandbox.control.fail({ kind: 'lost', on: /POST \/v2\/payments$/ });
    await faultOf(mulenpay.create(ask, access()));
    expect(await mulenpay.find(ask, access())).to.equal(undefined);
    expect(await faultOf(mulenpay.create(ask, access()))).to.include({ code: 'gateway.refused' });
    expect(sandbox.control.mulenpay.made.size).to.equal(1);
  });

  it('is given back whole, once, also when the answer to that was lost', async () => {
    for (const isLost of [false, true]) {
      const { payment, made } = await make();
      const ask = {
        ...{ ...payment, refundAmount: '299.00', refundReference: 'r', payerId: '1', description: 'Plan' },
      };
      expect(await mulenpay.refund(ask, access())).to.deep.equal({ kind: 'by_hand', code: 'not_paid' });
      await press(made.externalId);
      if (isLost) {
        sandbox.control.fail({ kind: 'lost', on: /refund$/ });
        expect(await faultOf(mulenpay.refund(ask, access()))).to.be.instanceOf(RetryableError);
      }
      for (let again = 0; again < 2; again += 1)
        expect(await mulenpay.refund(ask, access())).to.deep.equal({ kind: 'sent' });
      const refunds = sandbox.control.calls.filter(
        (one) => one.path === `/v2/payments/${made.externalId}/refund`,
      );
      expect(refunds.length).to.equal(1);
    }
  });

  it('with wrong keys, or in another’s shop, is refused so that the admins hear of it', async () => {
    const refusedBy = (more: object) => faultOf(mulenpay.create(newAsk(), access(more)));
    expect(await refusedBy({ mulenpay_secret_key: 'wrong' })).to.include({ code: 'gateway.misconfigured' });
    expect(await refusedBy({ mulenpay_shop_id: '7' })).to.include({ code: 'gateway.misconfigured' });
    await mulenpay.test(access());
    const wrong = access({ mulenpay_api_key: 'wrong' });
    expect(await faultOf(mulenpay.test(wrong))).to.include({ code: 'gateway.unauthorized' });
  });

  it('is remembered over a restart of the sandbox', async () => {
    const { made, payment } = await make();
    await press(made.externalId, 'callback_lost');
    expect(listening.heard).to.deep.equal([]);
    const saved: unknown = JSON.parse(JSON.stringify(sandbox.control.mulenpay.state()));
    await sandbox.close();
    sandbox = await openGatewaySandbox();
    sandbox.control.mulenpay.restore(saved);
    expect(await inquire(payment)).to.include({ kind: 'paid' });
  });
});
