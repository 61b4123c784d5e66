import { expect } from 'chai';
import { auditMoney } from '#services/audits/audit-money.js';
import { enqueueAudits } from '#services/audits/enqueue-audits.js';
import { refundOrders } from '#services/orders/refund-order.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';

interface Kept {
  readonly kind: string;
  readonly row_id: string;
  readonly expected: string;
  readonly found: string;
  readonly is_gone: boolean;
}

describe('the audit of money', function () {
  this.timeout(60_000);
  let shop: Shop;
  let userId: string;
  let subscriptionId: string | undefined;

  /** A person who paid 100,000 toman in, bought for 60,000 and was given 7,000; all of it an hour ago. */
  beforeEach(async () => {
    shop = await openShop({
      billingModel: 'subscription_sale',
      trafficRateToman: 10,
      walletBalanceToman: 0,
    });
    await ownerQuery(
      `with wallet as (update bots set wallet_balance_toman = 5000 where id = $1 returning id)
       insert into tenant_wallet_transactions (bot_id, type, amount_toman, balance_after_toman, idempotency_key)
       select id, 'deposit', 5000, 5000, 'x' from wallet`,
      [shop.botId],
    );
    userId = (await shop.addBuyer(100_000)).id;
    const plan = await shop.addPlan({ priceToman: 60_000, trafficLimitGb: 20 });
    const bought = await shop.buy(userId, { kind: 'plan', planId: plan.id });
    subscriptionId = bought.kind === 'paid' ? bought.subscriptionId : undefined;
    await shop.tenant.db((tx) =>
      adjustBalance(shop.tenant, tx, { userId, amountToman: 7_000, reason: 'x', idempotencyKey: 'gift' }),
    );
    await anHourAgo();
  });

  const anHourAgo = async () => {
    for (const table of ['transactions', 'tenant_wallet_transactions'])
      await ownerQuery(`update ${table} set created_at = created_at - interval '1 hour' where bot_id = $1`, [
        shop.botId,
      ]);
  };
  const kept = () =>
    ownerQuery<Kept>(
      `select kind, row_id::text, expected, found, gone_at is not null as is_gone from money_differences
       where bot_id = $1 order by kind, money_differences.row_id`,
      [shop.botId],
    );
  const told = async (): Promise<number> =>
    namesOf(await shop.jobs()).filter((name) => name === 'notice money_differs').length;
  const audit = () => auditMoney(shop.tenant);
  const rowOf = async (condition: string): Promise<string> => {
    const [row] = await ownerQuery<{ id: string }>(
      `select id::text from transactions where bot_id = $1 and ${condition} order by transactions.id limit 1`,
      [shop.botId],
    );
    return row!.id;
  };

  it('finds nothing where all agrees, again and again', async () => {
    await audit();
    await Promise.all([audit(), audit()]);
    expect(await kept()).to.deep.equal([]);
    const [progress] = await ownerQuery<{ is_done: boolean }>(
      `select ledger_id = (select max(id) from transactions where bot_id = $1) and wallet_ledger_id > 0
         and audited_at > now() - interval '1 minute' as is_done from money_audits where bot_id = $1`,
      [shop.botId],
    );
    expect(progress!.is_done).to.equal(true);
  });

  it('keeps and tells a balance that is not its ledger once, mends nothing, and notes when it is gone', async () => {
    await ownerQuery('update users set balance_toman = balance_toman + 1 where id = $1', [userId]);
    await audit();
    await audit();
    const difference = { kind: 'balance', row_id: userId, expected: '47000', found: '47001' };
    expect(await kept()).to.deep.equal([{ ...difference, is_gone: false }]);
    expect(await told()).to.equal(1);
    expect((await shop.look(userId)).balanceToman).to.equal(47_001);
    await ownerQuery('update users set balance_toman = balance_toman - 1 where id = $1', [userId]);
    await audit();
    expect(await kept()).to.deep.equal([{ ...difference, is_gone: true }]);
    await ownerQuery('update users set balance_toman = balance_toman + 1 where id = $1', [userId]);
    await audit();
    expect(await kept()).to.deep.equal([{ ...difference, is_gone: false }]);
  });

  it('finds a row that does not follow from the one before, also one that was looked at long ago and differs still', async () => {
    const id = await rowOf(`type = 'subscription_payment'`);
    await ownerQuery('update transactions set balance_after_toman = 41000 where id = $1', [id]);
    await audit();
    await audit();
    const rows = await kept();
    expect(rows.map(({ kind, is_gone }) => [kind, is_gone])).to.deep.equal([
      ['ledger', false],
      ['ledger', false],
    ]);
    expect(rows[0]).to.include({ row_id: id, expected: '40000', found: '41000' });
    await ownerQuery('update transactions set balance_after_toman = 40000 where id = $1', [id]);
    await audit();
    expect((await kept()).every(({ is_gone }) => is_gone)).to.equal(true);
  });

  it('finds an order of another price than was paid, and one that its row does not know', async () => {
    const id = await rowOf(`type = 'subscription_payment'`);
    await ownerQuery('update orders set price_toman = 59000 where bot_id = $1', [shop.botId]);
    await audit();
    expect(await kept()).to.deep.equal([
      { kind: 'order', row_id: id, expected: 'paid 60000', found: 'paid 59000', is_gone: false },
    ]);
    await ownerQuery('update orders set price_toman = 60000, transaction_id = null where bot_id = $1', [
      shop.botId,
    ]);
    await audit();
    const [row] = await kept();
    expect(row!.found).to.match(/^order \d+ by nothing$/);
  });

  it('finds money that was given back for an order that knows nothing of it', async () => {
    const [order] = await ownerQuery<{ id: string }>(`select id::text from orders where bot_id = $1`, [
      shop.botId,
    ]);
    await shop.tenant.db((tx) =>
      refundOrders(shop.tenant, tx, { subscriptionId: subscriptionId!, reason: 'test' }),
    );
    await anHourAgo();
    await audit();
    expect(await kept()).to.deep.equal([]);
    await ownerQuery('update orders set refund_transaction_id = null where bot_id = $1', [shop.botId]);
    await ownerQuery('update money_audits set ledger_id = 0 where bot_id = $1', [shop.botId]);
    await audit();
    expect((await kept()).map(({ kind, expected, found }) => [kind, expected, found])).to.deep.equal([
      ['order', 'refunded', `order ${order!.id} by nothing`],
    ]);
  });

  it('finds a payment that credited another sum than its row says, whatever the method', async () => {
    const tables = ['card_to_card_payments', 'gateway_payments', 'zarinpal_payments'] as const;
    for (const table of tables) {
      const own = {
        card_to_card_payments: ', tracking_number',
        gateway_payments: ', gateway',
        zarinpal_payments: '',
      };
      const value = {
        card_to_card_payments: `, 'C2C-1'`,
        gateway_payments: `, 'bridge'`,
        zarinpal_payments: '',
      };
      await ownerQuery(
        `with paid as (insert into ${table} (bot_id, user_id, amount_toman, credited_toman${own[table]})
           values ($1, $2, 900, 900${value[table]}) returning id),
         row as (insert into transactions (bot_id, user_id, type, amount_toman, balance_after_toman, idempotency_key,
             reference_kind, reference_id, created_at)
           select $1, $2, 'deposit', 1000, balance_toman + 1000, 'payment ' || paid.id, $3, paid.id, now() - interval '1 hour'
           from paid, users where users.id = $2 returning id)
         update users set balance_toman = balance_toman + 1000 where id = $2`,
        [shop.botId, userId, table],
      );
      await ownerQuery(
        `update ${table} set transaction_id = (select id from transactions where reference_kind = $2 and bot_id = $1)
         where bot_id = $1`,
        [shop.botId, table],
      );
    }
    await audit();
    expect((await kept()).map(({ kind, expected, found }) => [kind, expected, found])).to.deep.equal(
      tables.map(() => ['payment', 'credited 1000', 'credited 900']),
    );
  });

  it("finds the tenant's wallet and a row of its ledger that do not agree", async () => {
    await ownerQuery('update bots set wallet_balance_toman = 1 where id = $1', [shop.botId]);
    await audit();
    expect((await kept()).map(({ kind, expected, found }) => [kind, expected, found])).to.deep.equal([
      ['wallet', '4800', '1'],
    ]);
    await ownerQuery(
      `update tenant_wallet_transactions set balance_after_toman = 1 where bot_id = $1 and type = 'traffic_charge'`,
      [shop.botId],
    );
    await ownerQuery('delete from money_audits where bot_id = $1', [shop.botId]);
    await audit();
    const found = (await kept()).filter(({ is_gone }) => !is_gone);
    expect(found.map(({ kind, expected, found: is }) => [kind, expected, is])).to.deep.equal([
      ['wallet_ledger', '4800', '1'],
    ]);
  });

  it('finds what was paid a day ago and the panel has not taken over', async () => {
    await audit();
    await ownerQuery(`update orders set paid_at = paid_at - interval '25 hours' where bot_id = $1`, [
      shop.botId,
    ]);
    await audit();
    expect((await kept()).map(({ kind }) => kind)).to.deep.equal(['undelivered']);
    await ownerQuery('update orders set fulfilled_at = now() where bot_id = $1', [shop.botId]);
    await audit();
    expect((await kept()).map(({ is_gone }) => is_gone)).to.deep.equal([true]);
  });

  it('comes to each bot once an hour, the longest unseen first', async () => {
    const jobs = async () => namesOf(await shop.jobs()).filter((name) => name === 'money.audit').length;
    await enqueueAudits();
    expect(await jobs()).to.equal(1);
    await audit();
    await ownerQuery('delete from outbox where bot_id = $1', [shop.botId]);
    await enqueueAudits();
    expect(await jobs()).to.equal(0);
    await ownerQuery(
      `update money_audits set audited_at = audited_at - interval '61 minutes' where bot_id = $1`,
      [shop.botId],
    );
    await enqueueAudits();
    expect(await jobs()).to.equal(1);
  });
});
