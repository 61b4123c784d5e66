import { expect } from 'chai';
import type { GatewayName } from '#gateways/registry.js';
import { findLost } from '#services/payments/find-lost.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import type { DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';
import { openTill, type Till } from '../../support/payments/open-till.js';

const sum = 200_000;

/** Gives another bot the account of the till's bot at a gateway. */
async function shareAccount({ stage, driver, bot, name }: Till & { name: GatewayName }): Promise<DrivenBot> {
  const other = await driver.addBot();
  await stage.setUp(driver, other);
  await other.configure({ topup_min_toman: 1_000 });
  if (name === 'abangateway') {
    const [shop] = [...stage.control!.abangateway.shops.values()];
    await other.keepSecret('abangateway_api_key', shop!.liveKey);
    await other.keepSecret('abangateway_webhook_secret', shop!.webhookSecret);
  }
  if (name === 'aqayepardakht') await other.keepSecret('aqayepardakht_pin', `pin-of-bot-${bot.botId}`);
  if (name !== 'cryptobot') return other;
  const webhookUrl = `${driver.env.publicUrl ?? ''}/payments/cryptobot/${bot.botId}`;
  const app = [...stage.control!.cryptobot.apps.values()].find((one) => one.webhookUrl === webhookUrl);
  await other.keepSecret('cryptobot_api_token', app!.token);
  return other;
}

for (const name of ['abangateway', 'aqayepardakht', 'bridge', 'cryptobot', 'zarinpal'] as const)
  describe(`two bots on one account of ${name}`, function () {
    this.timeout(120_000);
    let till: Till;
    let other: DrivenBot;
    before(async () => {
      till = await openTill(name);
      other = await shareAccount({ ...till, name });
    });
    after(() => till.close());

    const read = async ({ tenant }: DrivenBot, id: string): Promise<Payment> =>
      (await tenant.db((tx) => findPayment(tenant, tx, id)))!;
    const open = async (bot: DrivenBot, payer: Customer): Promise<Payment> => {
      const { id } = await till.begin(payer, { topUpToman: sum });
      await till.driver.settle();
      return read(bot, id);
    };

    it('credit what was paid to each, once, whichever of them is told and looks at the list first', async () => {
      const [mine, theirs] = [await till.newPayer(), await newCustomer(till.driver, other)];
      const payments = [await open(till.bot, mine), await open(other, theirs)];
      expect(payments[0]!.account).to.equal(payments[1]!.account);
      await till.pay(mine, payments[0]!);
      await till.pay(theirs, payments[1]!);
      const heard = [...till.sink.heard];
      for (const bot of [other, till.bot, other]) {
        till.sink.heard.splice(0, till.sink.heard.length, ...heard);
        await till.deliver(3, bot);
        await findLost(bot.tenant, { method: name, means: till.means });
        await till.driver.settle();
      }
      for (const bot of [till.bot, other]) await till.checkAll(bot);
      for (const payer of [mine, theirs])
        expect(await till.purse(payer)).to.deep.include({ balanceToman: sum, moves: [sum] });
    });
  });

describe('a bot that has another account at a gateway than before', function () {
  this.timeout(60_000);
  let till: Till;
  let payer: Customer;
  let payment: Payment;
  before(async () => {
    till = await openTill('cryptobot');
  });
  beforeEach(async () => {
    payer = await till.newPayer();
    payment = await till.open(payer, { topUpToman: sum });
  });
  after(() => till.close());

  /** As if the payment had been made by another app, which calls it as the bot's present one calls another. */
  const moveToFormer = (reference: string) =>
    ownerQuery(`update gateway_payments set account = 'main:1', reference = $2 where id = $1`, [
      payment.id,
      reference,
    ]);

  it('credits no payment of the former for one of the same name at the present, and hides nothing for the former', async () => {
    await moveToFormer('f'.repeat(32));
    await till.pay(payer, payment);
    await till.deliver();
    await till.checkAll();
    expect(await till.read(payment.id)).to.include({ status: 'pending', transactionId: null });
    expect(await till.purse(payer)).to.deep.include({ balanceToman: 0, moves: [] });
    const hidden = await ownerQuery(
      'select from gateway_health where bot_id = $1 and (faults > 0 or hidden_until is not null)',
      [till.bot.botId],
    );
    expect(hidden).to.have.length(0);
  });

  it('makes payments there, whose names may be those of former ones', async () => {
    await moveToFormer('e'.repeat(32));
    const next = await till.open(payer, { topUpToman: 2 * sum });
    await ownerQuery(
      'update gateway_payments set external_id = (select external_id from gateway_payments where id = $2) where id = $1',
      [payment.id, next.id],
    );
    await till.pay(payer, next);
    await till.deliver();
    expect(await till.read(next.id)).to.include({ status: 'paid' });
    expect(await till.read(payment.id)).to.include({ transactionId: null });
  });
});
