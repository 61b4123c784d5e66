import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { openVault, settingOwner } from '#platform/secrets.js';
import { openSnapshots } from '#services/snapshots/open-snapshots.js';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { bankMessageHandler } from '../../../src/workers/handlers/payment-bank-message.js';
import { deposit, openMatchingBot, type MatchingBot } from '../../support/bank-messages.js';
import { ownerQuery } from '../../support/database.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';

const secret = 'a secret between phone and fleet, long enough'.replaceAll(' ', '-');

describe("a bank's message on its way from the phone to the payment", () => {
  let side: IntakeSide;
  let ingress: Ingress;
  let shop: MatchingBot;

  beforeEach(async () => {
    side = await openIntakeSide();
    shop = await openMatchingBot();
    const { botId } = shop.tenant;
    const sealed = side.vault.encrypt(secret, settingOwner(botId, 'card_message_secret'));
    await side.addBot({ botId, cardMessageSecret: sealed });
    await side.directory.refresh();
    ingress = await startIngress({ ...side, env: { port: 0, roles: ['ingress'] }, routes: 'full' });
  });
  afterEach(async () => {
    await ingress.close();
    await side.close();
  });

  const setMatching = (isOn: boolean) =>
    ownerQuery(
      `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'card_matching', $2)
       on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
      [shop.tenant.botId, JSON.stringify(isOn)],
    );
  async function forward(toman: number): Promise<number> {
    const { sender: from, text, sentAt: sentStamp } = deposit(toman);
    const body = JSON.stringify({ from, text, sentStamp });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const url = `http://127.0.0.1:${ingress.port}/payments/card_to_card/${shop.tenant.botId}`;
    return (await fetch(url, { method: 'POST', body, headers: { 'x-signature': signature } })).status;
  }
  const work = async (vault = side.vault) => {
    const handler = bankMessageHandler({ vault, snapshots: openSnapshots({ revisionOf: () => undefined }) });
    for (const job of await side.jobs.queues.callbacks.getJobs(['waiting']))
      await handler.run(shop.tenant, job.data.payload as never, {} as never);
  };
  const standing = async () => (await shop.payments()).map(({ status, credited }) => [status, credited]);

  it('settles the payment with what the phone sent, and a worker that runs twice does it once', async () => {
    await setMatching(true);
    await shop.begin(123_456);
    expect(await forward(123_456)).to.equal(200);
    await work();
    await work();
    expect(await standing()).to.deep.equal([['approved', 123_456]]);
    expect(await shop.money()).to.include({ rows: 1, wallets: 123_456 });
  });

  it('does nothing where matching was switched off meanwhile', async () => {
    await setMatching(false);
    await shop.begin(123_456);
    await forward(123_456);
    await work();
    expect(await standing()).to.deep.equal([['pending', null]]);
  });

  it('waits for a worker that can open it', async () => {
    await setMatching(true);
    await shop.begin(123_456);
    await forward(123_456);
    const error = await work(openVault('another secret of the fleet, long enough')).catch((thrown) => thrown);
    expect(error).to.include({ code: 'bank_message.sealed_otherwise' });
    expect(await standing()).to.deep.equal([['pending', null]]);
    await work();
    expect(await standing()).to.deep.equal([['approved', 123_456]]);
  });
});
