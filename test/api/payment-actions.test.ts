import { expect } from 'chai';
import { CardToCardPayment } from '#models/card-to-card-payment.js';
import { startPayment } from '#services/payments/start-payment.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { uniqueNumber } from '../factories/unique.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi, type Answered } from '../support/open-admin-api.js';
import { snapshotNow } from '../support/snapshots.js';
import { waitFor } from '../support/wait-for.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
interface Payment {
  readonly id: string;
  readonly userId: string;
  readonly externalId: string;
}

const merchantId = '0b1c2d3e-1111-2222-3333-444455556666';
const codeOf = ({ status, body }: Answered) => [status, body.code];

describe('the admin API: what is done to payments through gateways', function () {
  this.timeout(30_000);
  let gateways: GatewaySandbox;
  let api: AdminApi;
  let bot: Bot;
  before(async () => {
    gateways = await openGatewaySandbox();
    api = await openAdminApi({
      variables: { ...gateways.variables(), PUBLIC_URL: 'https://bots.example.com', UPDATE_MODE: 'polling' },
    });
    bot = await api.addBot({ zarinpalEnabled: true, zarinpalMerchantId: merchantId });
    await api.call('PUT', `/bots/${bot.botId}/features/zarinpal`, { body: { enabled: true } });
  });
  after(async () => {
    await api.close();
    await gateways.close();
  });
  beforeEach(() => gateways.control.mend());

  const call = (method: string, id: string, action = '', body?: unknown, of = bot) =>
    api.call(method, `/bots/${of.botId}/payments/${id}${action}`, {
      token: of.apiToken,
      ...(body !== undefined && { body }),
    });
  const balanceOf = async (userId: string): Promise<number> => {
    const sql = 'select balance_toman::int as toman from users where id = $1';
    return (await ownerQuery<{ toman: number }>(sql, [userId]))[0]!.toman;
  };
  /** A top-up of 50,000 toman that Zarinpal has made, the last question about it long ago. */
  async function begin(): Promise<Payment> {
    const { id: userId } = await buildUser(bot.tenant);
    const { settings, features } = await snapshotNow(bot.tenant);
    const terms = { values: settings.values, features, publicUrl: 'https://bots.example.com' };
    const wish = { userId, method: 'zarinpal', orderId: null, topUpToman: 50_000, terms, messageId: null };
    const started = await bot.tenant.db((tx) => startPayment(bot.tenant, tx, wish));
    if (started.kind !== 'started') throw new Error(started.kind);
    const { id } = started.payment;
    const named = await waitFor(
      async () => (await call('GET', id)).body.gateway.external_id as string | null,
      { what: 'the gateway has made the payment' },
    );
    await age(id);
    return { id, userId, externalId: named };
  }
  const age = (id: string) =>
    ownerQuery(`update zarinpal_payments set updated_at = now() - interval '1 minute' where id = $1`, [id]);
  /** Paid there, and nobody told us. */
  const pay = ({ externalId }: Payment) => gateways.control.press('zarinpal', externalId, 'callback_lost');
  const auditOf = async (id: string) => {
    const { body } = await api.call('GET', `/bots/${bot.botId}/audit-log?limit=200`);
    return body.items.filter(({ subject }: { subject: string | null }) => subject === `payment ${id}`);
  };

  it('shows a payment with what the core knows of it, and never the account', async () => {
    const { id, userId, externalId } = await begin();
    const { body } = await call('GET', id);
    expect(body).to.deep.include({ method: 'zarinpal', status: 'pending', user_id: userId, purchase: null });
    const { gateway } = body;
    expect(gateway).to.deep.include({
      external_id: externalId,
      currency: 'IRR',
      currency_amount: '500000.00000000',
      credited_toman: null,
      problem: null,
      refunded_at: null,
    });
    expect(gateway.reference).to.match(/^[0-9a-f]{32}$/);
    expect(gateway.payment_url).to.include(externalId);
    const path = `/payments/zarinpal/${bot.botId}?p=${gateway.reference}`;
    expect(gateway.callback_url).to.include(`https://bots.example.com${path}`);
    expect(Date.parse(gateway.check_until)).to.be.above(Date.parse(gateway.expires_at));
    expect(JSON.stringify(body)).not.to.include(merchantId);
  });

  it('asks the gateway at once: money that nobody told us of is credited before the answer', async () => {
    const payment = await begin();
    const open = await call('POST', payment.id, '/check');
    expect([open.status, open.body.answer, open.body.payment.status]).to.deep.equal([
      200,
      'asked',
      'pending',
    ]);
    await pay(payment);
    await age(payment.id);
    const { body } = await call('POST', payment.id, '/check');
    expect(body.answer).to.equal('asked');
    expect(body.payment).to.deep.include({ id: payment.id, status: 'paid' });
    expect(body.payment.gateway).to.deep.include({ credited_toman: 50_000 });
    expect(body.payment.gateway.receipt).to.match(/^\d+$/);
    expect(await balanceOf(payment.userId)).to.equal(50_000);
    const [entry] = await auditOf(payment.id);
    expect(entry).to.deep.include({ action: 'payments.check' });
    expect([entry.before.status, entry.after.status]).to.deep.equal(['pending', 'paid']);
  });

  it('asks about one payment once in ten seconds, however often it is told to', async () => {
    const payment = await begin();
    const before = gateways.control.calls.length;
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => (await call('POST', payment.id, '/check')).body.answer as string),
    );
    expect(answers.sort()).to.deep.equal(['asked', ...Array<string>(4).fill('asked_lately')]);
    const asked = gateways.control.calls.slice(before).filter(({ path }) => path.includes('verify'));
    expect(asked).to.have.lengthOf(1);
  });

  it('says so when the gateway does not answer, and changes nothing', async () => {
    const payment = await begin();
    await pay(payment);
    gateways.control.fail({ kind: 'status', on: /verify/ });
    const { status, body } = await call('POST', payment.id, '/check');
    expect([status, body.answer, body.payment.status]).to.deep.equal([200, 'no_answer', 'pending']);
    expect(await balanceOf(payment.userId)).to.equal(0);
    expect(await auditOf(payment.id)).to.deep.equal([]);
  });

  it('settles by hand once, with the reason in the audit log', async () => {
    const { id, userId } = await begin();
    expect(codeOf(await call('POST', id, '/settle', {}))).to.deep.equal([422, 'request.invalid']);
    const reason = 'Seen on the statement of the bank';
    const settled = await call('POST', id, '/settle', { reason, amount_toman: 45_000 });
    expect([settled.status, settled.body.status]).to.deep.equal([200, 'paid']);
    expect(settled.body.gateway).to.deep.include({ credited_toman: 45_000, problem: 'settled_by_hand' });
    expect(await balanceOf(userId)).to.equal(45_000);
    expect(codeOf(await call('POST', id, '/settle', { reason }))).to.deep.equal([409, 'payment.not_open']);
    expect(await balanceOf(userId)).to.equal(45_000);
    const [entry, ...more] = await auditOf(id);
    expect(more).to.deep.equal([]);
    expect(entry).to.deep.include({ action: 'payments.settle' });
    expect(entry.after).to.deep.include({ status: 'paid', credited_toman: 45_000, reason });
  });

  it('gives money back through the gateway: out of the wallet at once, then refunded', async () => {
    const payment = await begin();
    expect(codeOf(await call('POST', payment.id, '/refund'))).to.deep.equal([409, 'payment.not_open']);
    await pay(payment);
    await call('POST', payment.id, '/check');
    expect(await balanceOf(payment.userId)).to.equal(50_000);
    const begun = await call('POST', payment.id, '/refund');
    expect(begun.status).to.equal(200);
    expect(await balanceOf(payment.userId)).to.equal(0);
    const again = await call('POST', payment.id, '/refund');
    expect([again.status, again.body.id]).to.deep.equal([200, payment.id]);
    await waitFor(async () => (await call('GET', payment.id)).body.status === 'refunded', {
      what: 'the gateway has given the money back',
    });
    const { body } = await call('GET', payment.id);
    expect(body.gateway.refund_transaction_id).to.be.a('string');
    expect(body.gateway.refunded_at).to.be.a('string');
    expect(body.gateway.problem).to.equal(null);
    expect(await balanceOf(payment.userId)).to.equal(0);
  });

  it('gives back again what the gateway refused first, and takes it out of the wallet each time', async () => {
    const payment = await begin();
    await pay(payment);
    await call('POST', payment.id, '/check');
    gateways.control.zarinpal.refuse(merchantId, -62, 'reverse');
    await call('POST', payment.id, '/refund');
    await waitFor(
      async () => (await call('GET', payment.id)).body.gateway.problem?.startsWith('refund_refused'),
      { what: 'the gateway has refused' },
    );
    expect(await balanceOf(payment.userId)).to.equal(50_000);
    gateways.control.zarinpal.refuse(merchantId, undefined, 'reverse');
    await call('POST', payment.id, '/refund');
    expect(await balanceOf(payment.userId)).to.equal(0);
    await waitFor(async () => (await call('GET', payment.id)).body.status === 'refunded', {
      what: 'the gateway has given the money back',
    });
    expect(await balanceOf(payment.userId)).to.equal(0);
  });

  it('takes out again what came back into the wallet, when the gateway reverses it by itself later', async () => {
    const payment = await begin();
    await pay(payment);
    await call('POST', payment.id, '/check');
    gateways.control.zarinpal.refuse(merchantId, -62, 'reverse');
    await call('POST', payment.id, '/refund');
    await waitFor(
      async () => (await call('GET', payment.id)).body.gateway.problem?.startsWith('refund_refused'),
      { what: 'the gateway has refused' },
    );
    gateways.control.zarinpal.refuse(merchantId, undefined, 'reverse');
    const reversed = await fetch(`${gateways.url}/zarinpal/pg/v4/payment/reverse.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ merchant_id: merchantId, authority: payment.externalId }),
    });
    expect(reversed.status).to.equal(200);
    await age(payment.id);
    const { body } = await call('POST', payment.id, '/check');
    expect([body.payment.status, body.payment.gateway.problem]).to.deep.equal(['refunded', null]);
    expect(await balanceOf(payment.userId)).to.equal(0);
  });

  it('finds by a check that a refund whose answer was lost is done, and misses no money', async () => {
    const payment = await begin();
    await pay(payment);
    await call('POST', payment.id, '/check');
    const reversals = () => gateways.control.calls.filter(({ path }) => path.includes('reverse')).length;
    const before = reversals();
    gateways.control.fail({ kind: 'lost', on: /reverse/, times: 100 });
    await call('POST', payment.id, '/refund');
    await waitFor(() => reversals() > before, { what: 'the gateway was asked to give it back' });
    const noted = async () => (await call('GET', payment.id)).body.gateway.checks > 0;
    await waitFor(noted, { what: 'that no answer came is noted' });
    await age(payment.id);
    const { body } = await call('POST', payment.id, '/check');
    expect([body.answer, body.payment.status, body.payment.gateway.problem]).to.deep.equal([
      'asked',
      'refunded',
      null,
    ]);
    expect(body.payment.gateway).to.deep.include({ problem: null });
    expect(body.payment.gateway.refund_transaction_id).to.be.a('string');
    expect(await balanceOf(payment.userId)).to.equal(0);
  });

  it('refuses what cannot be: money that is spent, a card payment, a stranger, a token that only reads', async () => {
    const payment = await begin();
    await pay(payment);
    await call('POST', payment.id, '/check');
    const part = await call('POST', payment.id, '/refund', { amount_toman: 1, reason: 'Half a month' });
    expect(codeOf(part), 'this gateway knows no parts').to.deep.equal([409, 'payment.not_refundable']);
    expect(part.body.detail).to.contain('leave amount_toman out');
    const more = await call('POST', payment.id, '/refund', { amount_toman: 100_000_000 });
    expect(codeOf(more), 'more than was paid').to.deep.equal([409, 'payment.not_refundable']);
    await ownerQuery('update users set balance_toman = 10 where id = $1', [payment.userId]);
    expect(codeOf(await call('POST', payment.id, '/refund'))).to.deep.equal([409, 'payment.not_refundable']);
    const card = await bot.tenant.db(() =>
      CardToCardPayment.create({
        userId: payment.userId,
        amountToman: 10,
        trackingNumber: `${uniqueNumber()}`,
      }),
    );
    const stranger = await api.addBot();
    const reader = await api.addToken(bot.botId, 'read');
    for (const action of ['/check', '/refund', '/settle']) {
      const body = action === '/settle' ? { reason: 'Seen' } : undefined;
      expect(codeOf(await call('POST', card.id, action, body)), action).to.deep.equal([
        409,
        'payment.no_gateway',
      ]);
      for (const [id, of] of [
        [payment.id, stranger],
        ['999999999', bot],
      ] as const)
        expect(codeOf(await call('POST', id, action, body, of)), action).to.deep.equal([
          404,
          'resource.unknown',
        ]);
      const path = `/bots/${bot.botId}/payments/${payment.id}${action}`;
      const { status } = await api.call('POST', path, { token: reader.secret, ...(body && { body }) });
      expect(status, action).to.equal(403);
    }
  });
});
