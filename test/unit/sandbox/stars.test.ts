import { expect } from 'chai';
import { startedStandIn } from './stand-in.js';

const month = 2_592_000;
const invoice = {
  title: 'VPN 30 days',
  description: 'Plan Basic',
  payload: 'order-1',
  provider_token: '',
  currency: 'XTR',
  prices: [{ label: 'VPN 30 days', amount: 250 }],
};

/** A stand-in with ways to sell for Stars. */
async function startedShop(options: Parameters<typeof startedStandIn>[0] = {}) {
  const started = await startedStandIn(options);
  const { call, telegram, person } = started;
  const lastUpdate = async () => (await call('getUpdates')).result.at(-1);
  const linkTo = async (more: object = {}) =>
    (await call('createInvoiceLink', { ...invoice, ...more })).result as string;
  /** The person pays, the bot agrees; the payment as the bot hears of it. */
  const paid = async (link: string) => {
    const { queryId, answered } = telegram.payLink(person, link);
    await call('answerPreCheckoutQuery', { pre_checkout_query_id: queryId, ok: true });
    expect(await answered).to.deep.equal({ showAlert: false, text: 'Paid' });
    return (await lastUpdate()).message.successful_payment;
  };
  const refund = (chargeId: string, userId = person.id) =>
    call('refundStarPayment', { user_id: userId, telegram_payment_charge_id: chargeId });
  return { ...started, lastUpdate, linkTo, paid, refund };
}

describe('sandbox: Telegram Stars', () => {
  let shop: Awaited<ReturnType<typeof startedShop>>;
  beforeEach(async () => {
    shop = await startedShop();
  });
  afterEach(() => shop.telegram.close());

  it('refuses invoices that Telegram refuses, in messages and links, in its words', async () => {
    const wrong: [object, string][] = [
      [{ title: '' }, 'TITLE_INVALID'],
      [{ title: 'x'.repeat(33) }, 'TITLE_INVALID'],
      [{ description: 'x'.repeat(256) }, 'DESCRIPTION_INVALID'],
      [{ payload: 'я'.repeat(65) }, 'INVOICE_PAYLOAD_INVALID'],
      [{ provider_token: 'some' }, 'STARS_INVOICE_INVALID'],
      [{ prices: [...invoice.prices, ...invoice.prices] }, 'STARS_INVOICE_INVALID'],
      [{ prices: [{ label: 'L', amount: 0 }] }, 'CURRENCY_TOTAL_AMOUNT_INVALID'],
    ];
    for (const [change, reason] of wrong) {
      const asked = { ...invoice, ...change };
      const answers = [
        await shop.call('createInvoiceLink', asked),
        await shop.call('sendInvoice', { chat_id: shop.person.id, ...asked }),
      ];
      for (const { description } of answers) expect(description).to.equal(`Bad Request: ${reason}`);
    }
    const subscriptions: [object, string][] = [
      [{ subscription_period: month - 1 }, 'SUBSCRIPTION_PERIOD_INVALID'],
      [
        { subscription_period: month, prices: [{ label: 'L', amount: 10_001 }] },
        'CURRENCY_TOTAL_AMOUNT_INVALID',
      ],
    ];
    for (const [change, reason] of subscriptions)
      expect((await shop.call('createInvoiceLink', { ...invoice, ...change })).description).to.equal(
        `Bad Request: ${reason}`,
      );
  });

  it('lets anybody pay a link, more than once, each time under a new charge', async () => {
    const link = await shop.linkTo();
    expect(link).to.match(/^https:\/\/t\.me\/\$[\w-]+$/);
    const first = await shop.paid(link);
    const second = await shop.paid(link);
    expect(first).to.include({ currency: 'XTR', total_amount: 250, invoice_payload: 'order-1' });
    expect(first.telegram_payment_charge_id).to.not.equal(second.telegram_payment_charge_id);
    const other = shop.telegram.person({ firstName: 'Other' });
    shop.telegram.payLink(other, link);
    expect((await shop.lastUpdate()).pre_checkout_query.from.id).to.equal(Number(other.id));
    expect((await shop.call('getMyStarBalance')).result).to.deep.equal({ amount: 500 });
  });

  it('shows the bot’s reason to the payer, and asks for one', async () => {
    const { queryId, answered } = shop.telegram.payLink(shop.person, await shop.linkTo());
    const answer = { pre_checkout_query_id: queryId, ok: false };
    expect((await shop.call('answerPreCheckoutQuery', answer)).description).to.equal(
      'Bad Request: ERROR_TEXT_EMPTY',
    );
    await shop.call('answerPreCheckoutQuery', { ...answer, error_message: 'Sold out' });
    expect(await answered).to.deep.equal({ showAlert: true, text: 'Sold out' });
    const again = await shop.call('answerPreCheckoutQuery', { pre_checkout_query_id: queryId, ok: true });
    expect(again.description).to.include('query is too old');
    expect(shop.telegram.starTransactions(shop.token)).to.deep.equal([]);
  });

  it('takes no answer after ten seconds', async () => {
    const hasty = await startedShop({ preCheckoutTtlMs: 5 });
    const { queryId, answered } = hasty.telegram.payLink(hasty.person, await hasty.linkTo());
    expect((await answered).text).to.include('did not answer in time');
    const late = await hasty.call('answerPreCheckoutQuery', { pre_checkout_query_id: queryId, ok: true });
    expect(late.description).to.include('query is too old');
    await hasty.telegram.close();
  });

  it('gives a payment back once, to its payer, and tells the bot', async () => {
    const { telegram_payment_charge_id: chargeId } = await shop.paid(await shop.linkTo());
    const other = shop.telegram.person({ firstName: 'Other' });
    expect((await shop.refund('unknown')).description).to.equal('Bad Request: CHARGE_NOT_FOUND');
    expect((await shop.refund(chargeId, other.id)).description).to.equal('Bad Request: CHARGE_NOT_FOUND');
    expect((await shop.refund(chargeId)).result).to.equal(true);
    expect((await shop.lastUpdate()).message.refunded_payment).to.include({
      telegram_payment_charge_id: chargeId,
      total_amount: 250,
    });
    expect((await shop.refund(chargeId)).description).to.equal('Bad Request: CHARGE_ALREADY_REFUNDED');
    const next = await shop.paid(await shop.linkTo());
    shop.telegram.withdrawStars(shop.token, 200);
    const poor = await shop.refund(next.telegram_payment_charge_id);
    expect(poor.description).to.equal('Bad Request: BALANCE_TOO_LOW');
  });

  it('lists transactions oldest first, a refund as one that goes out under the same id', async () => {
    const paid = await shop.paid(await shop.linkTo());
    await shop.refund(paid.telegram_payment_charge_id);
    const list = async (params: object = {}) =>
      (await shop.call('getStarTransactions', params)).result.transactions;
    const [incoming, outgoing] = await list();
    expect(incoming).to.include({ id: paid.telegram_payment_charge_id, amount: 250 });
    expect(incoming.source).to.include({ transaction_type: 'invoice_payment', invoice_payload: 'order-1' });
    expect(outgoing).to.include({ id: paid.telegram_payment_charge_id, amount: 250 });
    expect(outgoing.receiver.user.id).to.equal(Number(shop.person.id));
    expect(await list({ offset: 1, limit: 1 })).to.deep.equal([outgoing]);
    expect(await list({ offset: 2 })).to.deep.equal([]);
    expect((await shop.call('getStarTransactions', { limit: 101 })).description).to.include('LIMIT_INVALID');
  });

  it('renews a subscription without a pre-checkout, tells of its states, and lets the bot stop it', async () => {
    const link = await shop.linkTo({ subscription_period: month });
    const first = await shop.paid(link);
    const chargeId = first.telegram_payment_charge_id;
    expect(first).to.include({ is_recurring: true, is_first_recurring: true });
    shop.telegram.renewStars(shop.token, chargeId);
    const renewal = (await shop.lastUpdate()).message.successful_payment;
    expect(renewal).to.include({ is_recurring: true, invoice_payload: 'order-1' });
    expect(renewal).to.not.have.property('is_first_recurring');
    expect(renewal.subscription_expiration_date - first.subscription_expiration_date).to.equal(month);
    expect(renewal.telegram_payment_charge_id).to.not.equal(chargeId);
    for (const state of ['canceled', 'active', 'failed'] as const) {
      shop.telegram.changeSubscription(shop.token, chargeId, state);
      const { subscription } = await shop.lastUpdate();
      expect(subscription).to.deep.include({ invoice_payload: 'order-1', state });
      expect(subscription.user.id).to.equal(Number(shop.person.id));
    }
    const edit = { user_id: shop.person.id, telegram_payment_charge_id: chargeId, is_canceled: true };
    expect((await shop.call('editUserStarSubscription', edit)).result).to.equal(true);
    expect(() => shop.telegram.renewStars(shop.token, chargeId)).to.throw('does not renew');
  });
});
