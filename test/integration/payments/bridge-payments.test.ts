import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { beginRefund } from '#services/payments/refund-payment.js';
import { cancelOwnPayment } from '#services/payments/cancel-payment.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openBridgeStage } from '../../support/payments/gateway-stages.js';
import { openTill, type Till } from '../../support/payments/open-till.js';
import type { BridgeExample } from '../../support/processes/bridge-example.js';
import { waitFor } from '../../support/wait-for.js';

const sum = 200_000;

describe('a payment through a bridge', function () {
  this.timeout(60_000);
  let till: Till;
  let payer: Customer;
  let example: BridgeExample;

  /** A bot with the example, or with another bridge made of it by changes of its text. */
  async function open(...changes: readonly (readonly [from: string, to: string])[]): Promise<void> {
    const stage = await openBridgeStage({
      change: (text) =>
        changes.reduce((changed, [from, to]) => {
          expect(changed).to.contain(from);
          return changed.replace(from, to);
        }, text),
    });
    ({ example } = stage);
    till = await openTill('bridge', stage);
    payer = await till.newPayer();
  }
  afterEach(() => till.close());
  const standing = async (id: string) => {
    const [row] = await ownerQuery(
      'select status, problem, credited_toman::int as credited, check_at from gateway_payments where id = $1',
      [id],
    );
    return row as { status: string; problem: string | null; credited: number | null; check_at: Date | null };
  };
  const sign = (...lines: readonly string[]): string =>
    createHmac('sha256', example.secret).update(lines.join('\n')).digest('hex');

  it('is not settled by a callback that is forged, and only asked about after an old one', async () => {
    await open();
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    const heard = await waitFor(() => till.sink.heard[0], { what: 'it tells' });
    till.sink.heard.length = 0;
    const come = async (headers: Record<string, string>, body = heard.request.body): Promise<void> => {
      till.sink.heard.push({ ...heard, headers, request: { ...heard.request, body } });
      await till.deliver();
    };
    const headers = heard.headers as Record<string, string>;
    await come({ ...headers, 'x-bridge-signature': '0'.repeat(64) });
    await come({});
    const more = Buffer.from(heard.request.body.toString().replaceAll('200000', '900000'));
    await come(headers, more);
    expect(await standing(payment.id)).to.include({ status: 'pending' });
    // An old one proves nothing; what the bridge says now does.
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000) - 3_600), 'a-nonce-of-an-hour-ago'];
    const signature = sign('bridge-1 callback', timestamp, nonce, more.toString());
    const old = { 'x-bridge-timestamp': timestamp, 'x-bridge-nonce': nonce, 'x-bridge-signature': signature };
    await come(old, more);
    expect(await standing(payment.id)).to.include({ status: 'paid', credited: sum, problem: null });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: sum, moves: [sum] });
  });

  it('is settled by a callback that comes before the answer that made it, and nothing is left to ask', async () => {
    await open(
      [
        "paid_toman: 0, status: 'open' };",
        "paid_toman: amount_toman, status: 'paid' };\n  setImmediate(tell, { callback_url, id });",
      ],
      [
        '  response.writeHead(status, {',
        '  if (status === 201) await pause(1_000);\n  response.writeHead(status, {',
      ],
    );
    const begun = await till.begin(payer, { topUpToman: sum });
    const making = till.driver.settle();
    await waitFor(() => till.sink.heard.length > 0, { what: 'it tells' });
    await till.deliver();
    expect(await standing(begun.id)).to.include({ status: 'paid', credited: sum });
    expect((await till.read(begun.id)).externalId, 'our request is under way still').to.equal(null);
    await making;
    expect((await till.read(begun.id)).externalId).to.be.a('string');
    expect(await standing(begun.id)).to.include({ status: 'paid', check_at: null });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: sum, moves: [sum] });
  });

  it('is one payment there, though the answer that made it was lost', async () => {
    await open([
      '  response.writeHead(status, {',
      '  if (status === 201) return response.destroy();\n  response.writeHead(status, {',
    ]);
    const begun = await till.begin(payer, { topUpToman: sum });
    await till.driver.settle();
    expect((await till.read(begun.id)).externalId).to.equal(null);
    await till.driver.hurry();
    const payment = await till.read(begun.id);
    expect(payment.url).to.match(/^http/);
    expect(example.payments()).to.have.length(1);
    await till.pay(payer, payment);
    await till.checkAll();
    expect(await standing(begun.id)).to.include({ status: 'paid', credited: sum });
  });

  it('is credited with what came: too little, or too much', async () => {
    await open();
    for (const [toman, problem] of [
      [sum - 50_000, 'underpaid'],
      [sum + 50_000, 'overpaid'],
    ] as const) {
      const payment = await till.open(payer, { topUpToman: sum });
      await example.press(payment.url!, 'pay', toman);
      await waitFor(() => till.sink.heard.length > 0, { what: 'it tells' });
      await till.deliver();
      expect(await standing(payment.id)).to.include({ status: 'paid', credited: toman, problem });
    }
    expect(await till.purse(payer)).to.include({ balanceToman: 2 * sum });
  });

  it('is cancelled there when the person gives it up, and ends when it was cancelled there', async () => {
    await open();
    const given = await till.open(payer, { topUpToman: sum });
    const userId = await till.userOf(payer);
    await till.tenant.db((tx) => cancelOwnPayment(till.tenant, tx, { userId, paymentId: given.id }));
    await till.driver.settle();
    expect(example.payments().map(({ status }) => status)).to.deep.equal(['cancelled']);
    const other = await till.open(payer, { topUpToman: sum });
    await example.press(other.url!, 'cancel');
    await till.checkAll();
    expect(await standing(other.id)).to.include({ status: 'cancelled', check_at: null });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [] });
  });

  it('goes back once when an admin gives it back, or not at all where the bridge cannot', async () => {
    await open();
    const payment = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, payment);
    await till.checkAll();
    const refund = () => till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: payment.id }));
    await Promise.all([refund(), refund()]);
    await till.driver.settle();
    expect(await standing(payment.id)).to.include({ status: 'refunded', problem: null });
    expect(example.payments()).to.have.length(1);
    expect(example.payments()[0]).to.include({ status: 'refunded' });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [sum, -sum] });
    await till.close();
    await open(["paid: ['refund'] }", 'paid: [] }']);
    const kept = await till.open(payer, { topUpToman: sum });
    await till.pay(payer, kept);
    await till.checkAll();
    await till.tenant.db((tx) => beginRefund(till.tenant, tx, { paymentId: kept.id }));
    await till.driver.settle();
    expect(await standing(kept.id)).to.include({ status: 'paid', problem: 'refund_refused unsupported' });
    expect(await till.purse(payer)).to.include({ balanceToman: sum });
  });

  it('is not made with another secret, and the bridge is offered no more until people mend it', async () => {
    await open();
    await till.bot.keepSecret('bridge_secret', 'another-secret-than-the-bridge-has');
    const begun = await till.open(payer, { topUpToman: sum });
    expect(await standing(begun.id)).to.include({ status: 'failed', problem: 'gateway.unauthorized' });
    expect(await till.begin(payer, { topUpToman: sum }).catch((error: unknown) => error)).to.include({
      code: 'payment.method_off',
    });
  });
});
