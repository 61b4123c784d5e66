import { expect } from 'chai';
import { approvePayout, cancelPayout, payPayout, rejectPayout } from '#services/partners/decide-payout.js';
import { moveToWallet } from '#services/partners/move-to-wallet.js';
import { newestMovement } from '#services/partners/partner-rows.js';
import { closePartner } from '#services/partners/close-partner.js';
import { takeBackFromPartner } from '#services/partners/credit-partner.js';
import { readSealedRequisites } from '#services/partners/payout-rows.js';
import { showRequisites } from '#services/partners/show-requisites.js';
import { openRequisites } from '#services/partners/seal-requisites.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { partnersOf, partnerVault } from '../../support/partners/partners.js';

describe('a payout of a partner', () => {
  let shop: Shop;
  let partners: ReturnType<typeof partnersOf>;
  let userId: string;
  beforeEach(async () => {
    shop = await openShop();
    await shop.configure({ partner_min_payout_toman: 10_000 });
    partners = partnersOf(shop.tenant);
    userId = await partners.add(100_000);
  });

  const requested = (amountToman: number): Promise<string> => partners.request(userId, amountToman);
  const by = (name: string) => ({ by: '77', byName: name });
  const approve = (payoutId: string, name = 'Sara') =>
    shop.tenant.db((tx) => approvePayout(shop.tenant, tx, { payoutId, ...by(name) }));
  const pay = (payoutId: string, name = 'Sara') =>
    shop.tenant.db((tx) => payPayout(shop.tenant, tx, { payoutId, ...by(name), words: 'No 12345' }));
  const reject = (payoutId: string, name = 'Sara', nothingWasSent = false) =>
    shop.tenant.db((tx) =>
      rejectPayout(shop.tenant, tx, {
        ...{ payoutId, ...by(name), reason: 'rules' },
        ...(nothingWasSent && { nothingWasSent: true as const }),
      }),
    );
  const show = (payoutId: string, name = 'Sara') =>
    shop.tenant.db((tx) => showRequisites(shop.tenant, tx, { payoutId, ...by(name) }));
  const cancel = (payoutId: string, of = userId) =>
    shop.tenant.db((tx) => cancelPayout(shop.tenant, tx, { payoutId, userId: of }));
  const kinds = async () => (await partners.ledger(userId)).map(([kind]) => kind);
  const told = async () => namesOf(await shop.jobs()).filter((name) => name.includes('payout'));

  it('is reserved when it is asked for, leaves the balance when it is paid, and each state is a row', async () => {
    const id = await requested(60_000);
    expect(await partners.holding(userId)).to.eql({
      ...{ balance: 100_000, held: 0, reserved: 60_000, available: 40_000 },
    });
    expect((await approve(id)).kind).to.equal('done');
    expect((await pay(id)).payout).to.include({ state: 'paid', words: 'No 12345', decidedByName: 'Sara' });
    expect(await partners.ledger(userId)).to.eql([
      ['earned', 100_000, 0],
      ['payout_requested', 0, 60_000],
      ['payout_approved', 0, 0],
      ['payout_paid', -60_000, -60_000],
    ]);
    expect(await partners.holding(userId)).to.eql({
      ...{ balance: 40_000, held: 0, reserved: 0, available: 40_000 },
    });
    expect(await told()).to.eql([
      'notice payout_requested',
      'notice payout_decided',
      'notice payout_decided',
    ]);
    const log = await ownerQuery<{ action: string }>(
      'select action, actor_name from audit_log where bot_id = $1 order by id',
      [shop.botId],
    );
    expect(log.map(({ action }) => action)).to.eql(['payout.approved', 'payout.paid']);
  });

  it('is available again when it is rejected, from either state, or taken back by its partner while nobody approved it', async () => {
    const first = await requested(60_000);
    await reject(first);
    const second = await requested(60_000);
    await approve(second);
    expect((await cancel(second))?.kind).to.equal('decided');
    await reject(second);
    const third = await requested(60_000);
    expect(await cancel(third, '1')).to.equal(undefined);
    expect((await cancel(third))?.kind).to.equal('done');
    expect(await kinds()).to.eql([
      ...['earned', 'payout_requested', 'payout_rejected', 'payout_requested', 'payout_approved'],
      ...['payout_rejected', 'payout_requested', 'payout_cancelled'],
    ]);
    expect(await partners.holding(userId)).to.include({ balance: 100_000, reserved: 0 });
  });

  it('is paid only after it was approved, and nothing follows its end', async () => {
    const id = await requested(60_000);
    expect((await pay(id)).kind).to.equal('decided');
    await approve(id);
    await pay(id);
    for (const again of [approve, pay, reject]) expect((await again(id)).kind).to.equal('decided');
    expect((await kinds()).filter((kind) => kind !== 'earned')).to.have.lengthOf(3);
  });

  it('is decided by one of many reviewers at once, and paid once', async () => {
    const id = await requested(60_000);
    const decisions = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 ? approve(id, `R${n}`) : reject(id, `R${n}`))),
    );
    const rejected = decisions.filter(({ kind, payout }) => kind === 'done' && payout.state === 'rejected');
    const approved = decisions.filter(({ kind, payout }) => kind === 'done' && payout.state === 'approved');
    // A rejection may follow an approval, never the other way, and neither comes twice.
    expect(rejected).to.have.lengthOf(1);
    expect(approved.length).to.be.below(2);
    const other = await requested(60_000);
    await approve(other);
    const paid = await Promise.all(Array.from({ length: 10 }, (_, n) => pay(other, `R${n}`)));
    expect(paid.filter(({ kind }) => kind === 'done')).to.have.lengthOf(1);
    expect(await partners.holding(userId)).to.include({ balance: 40_000, reserved: 0 });
  });

  it('is one at a time, though it is asked for on many devices at once', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => partners.ask(userId, 60_000)));
    expect(asked.filter(({ kind }) => kind === 'requested')).to.have.lengthOf(1);
    const refused = asked.flatMap((one) => (one.kind === 'refused' ? [one.reason] : []));
    expect(new Set(refused)).to.eql(new Set(['open']));
  });

  it('is refused below the least, above what is available, of who is no partner, and to nowhere', async () => {
    const reasonOf = async (amountToman: number, requisites?: string, of = userId) => {
      const asked = await partners.ask(of, amountToman, requisites);
      return asked.kind === 'refused' ? asked.reason : 'requested';
    };
    for (const wrong of [0, -5, 9_999, 10_000.5, NaN, 2 ** 60])
      expect(await reasonOf(wrong), String(wrong)).to.equal('below_least');
    expect(await reasonOf(100_001)).to.equal('above_available');
    for (const nowhere of ['', '   ', '12 34', '\u200b\u200b', 'x'.repeat(301), 'ab\0cdefghijk'])
      expect(await reasonOf(50_000, nowhere), nowhere).to.equal('requisites');
    const stranger = await shop.addBuyer();
    expect(await reasonOf(50_000, undefined, stranger.id)).to.equal('none');
    await ownerQuery(`update users set status = 'blocked' where id = $1`, [userId]);
    expect(await reasonOf(50_000)).to.equal('none');
    expect(await kinds()).to.eql(['earned']);
  });

  it('cannot be asked for out of what is held', async () => {
    await partners.set(userId, { commissionPercent: 100, holdDays: 10 });
    await partners.pay(userId, 500_000);
    expect(await partners.holding(userId)).to.include({ balance: 600_000, available: 100_000 });
    expect(await partners.ask(userId, 150_000)).to.include({ reason: 'above_available' });
    await partners.age(userId, 10);
    expect((await partners.ask(userId, 150_000)).kind).to.equal('requested');
  });

  /** Somebody pays 50,000 whom the partner brought, and gets it back. */
  const paidBack = async (): Promise<void> => {
    await partners.pay(userId, 50_000, { event: 'payment 5' });
  };
  const back = () =>
    shop.tenant.db((tx) =>
      takeBackFromPartner(shop.tenant, tx, { event: 'payment 5', refundedToman: 50_000 }),
    );
  const block = () => ownerQuery(`update users set status = 'blocked' where id = $1`, [userId]);

  it('is neither approved nor shown where to send once refunds took of it, until enough is earned again', async () => {
    await paidBack();
    const id = await requested(150_000);
    await back();
    expect((await approve(id)).kind).to.equal('not_covered');
    await partners.pay(userId, 50_000);
    expect((await approve(id)).kind).to.equal('done');
    await partners.pay(userId, 50_000, { event: 'payment 6' });
    await shop.tenant.db((tx) =>
      takeBackFromPartner(shop.tenant, tx, { event: 'payment 6', refundedToman: 50_000 }),
    );
    expect((await show(id)).payout.shownAt).to.be.instanceOf(Date);
  });

  it('is not shown where to send once refunds took of it after it was approved, and can be rejected without more words', async () => {
    await paidBack();
    const id = await requested(150_000);
    await approve(id);
    await back();
    expect(await show(id)).to.deep.include({ kind: 'not_covered' });
    expect((await show(id)).payout.shownAt).to.equal(null);
    expect((await reject(id)).kind).to.equal('done');
    expect(await partners.holding(userId)).to.include({ balance: 100_000, reserved: 0 });
  });

  for (const [came, come] of [
    ['a refund', back],
    ['a block', block],
  ] as const)
    it(`that was sent is booked though ${came} came between; what is missing is carried below zero`, async () => {
      await paidBack();
      const id = await requested(150_000);
      await approve(id);
      expect((await show(id)).kind).to.equal('done');
      await come();
      expect((await show(id, 'Ali')).payout, 'it is seen again').to.include({ shownByName: 'Sara' });
      expect((await pay(id)).payout).to.include({ state: 'paid' });
      const balance = came === 'a refund' ? -50_000 : 0;
      expect(await partners.holding(userId)).to.include({ balance, reserved: 0 });
      expect((await kinds()).at(-1)).to.equal('payout_paid');
    });

  it('that was shown where to send is rejected only by who says that nothing was sent', async () => {
    const id = await requested(60_000);
    await approve(id);
    await show(id);
    expect((await reject(id)).kind).to.equal('maybe_sent');
    expect(await partners.holding(userId)).to.include({ reserved: 60_000 });
    expect((await reject(id, 'Sara', true)).kind).to.equal('done');
    expect(await partners.holding(userId)).to.include({ balance: 100_000, reserved: 0 });
    const [log] = await ownerQuery<{ after: object }>(
      'select value_after as after from audit_log where bot_id = $1 order by id desc limit 1',
      [shop.botId],
    );
    expect(log!.after).to.include({ state: 'rejected', nothing_was_sent: true });
  });

  it('is either booked or rejected when both are said at once, and is shown to nobody after', async () => {
    const id = await requested(60_000);
    await approve(id);
    await show(id);
    const said = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 ? pay(id, `R${n}`) : reject(id, `R${n}`, true))),
    );
    expect(said.filter(({ kind }) => kind === 'done')).to.have.lengthOf(1);
    expect((await show(id)).kind).to.equal('decided');
  });

  it('is decided by nobody who gets it, unless they own the bot', async () => {
    const [me] = await ownerQuery<{ id: string }>('select telegram_id::text as id from users where id = $1', [
      userId,
    ]);
    const id = await requested(60_000);
    const own = { payoutId: id, by: me!.id, byName: 'Me' };
    const { tenant } = shop;
    const decide = (what: typeof approvePayout, more: object = {}) =>
      tenant.db((tx) => what(tenant, tx, { ...own, ...more }));
    expect((await decide(approvePayout)).kind).to.equal('own');
    await approve(id);
    for (const what of [showRequisites, payPayout, rejectPayout])
      expect((await decide(what)).kind).to.equal('own');
    expect((await decide(showRequisites, { isOwner: true })).kind).to.equal('done');
    expect((await decide(payPayout, { isOwner: true })).kind).to.equal('done');
  });

  it('is not approved for who is blocked or erased, and can be rejected', async () => {
    const id = await requested(60_000);
    await block();
    expect((await approve(id)).kind).to.equal('person');
    expect((await reject(id)).kind).to.equal('done');
    expect(await partners.holding(userId)).to.include({ balance: 100_000, reserved: 0 });
  });

  it('keeps its requisites sealed for its row, with the last four signs in clear', async () => {
    const id = await requested(60_000);
    const sealed = (await shop.tenant.db((tx) => readSealedRequisites(shop.tenant, tx, id)))!;
    const { botId } = shop;
    expect(openRequisites(partnerVault, { botId, payoutId: id, sealed })).to.equal(
      '6037 9975 9981 2345 Sara',
    );
    expect(() => openRequisites(partnerVault, { botId, payoutId: '1', sealed })).to.throw('partner_payout');
    const rows = await ownerQuery<{ row: string }>(
      `select to_jsonb(p)::text as row from partner_payouts p where bot_id = $1
       union all select payload::text from outbox where bot_id = $1`,
      [botId],
    );
    expect(rows.filter(({ row }) => row.includes('5998') || row.includes('9981'))).to.eql([]);
  });

  describe('or its money in the wallet', () => {
    const newest = () => shop.tenant.db((tx) => newestMovement(shop.tenant, tx, userId));
    const move = (after: string) => shop.tenant.db((tx) => moveToWallet(shop.tenant, tx, { userId, after }));

    it('is a row on both sides, once, though the button is tapped on many devices at once', async () => {
      await requested(60_000);
      const after = await newest();
      const moved = await Promise.all(Array.from({ length: 10 }, () => move(after)));
      expect(moved.filter(Boolean)).to.eql([40_000]);
      expect(await partners.holding(userId)).to.eql({
        ...{ balance: 60_000, held: 0, reserved: 60_000, available: 0 },
      });
      const { balanceToman, ledger } = await shop.look(userId);
      expect(balanceToman).to.equal(40_000);
      expect(ledger.map(({ type, paymentMethod }) => [type, paymentMethod])).to.eql([
        ['referral_reward', null],
      ]);
    });

    it('does not move of who is no partner, and what is owed of rewards that were spent is neither moved nor paid out', async () => {
      await ownerQuery(`update partners set state = 'refused' where user_id = $1`, [userId]);
      expect(await move(await newest())).to.equal(0);
      await ownerQuery(`update partners set state = 'ended' where user_id = $1`, [userId]);
      await ownerQuery('insert into referral_accounts (bot_id, user_id, owed_toman) values ($1, $2, 30000)', [
        shop.botId,
        userId,
      ]);
      expect(await partners.ask(userId, 80_000)).to.include({ reason: 'above_available' });
      expect(await move(await newest())).to.equal(70_000);
      expect(await partners.holding(userId), 'and is settled').to.include({ balance: 0, available: 0 });
      expect((await partners.ledger(userId)).slice(1)).to.eql([
        ['owed_settled', -30_000, 0],
        ['moved_to_wallet', -70_000, 0],
      ]);
    });

    it('does not move by a button of a balance that was another', async () => {
      const after = await newest();
      await partners.pay(userId, 5_000);
      for (const stale of [after, '', 'x', '999999']) expect(await move(stale)).to.equal(0);
      expect((await shop.look(userId)).balanceToman).to.equal(0);
    });
  });

  it('that may have been sent is in the way of an erasure, until somebody says what became of it', async () => {
    const id = await requested(60_000);
    await approve(id);
    await show(id);
    const close = () => shop.tenant.db((tx) => closePartner(shop.tenant, tx, { userId, mayForfeit: true }));
    expect(await close().catch((error: unknown) => error)).to.include({ code: 'partner_payout.maybe_sent' });
    await pay(id);
    expect(await close()).to.equal(40_000);
  });

  it('ends with who is erased: the open one is rejected, the rest forfeited, the requisites forgotten', async () => {
    const id = await requested(60_000);
    const close = (mayForfeit: boolean) =>
      shop.tenant.db((tx) => closePartner(shop.tenant, tx, { userId, mayForfeit }));
    const refusal = await close(false).catch((error: unknown) => error);
    expect(refusal).to.include({ code: 'user.has_balance' });
    expect(await close(true)).to.equal(100_000);
    expect(await close(true)).to.equal(0);
    expect(await partners.holding(userId)).to.eql({ balance: 0, held: 0, reserved: 0, available: 0 });
    expect(await shop.tenant.db((tx) => readSealedRequisites(shop.tenant, tx, id))).to.equal(undefined);
  });
});
