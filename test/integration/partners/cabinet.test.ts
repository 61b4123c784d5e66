import { expect } from 'chai';
import { showRequisites } from '#services/partners/show-requisites.js';
import type { Customer } from '../../support/bot/customer.js';
import { openReviewDesk, type ReviewDesk } from '../../support/card-payments/open-review-desk.js';
import { ownerQuery } from '../../support/database.js';
import { partnersOf } from '../../support/partners/partners.js';

describe('a partner in the bot', function () {
  this.timeout(60_000);
  let desk: ReviewDesk;
  let partners: ReturnType<typeof partnersOf>;
  let sara: Customer;
  let userId: string;
  before(async () => {
    desk = await openReviewDesk();
    partners = partnersOf(desk.bot.tenant);
    await desk.bot.configure({ partner_applications: true, partner_min_payout_toman: 10_000 });
  });
  after(() => desk.driver.close());
  beforeEach(async () => {
    sara = await desk.newPayer('Sara');
    userId = await desk.userOf(sara);
  });
  const requisites = 'IR06 0170 0000 0012 3456 7890 12, Sara Ahmadi';
  const menu = async (): Promise<string[]> => {
    await desk.bot.send(sara.person, '/menu');
    return sara.sees();
  };
  const lastInGroup = () => desk.said().at(-1)!;
  const become = () => partners.set(userId, { commissionPercent: 50, holdDays: 0 });
  /** As far as the payout with the reviewers. */
  async function ask(): Promise<void> {
    await menu();
    await sara.taps('💼 Partner account');
    await sara.taps('💸 Ask for a payout');
    await sara.taps('✏️ Another sum');
    await desk.bot.send(sara.person, 'twelve');
    expect(sara.reads()).to.include('does not fit');
    await desk.bot.send(sara.person, '30k');
    await desk.bot.send(sara.person, 'to me');
    expect(sara.reads()).to.include('cannot be sent there');
    await desk.bot.send(sara.person, requisites);
  }

  it('asks to become one, is accepted in the chat of the admins, and finds the account in the menu', async () => {
    expect(await menu()).to.include('🤝 Become a partner');
    expect(await sara.taps('🤝 Become a partner')).to.include('earn 25% of what they pay');
    expect(await sara.taps('✅ Apply')).to.include('has reached our team');
    expect(lastInGroup().text).to.include('asks to become a partner').and.include('Sara');
    await menu();
    await sara.taps('🤝 Become a partner');
    expect(sara.sees()).not.to.include('✅ Apply');
    expect(await desk.tap(desk.stranger, 'partner-accept')).to.include({ showAlert: true });
    const message = lastInGroup();
    expect(await desk.tap(desk.reviewer, 'partner-accept', message)).to.include({ text: 'Done.' });
    expect(lastInGroup().text).to.include('Accepted as partner').and.include('Reza Karimi');
    expect(lastInGroup().buttons).to.eql([]);
    expect(sara.reads()).to.include('You are a partner now');
    expect(await menu())
      .to.include('💼 Partner account')
      .and.not.include('🤝 Become a partner');
    expect(await sara.taps('💼 Partner account')).to.match(/Available: 0 toman[\s\S]*\?start=/);
  });

  it('who was refused may not ask again at once, and nobody asks where the bot takes no applications', async () => {
    await partners.set(userId, { state: 'refused' });
    await menu();
    expect(await sara.taps('🤝 Become a partner')).to.include('You can apply again from');
    expect(sara.sees()).not.to.include('✅ Apply');
    await ownerQuery(`update partners set decided_at = now() - interval '31 days' where user_id = $1`, [
      userId,
    ]);
    await menu();
    await sara.taps('🤝 Become a partner');
    expect(sara.reads()).to.include('welcome to apply again');
    await sara.taps('✅ Apply');
    expect(sara.reads()).to.include('has reached our team');
    await desk.bot.configure({ partner_applications: false });
    const other = await desk.newPayer('Ali');
    await desk.bot.send(other.person, '/menu');
    expect(other.sees()).not.to.include('🤝 Become a partner');
    await desk.bot.configure({ partner_applications: true });
  });

  it('is paid out: asked for, approved, shown where to in private, paid; told at each step', async () => {
    await become();
    await partners.pay(userId, 100_000);
    await ask();
    expect(sara.reads()).to.include('30,000 toman').and.include('••••9012');
    const message = lastInGroup();
    expect(message.text).to.include('under review').and.include('••••9012').and.not.include('0170');
    await desk.tap(desk.reviewer, 'payout-approve', message);
    expect(sara.reads()).to.include('was approved');
    const before = desk.said(desk.reviewer.id).length;
    await desk.bot.send(desk.reviewer, '/start');
    await desk.tap(desk.reviewer, 'payout-show', lastInGroup());
    const shown = desk.said(desk.reviewer.id);
    expect(shown.length).to.be.above(before);
    expect(shown.at(-1)!.text).to.include(requisites);
    expect(desk.said().some(({ text }) => text.includes('0170'))).to.equal(false);
    await desk.tap(desk.owner, 'payout-paid', lastInGroup());
    expect(lastInGroup().text).to.include('paid').and.include('Olga');
    expect(sara.reads()).to.include('was sent');
    expect(await partners.holding(userId)).to.include({ balance: 20_000, reserved: 0 });
    expect((await desk.audited()).slice(-3).map(({ action }) => action)).to.eql([
      'payout.approved',
      'payout.show',
      'payout.paid',
    ]);
    await menu();
    await sara.taps('💼 Partner account');
    expect(await sara.taps('💸 Payouts')).to.include('30,000 toman');
    await sara.taps('partner');
    expect(await sara.taps('📈 By month')).to.include('50,000 toman');
  });

  it('whose payment details were shown is rejected only after the reviewer says that nothing was sent', async () => {
    await become();
    await partners.pay(userId, 100_000);
    await ask();
    await desk.tap(desk.reviewer, 'payout-approve', lastInGroup());
    await desk.tap(desk.owner, 'payout-show', lastInGroup());
    expect(lastInGroup().text).to.match(/Payment details shown to: .*Olga/);
    await desk.tap(desk.reviewer, 'payout-reject', lastInGroup());
    expect(
      lastInGroup()
        .buttons.flat()
        .map(({ data }) => data?.split(':')[0]),
    ).to.eql([...['payout-unsent', 'payout-back']]);
    await desk.tap(desk.reviewer, 'payout-back', lastInGroup());
    await desk.tap(desk.reviewer, 'payout-reject', lastInGroup());
    expect(lastInGroup().text).to.include('only if you are certain that nothing was sent');
    expect(await partners.holding(userId)).to.include({ reserved: 30_000 });
    await desk.tap(desk.reviewer, 'payout-unsent', lastInGroup());
    await desk.tap(desk.reviewer, 'Wrong payment details', lastInGroup());
    expect(lastInGroup().text).to.include('rejected').and.include('not right');
    expect(await partners.holding(userId)).to.include({ available: 50_000, reserved: 0 });
  });

  it('each reviewer gives their own word that nothing was sent, of all that was shown; whoever saw it hears the end', async () => {
    await become();
    await partners.pay(userId, 100_000);
    await ask();
    await desk.bot.send(desk.owner, '/start');
    await desk.tap(desk.reviewer, 'payout-approve', lastInGroup());
    await desk.tap(desk.owner, 'payout-show', lastInGroup());
    await desk.tap(desk.reviewer, 'payout-reject', lastInGroup());
    const [{ id: payoutId } = { id: '' }] = await ownerQuery<{ id: string }>(
      `select id::text from partner_payouts where bot_id = $1 and state = 'approved'`,
      [desk.bot.botId],
    );
    const { tenant } = desk.bot;
    await tenant.db((tx) =>
      showRequisites(tenant, tx, { payoutId, by: desk.owner.id, byName: 'Olga', isOwner: true }),
    );
    const doubt = 'the money may have been sent';
    const late = await desk.tap(desk.reviewer, 'payout-unsent', lastInGroup());
    expect(late, 'it was shown again since').to.include({ showAlert: true });
    expect(late.text).to.include(doubt);
    await desk.tap(desk.reviewer, 'payout-unsent', lastInGroup());
    const others = await desk.tap(desk.owner, 'Rules not kept', lastInGroup());
    expect(others.text, 'it was another who gave the word').to.include(doubt);
    expect(await partners.holding(userId)).to.include({ reserved: 30_000 });
    await desk.tap(desk.reviewer, 'payout-unsent', lastInGroup());
    await desk.tap(desk.reviewer, 'Rules not kept', lastInGroup());
    expect(lastInGroup().text).to.include('rejected');
    expect(await partners.holding(userId)).to.include({ available: 50_000, reserved: 0 });
    expect(desk.said(desk.owner.id).at(-1)!.text).to.include('Somebody else has rejected it');
  });

  it('who decides about others does not decide about themselves', async () => {
    await menu();
    await sara.taps('🤝 Become a partner');
    await sara.taps('✅ Apply');
    await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'reviewer')`, [
      desk.bot.botId,
      sara.person.id,
    ]);
    const own = { text: 'This is about your own money: somebody else decides.', showAlert: true };
    expect(await desk.tap(sara.person, 'partner-accept', lastInGroup())).to.include(own);
    await become();
    await partners.pay(userId, 100_000);
    await ask();
    expect(await desk.tap(sara.person, 'payout-approve', lastInGroup())).to.include(own);
    expect(lastInGroup().text).to.include('under review');
  });

  it('hears why a payout was rejected, and the sum is available again', async () => {
    await become();
    await partners.pay(userId, 100_000);
    await ask();
    await desk.tap(desk.reviewer, 'payout-reject', lastInGroup());
    await desk.tap(desk.reviewer, 'payout-back', lastInGroup());
    await desk.tap(desk.reviewer, 'payout-reject', lastInGroup());
    await desk.tap(desk.reviewer, 'Wrong payment details', lastInGroup());
    expect(lastInGroup().text).to.include('rejected').and.include('not right');
    expect(sara.reads()).to.include('the payment details are not right');
    expect(await partners.holding(userId)).to.include({ available: 50_000 });
  });

  it('takes a payout back, and moves what is available into the wallet, once however often the button is tapped', async () => {
    await become();
    await partners.pay(userId, 100_000);
    await ask();
    await sara.taps('✖️ Cancel the payout');
    expect(await sara.taps('✖️ Yes, cancel it')).to.include('is cancelled');
    expect(await desk.tap(desk.reviewer, 'payout-approve')).to.include({ showAlert: true });
    await sara.taps('partner');
    await sara.taps('👛 Move into the wallet');
    const yes = sara.dataOf('Yes, move it');
    const asked = desk.bot.last(sara.person).id;
    expect(await sara.taps(yes)).to.include('50,000 toman is in your wallet');
    desk.driver.telegram.send(desk.bot.token, sara.person, { text: '/menu' });
    await desk.settled();
    await desk.bot.feed({
      callback_query: {
        id: 'again',
        from: { id: Number(sara.person.id), is_bot: false, first_name: 'Sara' },
        chat_instance: '1',
        data: yes,
        message: {
          message_id: asked,
          date: 1_790_000_000,
          chat: { id: Number(sara.person.id), type: 'private' },
          text: 'x',
        },
      },
    });
    expect(await desk.balanceOf(sara)).to.equal(50_000);
    expect(await partners.holding(userId)).to.include({ balance: 0, available: 0 });
  });
});
