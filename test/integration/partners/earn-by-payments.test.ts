import { expect } from 'chai';
import type { User } from '#models/user.js';
import { auditMoney } from '#services/audits/audit-money.js';
import { moveBalance } from '#services/money/move-balance.js';
import { creditPartner } from '#services/partners/credit-partner.js';
import type { Payment } from '#services/payments/payment.js';
import { eraseUser } from '#services/people/erase-user.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
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

  describe('settles what is owed of rewards that were spent', () => {
    /** A friend's payment rewarded the person before they were a partner; the reward is spent. */
    let rewarded: Payment;
    beforeEach(async () => {
      partner = await bot.join();
      invited = await bot.join(partner);
      rewarded = await bot.pay(await bot.join(partner), 4);
      expect(await bot.balanceOf(partner)).to.equal(30_000);
      await bot.tenant.db((tx) =>
        moveBalance(bot.tenant, tx, {
          ...{ userId: partner.id, type: 'adjustment', amountToman: -30_000, idempotencyKey: 'spent' },
        }),
      );
      await partners.set(partner.id, { commissionPercent: 10, holdDays: 0 });
    });

    it('of what is earned next, as far as that goes', async () => {
      await bot.giveBack(rewarded);
      expect(await bot.owed(partner)).to.equal(30_000);
      for (const owed of [20_000, 10_000, 0, 0]) {
        await bot.pay(invited, 4);
        expect(await bot.owed(partner)).to.equal(owed);
      }
      expect(await partners.ledger(partner.id)).to.eql([
        ...[1, 2, 3].flatMap(() => [
          ['earned', 10_000, 0],
          ['owed_settled', -10_000, 0],
        ]),
        ['earned', 10_000, 0],
      ]);
      expect(await partners.holding(partner.id)).to.include({ balance: 10_000, available: 10_000 });
    });

    it('at once where that much is available, and never of what is held or reserved', async () => {
      await bot.shop.configure({ partner_min_payout_toman: 10_000 });
      await bot.pay(invited, 4);
      await partners.ask(partner.id, 10_000);
      await partners.set(partner.id, { holdDays: 10 });
      await bot.pay(invited, 4);
      await partners.set(partner.id, { holdDays: 0 });
      await bot.pay(invited, 4);
      await bot.giveBack(rewarded);
      expect(await bot.owed(partner)).to.equal(20_000);
      expect(await partners.holding(partner.id)).to.eql({
        ...{ balance: 20_000, held: 10_000, reserved: 10_000, available: -20_000 },
      });
      await partners.age(partner.id, 10);
      await bot.pay(invited, 4);
      expect(await bot.owed(partner), 'what is held no more').to.equal(0);
      expect(await partners.holding(partner.id)).to.include({ balance: 10_000, available: 0 });
    });

    it('once, also when several payments come at once', async () => {
      await bot.giveBack(rewarded);
      await Promise.all([1, 2, 3, 4, 5].map(() => bot.pay(invited, 4)));
      expect(await bot.owed(partner)).to.equal(0);
      expect(await partners.holding(partner.id)).to.include({ balance: 20_000, available: 20_000 });
    });

    it('whole or not at all, wherever the process dies', async () => {
      await bot.giveBack(rewarded);
      const { tenant } = bot;
      const payment = {
        userId: partner.id,
        fromUserId: invited.id,
        paidToman: 100_000,
        event: 'payment of old',
      };
      const reference = { kind: 'gateway_payments', id: '1' };
      for (let statement = 1; ; statement += 1) {
        const fate = await dieBefore(tenant, statement, (tx) =>
          creditPartner(tenant, tx, { ...payment, reference }),
        );
        if (!fate.died) break;
        expect(await bot.owed(partner)).to.equal(30_000);
        expect(await partners.ledger(partner.id)).to.eql([]);
      }
      await tenant.db((tx) => creditPartner(tenant, tx, { ...payment, reference }));
      expect(await bot.owed(partner)).to.equal(20_000);
    });
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
