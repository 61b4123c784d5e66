import { expect } from 'chai';
import { openVault, sha256 } from '#platform/secrets.js';
import { addCard as add, cardNumber, payOnCard } from '../support/cards.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('a card of a bot', () => {
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
    other = await api.addBot();
  });
  after(() => api.close());

  const addCard = (owner: Bot, body: object = {}) => add(api, owner, body);
  const pay = (owner: Bot, cardId: string, status: 'approved' | 'pending' | 'rejected', amount: number) =>
    payOnCard(owner, { cardId, status, amount });

  it('is gone when it is deleted, and kept out of sight once a payment was made on it', async () => {
    const [free, used] = [await addCard(bot), await addCard(bot)];
    const url = (id: string) => `/bots/${bot.botId}/cards/${id}`;
    expect((await api.call('DELETE', url(free.id))).status).to.equal(204);
    await pay(bot, used.id, 'approved', 1_000);
    expect((await api.call('DELETE', url(used.id))).status).to.equal(204);
    const kept = await ownerQuery<{ id: string; is_active: boolean; is_deleted: boolean }>(
      `select id::text, is_active, deleted_at is not null as is_deleted from tenant_payment_cards
       where bot_id = $1 and id = any($2) order by 1`,
      [bot.botId, [free.id, used.id]],
    );
    expect(kept).to.deep.equal([{ id: used.id, is_active: false, is_deleted: true }]);
    const listed = await api.call('GET', `/bots/${bot.botId}/cards?limit=100`);
    expect(listed.body.items.map((card: { id: string }) => card.id)).to.not.include(used.id);
    const attempts = [
      ['GET', ''],
      ['PUT', '', { weight: 9 }],
      ['DELETE', ''],
      ['POST', '/activate'],
      ['POST', '/reset-usage'],
    ] as const;
    for (const id of [free.id, used.id])
      for (const [method, rest, body] of attempts) {
        const answer = await api.call(method, url(id) + rest, { ...(body && { body }) });
        expect([answer.status, answer.body.code], `${method} ${rest}`).to.deep.equal([
          404,
          'resource.unknown',
        ]);
      }
    await refusesPayments(used.id);
    const again = await addCard(bot, { card_number: used.card_number });
    expect([again.id === used.id, again.success_count]).to.deep.equal([false, 0]);
  });

  const refusesPayments = async (cardId: string) => {
    const fault = await pay(bot, cardId, 'pending', 1_000).catch((error: unknown) => error);
    expect(String(fault)).to.match(/was deleted and takes no new payment/);
  };

  it('either takes a payment or is gone, when one begins while it is deleted; those that are open go on', async () => {
    for (let round = 0; round < 5; round += 1) {
      const card = await addCard(bot);
      const [paid, deleted] = await Promise.all([
        pay(bot, card.id, 'pending', 5_000).then(
          () => true,
          () => false,
        ),
        api.call('DELETE', `/bots/${bot.botId}/cards/${card.id}`),
      ]);
      expect(deleted.status).to.equal(204);
      const [row] = await ownerQuery<{ cards: number; payments: number }>(
        `select (select count(*)::int from tenant_payment_cards where bot_id = $1 and id = $2) as cards,
           (select count(*)::int from card_to_card_payments where bot_id = $1 and card_id = $2) as payments`,
        [bot.botId, card.id],
      );
      expect(row).to.deep.equal(paid ? { cards: 1, payments: 1 } : { cards: 0, payments: 0 });
      if (!paid) continue;
      const settle = `update card_to_card_payments set status = 'approved' where bot_id = $1 and card_id = $2 returning id`;
      const settled = await bot.tenant.db((tx) => tx.sql(settle, [bot.botId, card.id]));
      expect(settled).to.have.lengthOf(1);
    }
  });

  it('keeps its number once a payment was made on it', async () => {
    const used = await addCard(bot);
    const url = `/bots/${bot.botId}/cards/${used.id}`;
    const free = await api.call('PUT', url, { body: { card_number: cardNumber(79) } });
    expect([free.status, free.body.card_number]).to.deep.equal([200, cardNumber(79)]);
    await pay(bot, used.id, 'approved', 1_000);
    const refused = await api.call('PUT', url, { body: { card_number: cardNumber(78) } });
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'card.in_use']);
    const same = await api.call('PUT', url, {
      body: { card_number: cardNumber(79), card_holder_name: 'New name' },
    });
    expect([same.status, same.body.card_holder_name]).to.deep.equal([200, 'New name']);
    const other = await addCard(bot);
    const taken = await api.call('PUT', `/bots/${bot.botId}/cards/${other.id}`, {
      body: { card_number: cardNumber(79) },
    });
    expect([taken.status, taken.body.code]).to.deep.equal([409, 'card.exists']);
  });

  it('lies in the database sealed for its row, with nothing in common with the same card of another bot', async () => {
    const number = cardNumber(4_711);
    const cards = [
      await addCard(bot, { card_number: number }),
      await addCard(other, { card_number: number }),
    ];
    const twin = await addCard(bot);
    await api.call('PUT', `/bots/${bot.botId}/cards/${twin.id}`, {
      body: { card_number: cardNumber(4_712) },
      headers: { 'idempotency-key': 'another number' },
    });
    const rows = await ownerQuery<Record<string, string | null>>(
      'select * from tenant_payment_cards where id = any($1) order by id',
      [[...cards, twin].map(({ id }) => id)],
    );
    expect(rows.map((row) => row.card_number)).to.deep.equal([null, null, null]);
    expect(rows.map((row) => row.card_number_last_four)).to.deep.equal(
      [number, number, cardNumber(4_712)].map((one) => one.slice(-4)),
    );
    expect(new Set(rows.map((row) => row.card_number_fingerprint)).size).to.equal(3);
    const vault = openVault(process.env.APP_SECRET!);
    const sealed = rows[0]!.card_number_sealed!;
    expect(vault.decrypt(sealed, `card ${bot.botId} ${cards[0]!.id}`)).to.equal(number);
    for (const owner of [`card ${bot.botId} ${twin.id}`, `card ${other.botId} ${cards[1]!.id}`])
      expect(() => vault.decrypt(sealed, owner), owner).to.throw();
    expect((await api.call('GET', `/bots/${bot.botId}/cards/${cards[0]!.id}`)).body.card_number).to.equal(
      number,
    );
  });

  it('is in no table of a backup in clear', async () => {
    const number = cardNumber(4_713);
    const headers = { 'idempotency-key': 'a card for the backup' };
    const body = { card_number: number, card_holder_name: 'Backup' };
    const { body: card } = await api.call('POST', `/bots/${bot.botId}/cards`, { body, headers });
    await api.call('DELETE', `/bots/${bot.botId}/cards/${card.id}`);
    const tables = await ownerQuery<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    expect(tables.length).to.be.above(20);
    for (const { name } of tables) {
      const [found] = await ownerQuery<{ n: number }>(
        `select count(*)::int as n from ${name} as kept where kept::text like $1`,
        [`%${number}%`],
      );
      expect(found!.n, name).to.equal(0);
    }
  });

  it('is given in full once: the answer that is kept for repeats has it masked, and so has the log of changes', async () => {
    const number = cardNumber(4_714);
    const headers = { 'idempotency-key': 'one card' };
    const add = (card_number: string) =>
      api.call('POST', `/bots/${bot.botId}/cards`, {
        body: { card_number, card_holder_name: 'Sara' },
        headers,
        token: bot.apiToken,
      });
    const [first, again] = [await add(number), await add(number)];
    expect([first.status, first.body.card_number]).to.deep.equal([201, number]);
    expect(again.headers.get('idempotency-replayed')).to.equal('true');
    expect(again.body).to.deep.equal({ ...first.body, card_number: `603799******${number.slice(-4)}` });
    const different = await add(cardNumber(4_715));
    expect([different.status, different.body.code]).to.deep.equal([422, 'idempotency.mismatch']);
    const log = await api.call('GET', `/bots/${bot.botId}/audit-log?limit=100`);
    expect(JSON.stringify(log.body))
      .to.include(`603799******${number.slice(-4)}`)
      .and.not.include(number);
  });

  it('is nowhere in Redis in clear', async () => {
    const number = cardNumber(4_717);
    await addCard(bot, { card_number: number });
    const { redis, prefix } = api.side.jobs;
    const keys = await redis.keys(`${prefix}*`);
    expect(keys.length).to.be.above(3);
    for (const key of keys)
      expect((await redis.dumpBuffer(key))?.toString('latin1') ?? '', key).to.not.include(number);
  });

  it('is not added twice by the repeat of a request that a version before this one did', async () => {
    const owner = await api.addBot();
    const body = { card_number: cardNumber(4_718), card_holder_name: 'Sara' };
    const add = () =>
      api.call('POST', `/bots/${owner.botId}/cards`, { body, headers: { 'idempotency-key': 'k' } });
    const first = await add();
    const keep = (fingerprint: string, answer?: string) =>
      ownerQuery(
        'update admin_requests set fingerprint = $2, sealed_answer = coalesce($3, sealed_answer) where bot_id = $1',
        [owner.botId, fingerprint, answer ?? null],
      );
    await keep(sha256(JSON.stringify(['cards.create', {}, {}, body])));
    const repeat = await add();
    expect([repeat.status, repeat.body.id]).to.deep.equal([201, first.body.id]);
    const stranger = openVault('a secret of before, which was rotated away');
    await keep(stranger.sign('request', 'x'), stranger.encrypt('{}', 'answered'));
    const rotated = await add();
    expect([rotated.status, rotated.body.code]).to.deep.equal([409, 'idempotency.unreadable']);
  });

  it('tells a request by what nobody without APP_SECRET can try numbers against', async () => {
    const owner = await api.addBot();
    const body = { card_number: cardNumber(4_716), card_holder_name: 'Sara' };
    await api.call('POST', `/bots/${owner.botId}/cards`, { body, token: owner.apiToken });
    const [kept] = await ownerQuery<{ fingerprint: string }>(
      'select fingerprint from admin_requests where bot_id = $1',
      [owner.botId],
    );
    const asked = JSON.stringify(['cards.create', {}, {}, body]);
    const guesses = [asked, JSON.stringify(['cards.create', { bot_id: owner.botId }, {}, body])].map(sha256);
    expect(guesses).to.not.include(kept!.fingerprint);
    expect(kept!.fingerprint).to.match(/^[\w-]{43}$/);
  });
});
