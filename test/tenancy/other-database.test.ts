import { expect } from 'chai';
import { Bot } from '#models/bot.js';
import { asFleet } from '#tenancy/scope.js';
import { buildBot } from '../factories/bot.js';
import { openOwnFleet } from '../support/own-fleet.js';

describe('models that were in another database', function () {
  this.timeout(30_000);

  it('are guarded once where they come back to, so that no statement waits for itself', async () => {
    const own = await openOwnFleet();
    await own.close();
    const { tenant } = await buildBot();
    const found = await tenant.db(() => Bot.findAll());
    expect(found.map(({ id }) => id)).to.deep.equal([tenant.botId]);
    expect(await asFleet('test', () => Bot.count({ where: { id: tenant.botId } }))).to.equal(1);
  });
});
