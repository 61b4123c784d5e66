import { expect } from 'chai';
import { OutboxJob } from '../../support/models/outbox-job.js';
import { ProcessedUpdate } from '../../support/models/processed-update.js';
import { User } from '#models/user.js';
import type { Tenant } from '#tenancy/scope.js';
import { telegramUpdate, telegramUpdateFailed } from '../../../src/workers/handlers/telegram-update.js';
import { buildBot } from '../../factories/bot.js';
import { uniqueNumber } from '../../factories/unique.js';
import { openBotMeans } from '../../support/snapshots.js';

/** A job's payload: a person's /start. */
function startOf(person: number) {
  const chat = { id: person, type: 'private', first_name: 'Person' };
  const from = { id: person, is_bot: false, first_name: 'Person' };
  const entities = [{ type: 'bot_command', offset: 0, length: 6 }];
  const message = { message_id: 1, date: 1_790_000_000, chat, from, text: '/start', entities };
  return { chat_id: String(person), update: { update_id: uniqueNumber(), message } };
}

const stateOf = (tenant: Tenant) =>
  tenant.db(async () => ({
    outcomes: (await ProcessedUpdate.findAll()).map((row) => row.outcome),
    people: await User.count(),
    replies: await OutboxJob.count(),
  }));

describe('the mark of an update', () => {
  const means = openBotMeans();

  it('lets an update that failed for good run once more by hand, and only once', async () => {
    const { tenant } = await buildBot();
    const payload = startOf(uniqueNumber());
    await telegramUpdateFailed(tenant, payload, means);
    expect(await stateOf(tenant)).to.deep.equal({ outcomes: ['failed'], people: 0, replies: 1 });

    await telegramUpdate(tenant, payload, means);
    const done = await stateOf(tenant);
    expect(done)
      .to.include({ people: 1 })
      .and.deep.include({ outcomes: ['done'] });
    expect(done.replies).to.be.above(1);

    await telegramUpdate(tenant, payload, means);
    await telegramUpdateFailed(tenant, payload, means);
    expect(await stateOf(tenant)).to.deep.equal(done);
  });

  it('says sorry once, however often the update fails for good', async () => {
    const { tenant } = await buildBot();
    const payload = startOf(uniqueNumber());
    for (let time = 0; time < 3; time += 1) await telegramUpdateFailed(tenant, payload, means);
    expect(await stateOf(tenant)).to.deep.equal({ outcomes: ['failed'], people: 0, replies: 1 });
  });

  it('lets one of two retries at the same moment through', async () => {
    const { tenant } = await buildBot();
    const payload = startOf(uniqueNumber());
    await telegramUpdateFailed(tenant, payload, means);
    await Promise.all([1, 2, 3, 4].map(() => telegramUpdate(tenant, payload, means)));
    const raced = await stateOf(tenant);

    const alone = await buildBot();
    const another = startOf(uniqueNumber());
    await telegramUpdateFailed(alone.tenant, another, means);
    await telegramUpdate(alone.tenant, another, means);
    expect(raced).to.deep.equal(await stateOf(alone.tenant));
  });

  it('keeps a failure that comes late from undoing what was done', async () => {
    const { tenant } = await buildBot();
    const payload = startOf(uniqueNumber());
    await telegramUpdate(tenant, payload, means);
    const done = await stateOf(tenant);
    await telegramUpdateFailed(tenant, payload, means);
    expect(await stateOf(tenant)).to.deep.equal(done);
  });

  it('is set apart for each bot: the same number in another bot is another update', async () => {
    const [a, b] = [await buildBot(), await buildBot()];
    const payload = startOf(uniqueNumber());
    await telegramUpdateFailed(a.tenant, payload, means);
    await telegramUpdate(b.tenant, payload, means);
    expect((await stateOf(a.tenant)).outcomes).to.deep.equal(['failed']);
    expect((await stateOf(b.tenant)).outcomes).to.deep.equal(['done']);
  });
});
