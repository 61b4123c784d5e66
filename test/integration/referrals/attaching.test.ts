import { expect } from 'chai';
import type { User } from '#models/user.js';
import { attachInvited } from '#services/referrals/attach-invited.js';
import { buildBot } from '../../factories/bot.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { openReferring, type Referring } from '../../support/referring.js';

describe('an inviter whom an admin names', function () {
  this.timeout(60_000);
  let bot: Referring;
  beforeEach(async () => {
    bot = await openReferring();
  });
  const attach = (invited: User, inviter: User) =>
    bot.tenant.db((tx) => attachInvited(bot.tenant, tx, { invitedId: invited.id, inviterId: inviter.id }));
  const codeOf = (doing: Promise<unknown>): Promise<string> =>
    doing.then(
      () => 'done',
      (error: Error) => error.message.split(':')[0]!,
    );
  const inviterOf = async (user: User) => {
    const [row] = await ownerQuery<{ referred_by: string | null }>(
      'select referred_by::text from users where id = $1 and bot_id = $2',
      [user.id, bot.botId],
    );
    return row!.referred_by;
  };

  it('earns by what the person pays from then on, and not by what they paid before', async () => {
    const [inviter, person] = [await bot.join(), await bot.join()];
    await bot.pay(person, 4);
    await attach(person, inviter);
    expect(await bot.rewards()).to.deep.equal([]);
    await bot.pay(person, 4);
    expect((await bot.rewards())[0]).to.include({ kind: 'first', to: inviter.id });
  });

  it('is nobody whom the person brought, however far, and not themselves', async () => {
    const first = await bot.join();
    const second = await bot.join(first);
    const third = await bot.join(second);
    for (const one of [first, second, third])
      expect(await codeOf(attach(first, one))).to.equal('referral.circle');
    expect(await inviterOf(first)).to.equal(null);
  });

  it('closes no circle though all of its parts are named at once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => bot.join()));
    const outcomes = await Promise.all(
      people.map((one, at) => codeOf(attach(one, people[(at + 1) % people.length]!))),
    );
    expect(outcomes.filter((one) => one === 'referral.circle')).to.have.lengthOf(1);
    expect(outcomes.filter((one) => one === 'done')).to.have.lengthOf(5);
  });

  it('takes no other’s place, is registered and not blocked, and of the same bot', async () => {
    const [inviter, person] = [await bot.join(), await bot.join()];
    const brought = await bot.join(inviter);
    expect(await codeOf(attach(brought, person))).to.equal('referral.has_inviter');
    const foreign = await buildUser((await buildBot()).tenant);
    expect(await codeOf(attach(person, foreign))).to.equal('resource.unknown');
    expect(await codeOf(attach(foreign, person))).to.equal('resource.unknown');
    for (const set of [`status = 'blocked'`, `registered_at = null`, `status = 'deleted'`]) {
      await ownerQuery(`update users set ${set} where id = $1 and bot_id = $2`, [inviter.id, bot.botId]);
      expect(await codeOf(attach(person, inviter)), set).to.equal('referral.not_open');
      await ownerQuery(
        `update users set status = 'active', registered_at = now() where id = $1 and bot_id = $2`,
        [inviter.id, bot.botId],
      );
    }
    expect(await inviterOf(person)).to.equal(null);
  });
});
