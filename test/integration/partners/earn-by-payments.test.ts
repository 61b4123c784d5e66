import { expect } from 'chai';
import type { User } from '#models/user.js';
import { auditMoney } from '#services/audits/audit-money.js';
import { eraseUser } from '#services/people/erase-user.js';
import { ownerQuery } from '../../support/database.js';
import { partnersOf } from '../../support/partners/partners.js';
import { openReferring, type Referring } from '../../support/referring.js';

describe('a settled payment of somebody whom a partner brought', function () {
  this.timeout(60_000);
  let bot: Referring;
  let partners: ReturnType<typeof partnersOf>;
  let partner: User;
  let invited: User;
  beforeEach(async () => {
    bot = await openReferring();
    partners = partnersOf(bot.tenant);
    partner = await bot.join();
    invited = await bot.join(partner);
    await partners.set(partner.id, { commissionPercent: 40, holdDays: 0 });
  });
  afterEach(async () => expect(await bot.differences()).to.deep.equal([]));

  it('earns the partner their part on their own balance, and nothing in the wallet; the newcomer has their bonus once', async () => {
    await bot.pay(invited, 4);
    const again = await bot.pay(invited, 4);
    await bot.payAgain(again, 4);
    expect(await partners.ledger(partner.id)).to.eql([
      ['earned', 40_000, 0],
      ['earned', 40_000, 0],
    ]);
    expect(await bot.balanceOf(partner)).to.equal(0);
    expect((await bot.rewards()).map(({ kind, amount }) => [kind, amount])).to.eql([
      ['first', 0],
      ['welcome', 10_000],
    ]);
  });

  it('earns also while the programme of invitations is off, or the person is left out of it', async () => {
    await bot.shop.switchFeature('referral_program', false);
    await bot.pay(invited, 4);
    expect(await partners.holding(partner.id)).to.include({ balance: 40_000 });
    expect(await bot.rewards()).to.eql([]);
  });

  it('loses the partner as much when it goes back, in parts or whole, down to below zero after a payout', async () => {
    const payment = await bot.pay(invited, 4);
    await bot.giveBack(payment, 1);
    await bot.giveBack(payment, 1);
    expect(await partners.holding(partner.id)).to.include({ balance: 30_000 });
    await ownerQuery(
      `with paid as (insert into partner_transactions (bot_id, user_id, kind, amount_toman, balance_after_toman,
           reserved_after_toman, event) values ($1, $2, 'payout_paid', -30000, 0, 0, 'paid before'))
       update partners set balance_toman = 0 where bot_id = $1 and user_id = $2`,
      [bot.botId, partner.id],
    );
    await bot.giveBack(payment);
    expect(await partners.holding(partner.id)).to.include({ balance: -30_000, available: -30_000 });
    await bot.pay(invited, 4);
    expect(await partners.holding(partner.id)).to.include({ balance: 10_000 });
  });

  it('is the wallet’s again once the partnership ended, as anybody’s; what came before stays held until its day', async () => {
    await partners.set(partner.id, { holdDays: 10 });
    await bot.pay(invited, 4);
    await partners.set(partner.id, { state: 'ended' });
    const other = await bot.join(partner);
    await bot.pay(other, 4);
    expect(await bot.balanceOf(partner)).to.equal(30_000);
    expect(await partners.holding(partner.id)).to.include({ balance: 40_000, held: 40_000, available: 0 });
    await partners.age(partner.id, 10);
    expect(await partners.ask(partner.id, 40_000)).to.include({ reason: 'below_least' });
    await bot.shop.configure({ partner_min_payout_toman: 10_000 });
    expect((await partners.ask(partner.id, 40_000)).kind).to.equal('requested');
  });

  it('earns nothing once the partnership ended where the bot rewards nobody for invitations', async () => {
    await partners.set(partner.id, { state: 'ended' });
    await bot.shop.switchFeature('referral_program', false);
    await bot.pay(invited, 4);
    expect(await bot.balanceOf(partner)).to.equal(0);
    expect(await partners.ledger(partner.id)).to.eql([]);
    expect(await bot.rewards()).to.eql([]);
  });

  it('is not taken a second time when it goes back after all was forfeited with an erasure', async () => {
    await partners.set(partner.id, { holdDays: 10 });
    const payment = await bot.pay(invited, 4);
    const { tenant } = bot;
    const erase = () =>
      tenant.db((tx) =>
        eraseUser(tenant, tx, { userId: partner.id, mayForfeit: true, idempotencyKey: 'erased' }),
      );
    expect(await erase()).to.equal(40_000);
    expect(await partners.holding(partner.id)).to.eql({ balance: 0, held: 0, reserved: 0, available: 0 });
    await bot.giveBack(payment, 1);
    await bot.giveBack(payment);
    expect(await partners.holding(partner.id)).to.eql({ balance: 0, held: 0, reserved: 0, available: 0 });
    expect(await partners.ledger(partner.id)).to.eql([
      ...([
        ['earned', 40_000, 0],
        ['forfeited', -40_000, 0],
      ] as const),
      ...([
        ['taken_back', -10_000, 0],
        ['forfeited', 10_000, 0],
      ] as const),
      ...([
        ['taken_back', -30_000, 0],
        ['forfeited', 30_000, 0],
      ] as const),
    ]);
  });

  it('is found by the audit where balance or ledger were changed by hand', async () => {
    await bot.pay(invited, 4);
    await ownerQuery('update partners set balance_toman = balance_toman + 5 where bot_id = $1', [bot.botId]);
    await ownerQuery(
      `update partner_transactions set balance_after_toman = 39000, created_at = created_at - interval '1 hour' where bot_id = $1`,
      [bot.botId],
    );
    await auditMoney(bot.tenant);
    const found = () =>
      ownerQuery(
        'select kind, expected, found from money_differences where bot_id = $1 and gone_at is null order by kind',
        [bot.botId],
      );
    expect(await found()).to.deep.equal([
      { kind: 'partner', expected: '39000 with 0', found: '40005 with 0' },
      { kind: 'partner_ledger', expected: '40000 with 0', found: '39000 with 0' },
    ]);
    await ownerQuery('update partners set balance_toman = 40000 where bot_id = $1', [bot.botId]);
    await ownerQuery('update partner_transactions set balance_after_toman = 40000 where bot_id = $1', [
      bot.botId,
    ]);
  });
});
