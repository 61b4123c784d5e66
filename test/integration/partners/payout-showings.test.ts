import { expect } from 'chai';
import type { User } from '#models/user.js';
import {
  approvePayout,
  payPayout,
  rejectPayout,
  type NothingWasSent,
} from '#services/partners/decide-payout.js';
import { showRequisites } from '#services/partners/show-requisites.js';
import { buildUser } from '../../factories/user.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { partnersOf } from '../../support/partners/partners.js';

describe('a payout of which somebody was shown where to send it', () => {
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
  const approve = (payoutId: string) =>
    shop.tenant.db((tx) => approvePayout(shop.tenant, tx, { payoutId, ...by('Sara') }));
  const reject = (payoutId: string, name: string, nothingWasSent: NothingWasSent) =>
    shop.tenant.db((tx) =>
      rejectPayout(shop.tenant, tx, { payoutId, ...by(name), reason: 'rules', nothingWasSent }),
    );
  const show = (payoutId: string, name = 'Sara') =>
    shop.tenant.db((tx) => showRequisites(shop.tenant, tx, { payoutId, ...by(name) }));
  const showings = async (payoutId: string): Promise<number> => {
    const [row] = await ownerQuery<{ showings: number }>(
      'select showings from partner_payouts where id = $1',
      [payoutId],
    );
    return row!.showings;
  };

  it('that is shown again after the word that nothing was sent needs that word again', async () => {
    const id = await requested(60_000);
    await approve(id);
    await show(id);
    const word = { showings: await showings(id) };
    await show(id, 'Ali');
    expect((await reject(id, 'Sara', word)).kind).to.equal('maybe_sent');
    expect(await partners.holding(userId)).to.include({ reserved: 60_000 });
    expect((await reject(id, 'Sara', { showings: await showings(id) })).kind).to.equal('done');
  });

  it('is rejected or shown, never both, when that comes at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await requested(60_000);
      await approve(id);
      await show(id);
      const word = { showings: await showings(id) };
      const [shown, rejected] = await Promise.all([show(id, 'Ali'), reject(id, 'Sara', word)]);
      const both = [shown.kind, rejected.kind].join();
      expect(both).to.be.oneOf(['done,maybe_sent', 'decided,done']);
      if (rejected.kind !== 'done') await reject(id, 'Sara', true);
    }
  });

  it('that somebody else decides is told to everybody who was shown where to send it, once', async () => {
    const [sara, ali, reza] = [
      await buildUser(shop.tenant),
      await buildUser(shop.tenant),
      await buildUser(shop.tenant),
    ];
    const as = ({ telegramId }: User) => ({ by: telegramId, byName: 'Somebody' });
    const { tenant } = shop;
    const showTo = (payoutId: string, who: User) =>
      tenant.db((tx) => showRequisites(tenant, tx, { payoutId, ...as(who) }));
    const heard = async () =>
      (await shop.jobs())
        .filter(({ payload }) => payload.kind === 'payout_seen_decided')
        .map(({ payload }) => payload.about as { user_id: string; state: string })
        .map((about) => [about.user_id, about.state]);
    const first = await requested(60_000);
    await approve(first);
    for (const who of [sara, ali, ali, reza]) await showTo(first, who);
    const nothingWasSent = { showings: 4 };
    await tenant.db((tx) => rejectPayout(tenant, tx, { payoutId: first, ...as(reza), nothingWasSent }));
    await tenant.db((tx) => rejectPayout(tenant, tx, { payoutId: first, ...as(reza), nothingWasSent }));
    expect(await heard()).to.have.deep.members([
      [sara.id, 'rejected'],
      [ali.id, 'rejected'],
    ]);
    const second = await requested(60_000);
    await approve(second);
    await showTo(second, sara);
    await tenant.db((tx) => payPayout(tenant, tx, { payoutId: second, ...as(sara) }));
    expect(await heard(), 'who paid knows it').to.have.lengthOf(2);
  });
});
