import { expect } from 'chai';
import { demoAsker } from '../../../scripts/sandbox/demo-cast.js';
import { addDemoTicket } from '../../../scripts/sandbox/demo-ticket.js';
import { ownerQuery } from '../../support/database.js';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';

describe('the ticket of a demo bot', function () {
  this.timeout(60_000);
  let desk: HelpDesk;
  before(async () => {
    desk = await openHelpDesk();
  });
  after(() => desk.driver.close());

  it('waits in a topic of the group of staff, comes once, and can be answered', async () => {
    const { driver, bot, settled } = desk;
    const { tenant, token } = bot;
    const person = driver.telegram.person({ ...demoAsker });
    const add = () => tenant.db((tx) => addDemoTicket(tenant, tx));
    expect([await add(), await add()]).to.eql([true, false]);
    await settled();
    const rows = await ownerQuery<{ status: string }>('select status from tickets where bot_id = $1', [
      tenant.botId,
    ]);
    expect(rows).to.eql([{ status: 'open' }]);
    expect(desk.topics()).to.have.length(1);
    expect(desk.shown().map(({ text }) => text)).to.have.length(2);
    expect(desk.shown()[0]!.text).to.contain(demoAsker.firstName);
    driver.telegram.send(token, person, '/menu');
    await settled();
    await desk.says(desk.reza, 'سلام، الان بهتر است؟');
    expect(bot.last(person).text).to.contain('الان بهتر است؟');
  });
});
