import { expect } from 'chai';
import type { User } from '#models/user.js';
import { writeReferralTerms } from '#services/referrals/accounts.js';
import { eraseUser } from '#services/people/erase-user.js';
import { completeWaitingHandler } from '#workers/handlers/orders-complete-waiting.js';
import { partnersOf } from '../../support/partners/partners.js';
import { applyState } from '#services/payments/apply-state.js';
import { settleByHand } from '#services/payments/settle-by-hand.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { undoDecision } from '#services/card-payments/undo-decision.js';
import { namesOf } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { newPayment } from '../../support/payments/new-payment.js';
import { openReferring, type Referring } from '../../support/referring.js';

describe('what is earned by inviting', function () {
  this.timeout(60_000);
  let bot: Referring;
  let inviter: User;
  let invited: User;
  beforeEach(async () => {
    bot = await openReferring();
    inviter = await bot.join();
    invited = await bot.join(inviter);
  });
  afterEach(async () => expect(await bot.differences()).to.deep.equal([]));

  /** Whose waiting purchases were looked at since. */
  const woken = async () =>
    (await bot.shop.jobs())
      .filter(({ name }) => name === 'orders.complete-waiting')
      .map(({ payload }) => payload.user_id);
  const told = async () => namesOf(await bot.shop.jobs()).filter((name) => name.includes('referral'));

  it('by the first sufficient payment is a bonus for each, the inviter’s or the commission, whichever is more, never both', async () => {
    await bot.pay(invited, 4);
    expect(await bot.rewards()).to.deep.equal([
      { kind: 'first', to: inviter.id, amount: 30_000, percent: null, back: 0 },
      { kind: 'welcome', to: invited.id, amount: 10_000, percent: null, back: 0 },
    ]);
    expect(await bot.balanceOf(inviter)).to.equal(30_000);
    expect(await bot.balanceOf(invited)).to.equal(110_000);
    expect(await told()).to.deep.equal([
      'notice referral_earned',
      'notice referral_paid',
      'notice referral_welcome',
    ]);
    const other = await bot.join(inviter);
    await bot.pay(other, 8);
    expect((await bot.rewards()).slice(2)).to.deep.equal([
      { kind: 'first', to: inviter.id, amount: 50_000, percent: 25, back: 0 },
      { kind: 'welcome', to: other.id, amount: 10_000, percent: null, back: 0 },
    ]);
  });

  it('is told after the payment itself, to each who hears of both', async () => {
    await bot.pay(invited, 4);
    const words = namesOf(await bot.shop.jobs()).filter((name) => /^notice (payment|referral)/.test(name));
    expect(words).to.deep.equal([
      'notice payment_credited',
      'notice payment_received',
      'notice referral_earned',
      'notice referral_paid',
      'notice referral_welcome',
    ]);
  });

  it('by a payment below the minimum is the commission alone, and the bonuses are earned later', async () => {
    await bot.pay(invited, 3.9999);
    expect(await bot.rewards()).to.deep.equal([
      { kind: 'commission', to: inviter.id, amount: 24_999, percent: 25, back: 0 },
    ]);
    await bot.pay(invited, 4);
    await bot.pay(invited, 4);
    expect((await bot.rewards()).map(({ kind, amount }) => [kind, amount])).to.deep.equal([
      ['commission', 24_999],
      ['first', 30_000],
      ['welcome', 10_000],
      ['commission', 25_000],
    ]);
  });

  it('is paid once however often and at once a payment is settled', async () => {
    const payment = await bot.pay(invited, 4);
    await Promise.all(Array.from({ length: 5 }, () => bot.payAgain(payment, 4)));
    const other = await newPayment(bot.botId, { userId: invited.id });
    await Promise.all(Array.from({ length: 5 }, () => bot.payAgain(other, 4)));
    expect(await bot.rewards()).to.have.lengthOf(3);
    expect(await bot.balanceOf(inviter)).to.equal(55_000);
  });

  it('is the first bonus once, though two first payments come at once', async () => {
    const payments = [
      await newPayment(bot.botId, { userId: invited.id }),
      await newPayment(bot.botId, { userId: invited.id }),
    ];
    await Promise.all(payments.map((payment) => bot.payAgain(payment, 4)));
    const kinds = (await bot.rewards()).map(({ kind }) => kind).sort();
    expect(kinds).to.deep.equal(['commission', 'first', 'welcome']);
  });

  it('comes of money from outside alone: not of what an admin gave, nor of rewards', async () => {
    const above = await bot.join();
    await ownerQuery('update users set referred_by = $2 where id = $1', [inviter.id, above.id]);
    const { tenant } = bot;
    await tenant.db((tx) =>
      adjustBalance(tenant, tx, {
        userId: invited.id,
        amountToman: 500_000,
        reason: 'gift',
        idempotencyKey: 'g',
      }),
    );
    await bot.pay(invited, 4);
    expect(await bot.balanceOf(above)).to.equal(0);
    expect(await bot.rewards()).to.have.lengthOf(2);
    const payment = await newPayment(bot.botId, { userId: invited.id });
    await tenant.db((tx) => settleByHand(tenant, tx, { paymentId: payment.id }));
    expect((await bot.rewards())[2]).to.include({ kind: 'commission', amount: 25_000 });
  });

  it('is more from so many friends who paid, and as the admins say for one person', async () => {
    await bot.shop.configure({
      referral_levels: [
        { from: 3, percent: 60 },
        { from: 2, percent: 40 },
      ],
    });
    for (const percent of [null, 40, 60]) {
      const friend = await bot.join(inviter);
      await bot.pay(friend, 4);
      const [first] = (await bot.rewards()).slice(-2);
      expect(first).to.include({ kind: 'first', percent, amount: percent ? percent * 1_000 : 30_000 });
    }
    const { tenant } = bot;
    await tenant.db((tx) => writeReferralTerms(tenant, tx, { userId: inviter.id, percent: 7, isOff: false }));
    await bot.pay(invited, 4);
    await bot.pay(invited, 4);
    expect((await bot.rewards()).at(-1)).to.include({ kind: 'commission', percent: 7, amount: 7_000 });
    await tenant.db((tx) => writeReferralTerms(tenant, tx, { userId: inviter.id, percent: 7, isOff: true }));
    await bot.pay(invited, 4);
    expect((await bot.rewards()).at(-1)).to.include({ percent: 7 });
    expect(await bot.balanceOf(inviter)).to.equal(30_000 + 40_000 + 60_000 + 30_000 + 7_000);
  });

  it('is nothing while the programme is off, and of an inviter or payer who is kept out, or seems to be the same person', async () => {
    await bot.shop.switchFeature('referral_program', false);
    await bot.pay(invited, 4);
    await bot.shop.switchFeature('referral_program', true);
    for (const [who, set] of [
      [inviter, `status = 'blocked'`],
      [inviter, `status = 'deleted'`],
      [inviter, `registered_at = null`],
      [invited, `status = 'blocked'`],
    ] as const) {
      await ownerQuery(`update users set ${set} where id = $1`, [who.id]);
      await bot.pay(invited, 4);
      await ownerQuery(`update users set status = 'active', registered_at = now() where id = $1`, [who.id]);
    }
    await ownerQuery(
      `update users set email = case when id = $1 then 'A@b.ir' else 'a@b.ir' end where bot_id = $2`,
      [inviter.id, bot.botId],
    );
    await bot.pay(invited, 4);
    expect(await bot.rewards()).to.deep.equal([]);
    await ownerQuery(`update users set email = null where bot_id = $1`, [bot.botId]);
    await bot.pay(invited, 4);
    expect((await bot.rewards()).map(({ kind }) => kind)).to.deep.equal(['first', 'welcome']);
  });

  it('is nothing of a payment with the card with which the inviter paid before, as gateways tell of it', async () => {
    const payWith = async (payer: User, note: string): Promise<void> => {
      const payment = await newPayment(bot.botId, { userId: payer.id });
      const state = { kind: 'paid', amount: '4', currency: 'USD', receipt: null, note } as const;
      await bot.tenant.db((tx) => applyState(bot.tenant, tx, payment, { state, checkMinutes: 5 }));
    };
    await payWith(inviter, '603799******1234');
    await payWith(invited, '603799******1234');
    expect(await bot.rewards()).to.deep.equal([]);
    await payWith(inviter, 'sbp');
    await payWith(await bot.join(inviter), 'sbp');
    await payWith(invited, '603799******1235');
    expect((await bot.rewards()).map(({ kind }) => kind)).to.deep.equal([
      'first',
      'welcome',
      'first',
      'welcome',
    ]);
  });

  it('buys what waits in the cart of the inviter', async () => {
    const plan = await bot.shop.addPlan({ priceToman: 30_000 });
    const { order } = await bot.shop.quote(inviter.id, { kind: 'plan', planId: plan.id });
    expect(await bot.shop.confirm(inviter.id, order)).to.include({ kind: 'short' });
    await bot.pay(invited, 4);
    expect((await bot.shop.look(inviter.id)).subscriptions, 'not in the payer’s transaction').to.eql([]);
    expect(await woken()).to.eql([inviter.id]);
    await completeWaitingHandler().run(bot.tenant, { user_id: inviter.id }, undefined as never);
    expect((await bot.shop.look(inviter.id)).subscriptions).to.have.lengthOf(1);
    expect(await bot.balanceOf(inviter)).to.equal(0);
  });

  it('wakes nobody whose wallet got nothing: what is owed is kept, and a partner has a balance of their own', async () => {
    await ownerQuery('insert into referral_accounts (bot_id, user_id, owed_toman) values ($1, $2, 1000000)', [
      bot.botId,
      inviter.id,
    ]);
    await bot.pay(invited, 4);
    const partner = await bot.join();
    await partnersOf(bot.tenant).set(partner.id);
    await bot.pay(await bot.join(partner), 4);
    expect(await woken()).to.eql([]);
  });

  it('is owed by nobody whose wallet was forfeited with an erasure when it goes back after that', async () => {
    const { tenant } = bot;
    const payment = await bot.pay(invited, 4);
    await tenant.db((tx) =>
      eraseUser(tenant, tx, { userId: inviter.id, mayForfeit: true, idempotencyKey: 'erased' }),
    );
    await bot.giveBack(payment);
    expect(await bot.owed(inviter)).to.equal(0);
    expect((await bot.rewards())[0]).to.include({ to: inviter.id, back: 30_000 });
  });

  describe('is taken back', () => {
    it('with its payment, whole or the same part of it, once', async () => {
      const payment = await bot.pay(invited, 4);
      await bot.giveBack(payment, 1);
      await bot.giveBack(payment, 1);
      expect((await bot.rewards()).map(({ back }) => back)).to.deep.equal([7_500, 2_500]);
      expect(await bot.balanceOf(inviter)).to.equal(22_500);
      await bot.giveBack(payment);
      await bot.giveBack(payment);
      expect((await bot.rewards()).map(({ back }) => back)).to.deep.equal([30_000, 10_000]);
      expect(await bot.balanceOf(inviter)).to.equal(0);
      expect(await bot.balanceOf(invited)).to.equal(0);
      await bot.pay(invited, 4);
      expect((await bot.rewards()).slice(2).map(({ kind }) => kind)).to.deep.equal(['first', 'welcome']);
    });

    it('as far as the wallet has it; the rest is kept of what is earned next', async () => {
      const payment = await bot.pay(invited, 4);
      const plan = await bot.shop.addPlan({ priceToman: 25_000 });
      await bot.shop.buy(inviter.id, { kind: 'plan', planId: plan.id });
      await bot.giveBack(payment);
      expect(await bot.balanceOf(inviter)).to.equal(0);
      expect(await bot.owed(inviter)).to.equal(25_000);
      const friend = await bot.join(inviter);
      await bot.pay(friend, 3);
      expect(await bot.balanceOf(inviter)).to.equal(0);
      expect(await bot.owed(inviter)).to.equal(6_250);
      await bot.pay(friend, 4);
      expect(await bot.balanceOf(inviter)).to.equal(23_750);
      expect(await bot.owed(inviter)).to.equal(0);
    });
  });

  it('is whole or not there at all, wherever the process dies', async () => {
    const { tenant } = bot;
    const payment = await newPayment(bot.botId, { userId: invited.id });
    let at = 0;
    for (let isDead = true; isDead;) {
      at += 1;
      const fate = await dieBefore(tenant, at, (tx) => settleByHand(tenant, tx, { paymentId: payment.id }));
      isDead = fate.died;
      expect(await bot.rewards(), `before statement ${at}`).to.have.lengthOf(isDead ? 0 : 2);
      expect(await bot.balanceOf(inviter)).to.equal(isDead ? 0 : 30_000);
      expect(await bot.balanceOf(invited)).to.equal(isDead ? 0 : 110_000);
    }
    expect(at).to.be.above(15);
  });

  it('needs no two approvals on one card to wait for each other', async () => {
    const [card] = await ownerQuery<{ id: string }>(
      `insert into tenant_payment_cards (bot_id, card_number, card_holder_name) values ($1, '6037990000000000', 'Sara')
       returning id::text`,
      [bot.botId],
    );
    const line = [inviter, invited];
    for (let n = 0; n < 4; n += 1) line.push(await bot.join(line.at(-1)));
    const { tenant } = bot;
    const payments = await Promise.all(
      line.map((person) =>
        ownerQuery<{ id: string }>(
          `insert into card_to_card_payments (bot_id, user_id, card_id, amount_toman, tracking_number, status, submitted_at)
           values ($1, $2, $3, 100000, $4, 'pending', now()) returning id::text`,
          [bot.botId, person.id, card!.id, `C2C-${person.id}`],
        ),
      ),
    );
    await Promise.all(
      payments.map(([row]) =>
        tenant.db((tx) => approvePayment(tenant, tx, { paymentId: row!.id, by: null })),
      ),
    );
    expect((await bot.rewards()).filter(({ kind }) => kind === 'first')).to.have.lengthOf(5);
    const [, [paid]] = payments as [unknown, { id: string }[]];
    await tenant.db((tx) => undoDecision(tenant, tx, { paymentId: paid!.id, by: null }));
    expect(
      (await bot.rewards())
        .filter(({ back }) => back > 0)
        .map(({ kind }) => kind)
        .sort(),
    ).to.deep.equal(['first', 'welcome']);
  });

  it('locks payers before inviters, so that a line of them pays at once and none waits for another in turn', async () => {
    const line = [inviter, invited];
    for (let n = 0; n < 4; n += 1) line.push(await bot.join(line.at(-1)));
    const payments = await Promise.all(
      line.flatMap((person) => [
        newPayment(bot.botId, { userId: person.id }),
        newPayment(bot.botId, { userId: person.id }),
      ]),
    );
    await Promise.all(payments.map((payment) => bot.payAgain(payment, 4)));
    expect((await bot.rewards()).filter(({ kind }) => kind === 'first')).to.have.lengthOf(5);
  });
});
