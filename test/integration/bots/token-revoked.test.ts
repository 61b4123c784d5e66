import { expect } from 'chai';
import { sha256 } from '#platform/secrets.js';
import { asFleet } from '#tenancy/scope.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

describe('a bot whose token was revoked', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  let master: DrivenBot;
  let shop: DrivenBot;
  let other: DrivenBot;
  const fleetAdmin = { id: '9000000001', firstName: 'Fleet admin' };

  beforeEach(async () => {
    driver = await openBotDriver([fleetAdmin.id]);
    await asFleet('test', (tx) => tx.sql('update bots set is_master = false where is_master'));
    master = await driver.addBot({ isMaster: true, defaultLanguage: 'en' });
    shop = await driver.addBot({ name: 'فروشگاه <سارا>', defaultLanguage: 'fa' });
    other = await driver.addBot({ defaultLanguage: 'en' });
    for (const bot of [master, shop, other]) await bot.configure({ language_selection: false });
  });
  afterEach(async () => {
    await asFleet('test', (tx) => tx.sql('update bots set is_master = false where is_master'));
    await driver.close();
  });

  const appoint = async (bot: DrivenBot, role: string) => {
    const person = driver.telegram.person({ firstName: role });
    await ownerQuery('insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, $3)', [
      bot.botId,
      person.id,
      role,
    ]);
    await master.send(person, '/start');
    return person;
  };
  const revokedAt = async (bot: DrivenBot): Promise<Date | null | undefined> => {
    const [row] = await ownerQuery<{ token_revoked_at: Date | null }>(
      'select token_revoked_at from bot_connections where bot_id = $1',
      [bot.botId],
    );
    return row?.token_revoked_at;
  };

  it('is marked, its admins hear of it once from the master bot, and the others go on', async () => {
    const [owner, admin, reviewer] = [
      await appoint(shop, 'owner'),
      await appoint(shop, 'admin'),
      await appoint(shop, 'reviewer'),
    ];
    await master.send(driver.telegram.person(fleetAdmin), '/start');
    const stranger = await appoint(other, 'owner');
    const before = [owner, admin, reviewer, fleetAdmin, stranger].map((one) => master.said(one).length);
    const sara = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.send(shop.token, sara, '/start');
    driver.telegram.send(shop.token, sara, '/help');
    await shop.takeIn();
    driver.telegram.revokeToken(shop.token);
    await driver.settle();
    for (let time = 0; time < 3; time += 1) await driver.hurry();

    expect(await revokedAt(shop)).to.be.instanceOf(Date);
    const news = [owner, admin, reviewer, fleetAdmin, stranger].map(
      (one, at) => master.said(one).length - (before[at] as number),
    );
    expect(news).to.deep.equal([1, 1, 0, 1, 0]);
    const username = driver.telegram.world.bots.get(shop.token.split(':')[0] as string)?.username as string;
    expect(master.last(owner).text).to.equal(
      `⚠️ تلگرام دیگر توکن \u2068فروشگاه <سارا> (@${username})\u2069 را نمی‌پذیرد و این ربات متوقف شده است. ` +
        'لطفاً از \u2068@BotFather\u2069 توکن جدید بگیرید و آن را در سامانه ثبت کنید؛ ' +
        'به پیام‌های این مدت پس از آن پاسخ داده می‌شود.',
    );
    expect(shop.said(sara)).to.deep.equal([]);
    expect(driver.outcomes).not.to.include('message.send fail');
    await other.send(sara, '/start');
    expect(other.said(sara)).to.have.length(1);
  });

  it('makes the master bot write to ten of those who run it, owners first, and to nobody who never started it', async () => {
    const rows = (role: string, first: number) =>
      ownerQuery(
        `insert into bot_admins (bot_id, telegram_id, role) select $1, $2::bigint + n, $3 from generate_series(0, 999) n`,
        [shop.botId, first, role],
      );
    await rows('admin', 8_100_000_000);
    const owner = await appoint(shop, 'owner');
    const admins: Awaited<ReturnType<typeof appoint>>[] = [];
    for (let count = 0; count < 12; count += 1) admins.push(await appoint(shop, 'admin'));
    await master.send(driver.telegram.person(fleetAdmin), '/start');
    const told = () => [owner, ...admins, fleetAdmin].map((one) => master.said(one).length);
    const before = told();
    driver.telegram.send(shop.token, driver.telegram.person({ firstName: 'Sara' }), '/start');
    await shop.takeIn();
    const token = driver.telegram.revokeToken(shop.token);
    await driver.settle();
    for (let time = 0; time < 3; time += 1) await driver.hurry();
    const news = () => told().map((count, at) => count - (before[at] as number));
    expect(news()).to.deep.equal([1, ...Array(9).fill(1), 0, 0, 0, 1]);
    const refused = driver.telegram.calls().filter(({ error }) => error !== undefined);
    expect(refused.filter(({ method }) => method === 'sendMessage')).to.deep.equal([]);

    await driver.replaceToken(shop, token);
    expect(await revokedAt(shop)).to.equal(null);
    await driver.jobs.queues.bots.add('bot.token-revoked', {
      bot_id: shop.botId,
      payload: { token_hash: sha256(token) },
      offered_at: Date.now(),
    });
    await driver.settle();
    for (let time = 0; time < 3; time += 1) await driver.hurry();
    expect(await revokedAt(shop)).to.be.instanceOf(Date);
    expect(news(), 'and not again within the hour').to.deep.equal([1, ...Array(9).fill(1), 0, 0, 0, 1]);
  });

  it('answers what people wrote in the meantime once it has a new token', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.send(shop.token, sara, '/start');
    await shop.takeIn();
    const token = driver.telegram.revokeToken(shop.token);
    await driver.settle();
    expect(await revokedAt(shop)).to.be.instanceOf(Date);
    await driver.replaceToken(shop, token);
    expect(await revokedAt(shop)).to.equal(null);
    await driver.hurry();
    expect(driver.telegram.chat(token, sara.id).filter(({ from }) => from === 'bot')).to.have.length(1);
  });

  it('is not marked for a token that was replaced before the refusal arrived', async () => {
    await driver.jobs.queues.bots.add('bot.token-revoked', {
      bot_id: shop.botId,
      payload: { token_hash: 'the hash of an older token' },
      offered_at: Date.now(),
    });
    await driver.settle();
    expect(await revokedAt(shop)).not.to.be.instanceOf(Date);
  });

  it('is marked though it is the master itself, who can tell nobody', async () => {
    const sara = driver.telegram.person({ firstName: 'Sara' });
    driver.telegram.send(master.token, sara, '/start');
    await master.takeIn();
    driver.telegram.revokeToken(master.token);
    await driver.settle();
    expect(await revokedAt(master)).to.be.instanceOf(Date);
    expect(driver.outcomes).not.to.include('bot.token-revoked fail');
  });
});
