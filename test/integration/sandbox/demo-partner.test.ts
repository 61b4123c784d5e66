import { expect } from 'chai';
import { addDemoPartner } from '../../../scripts/sandbox/demo-partner.js';
import { namesOf, openShop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { partnersOf, partnerVault } from '../../support/partners/partners.js';

describe('the partner of a demo bot', () => {
  it('has earned, holds a part, waits to be paid out, and comes once', async () => {
    const { tenant, botId, jobs } = await openShop();
    const add = () => tenant.db((tx) => addDemoPartner(tenant, tx, partnerVault));
    expect([await add(), await add()]).to.eql([true, false]);
    const [partner] = await ownerQuery<{ id: string }>(
      'select user_id::text as id from partners where bot_id = $1',
      [botId],
    );
    expect(await partnersOf(tenant).holding(partner!.id)).to.eql({
      ...{ balance: 962_500, held: 162_500, reserved: 600_000, available: 200_000 },
    });
    expect(namesOf(await jobs())).to.include('notice payout_requested');
  });
});
