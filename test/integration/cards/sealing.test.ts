import { expect } from 'chai';
import { openVault } from '#platform/secrets.js';
import { addCard } from '#services/cards/add-card.js';
import { openNumber, sealNumber } from '#services/cards/seal-number.js';
import { sealOpenCards } from '#services/cards/seal-open-cards.js';
import type { Tenant } from '#tenancy/scope.js';
import { cleanUpHandler } from '../../../src/workers/handlers/fleet-clean-up.js';
import { buildBot } from '../../factories/bot.js';
import { ownerQuery } from '../../support/database.js';

const vault = openVault('a secret of the tests of cards, 32 characters');
const numbers = ['6219861034529007', '5022291012345672', '6274123456789011', '6037991199999990'] as const;

interface Row {
  readonly id: string;
  readonly bot_id: string;
  readonly card_number: string | null;
  readonly card_number_sealed: string | null;
  readonly card_number_last_four: string | null;
  readonly is_active: boolean;
  readonly deleted_at: Date | null;
}

describe('cards that a version before this one left in clear', () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = (await buildBot()).tenant;
  });

  /** As that version wrote it. */
  const leaveOpen = ({ botId }: Tenant, number: string) =>
    ownerQuery(
      'insert into tenant_payment_cards (bot_id, card_number, card_holder_name) values ($1, $2, $3)',
      [botId, number, 'Sara'],
    );
  const rowsOf = ({ botId }: Tenant) =>
    ownerQuery<Row>('select * from tenant_payment_cards where bot_id = $1 order by id', [botId]);
  const shown = async (owner: Tenant) =>
    (await rowsOf(owner)).map((row) =>
      openNumber(vault, {
        id: row.id,
        botId: row.bot_id,
        cardNumber: row.card_number,
        cardNumberSealed: row.card_number_sealed,
      }),
    );
  const add = (number: string) =>
    tenant.db((tx) => addCard(tenant, tx, { vault, number, holderName: 'Ali' }));

  it('are sealed in every bot, read the same before and after, and none is left', async () => {
    const other = (await buildBot()).tenant;
    for (const number of numbers) await leaveOpen(tenant, number);
    await leaveOpen(other, numbers[0]);
    expect(await shown(tenant)).to.deep.equal([...numbers]);
    expect(await sealOpenCards(vault)).to.be.at.least(5);
    expect(await shown(tenant)).to.deep.equal([...numbers]);
    expect(await shown(other)).to.deep.equal([numbers[0]]);
    const [left] = await ownerQuery<{ n: number }>(
      'select count(*)::int as n from tenant_payment_cards where card_number is not null',
    );
    expect(left!.n).to.equal(0);
    expect(await sealOpenCards(vault), 'a second time').to.equal(0);
  });

  it('are sealed once by many workers that start at the same time', async () => {
    for (const number of numbers) await leaveOpen(tenant, number);
    const sealed = await Promise.all([1, 2, 3, 4].map(() => sealOpenCards(vault)));
    expect(sealed.reduce((sum, one) => sum + one, 0)).to.equal(4);
    expect(await shown(tenant)).to.deep.equal([...numbers]);
  });

  it('stay whole pages done when a worker dies on the way, and the next one goes on', async () => {
    const count = 700;
    await ownerQuery(
      `insert into tenant_payment_cards (bot_id, card_number, card_holder_name)
       select $1, (5000000000000000 + n)::text, 'x' from generate_series(1, $2) n`,
      [tenant.botId, count],
    );
    let calls = 0;
    const dying = {
      ...vault,
      encrypt: (plain: string, owner: string) => {
        calls += 1;
        if (calls > 600) throw new Error('the worker died');
        return vault.encrypt(plain, owner);
      },
    };
    const fault = await sealOpenCards(dying).catch((error: unknown) => error);
    expect(String(fault)).to.include('the worker died');
    const open = (await rowsOf(tenant)).filter((row) => row.card_number !== null);
    expect(open, 'the page that was under way is undone as a whole').to.have.lengthOf(count - 500);
    expect(await sealOpenCards(vault)).to.equal(count - 500);
    expect((await shown(tenant))[699]).to.equal('5000000000000700');
  });

  it('are compared with when a card is added, and sealed by the clean-up when a process wrote one meanwhile', async () => {
    await leaveOpen(tenant, numbers[0]);
    const fault = await add(numbers[0]).catch((error: unknown) => error);
    expect(String(fault)).to.match(/tenant_payment_cards_fingerprint_key|unique/i);
    await add(numbers[1]);
    await leaveOpen(tenant, numbers[2]);
    await cleanUpHandler({ vault }).run(undefined, {}, undefined as never);
    expect((await rowsOf(tenant)).map((row) => row.card_number)).to.deep.equal([null, null, null]);
    expect((await shown(tenant)).sort()).to.deep.equal([numbers[0], numbers[1], numbers[2]].sort());
  });

  it('are put away when the bot has the card sealed already', async () => {
    const id = await add(numbers[0]);
    await leaveOpen(tenant, numbers[0]);
    await sealOpenCards(vault);
    const rows = await rowsOf(tenant);
    expect(rows.map((row) => [row.id === id, row.is_active, row.deleted_at !== null])).to.deep.equal([
      [true, true, false],
      [false, false, true],
    ]);
    expect(await shown(tenant)).to.deep.equal([numbers[0], numbers[0]]);
  });

  it('cannot be half sealed, nor active when they are deleted: the database refuses it', async () => {
    const id = await add(numbers[0]);
    const change = (what: string) =>
      ownerQuery(`update tenant_payment_cards set ${what} where bot_id = $1 and id = $2`, [
        tenant.botId,
        id,
      ]).then(
        () => 'done',
        (error: unknown) => String(error),
      );
    for (const what of [
      `card_number = '${numbers[1]}'`,
      'card_number_sealed = null',
      'card_number_last_four = null',
      'card_number_fingerprint = null',
      'deleted_at = now()',
    ])
      expect(await change(what), what).to.match(/check constraint/);
  });
});

describe('a card under another APP_SECRET', () => {
  const place = { botId: '7', cardId: '3' } as const;
  it('is known as unreadable, and told apart from one of another row', () => {
    const { cardNumberSealed } = sealNumber(vault, { ...place, number: numbers[0] });
    const card = { id: '3', botId: '7', cardNumber: null, cardNumberSealed };
    expect(openNumber(vault, card)).to.equal(numbers[0]);
    const stranger = openVault('another secret of the tests, 32 characters');
    for (const attempt of [
      () => openNumber(stranger, card),
      () => openNumber(vault, { ...card, id: '4' }),
      () => openNumber(vault, { ...card, botId: '8' }),
    ])
      expect(attempt).to.throw('card.unreadable');
  });
});
