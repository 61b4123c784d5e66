import { expect } from 'chai';
import { wreckPostgres } from '../../scripts/chaos/postgres-part.js';
import { wreckProcesses } from '../../scripts/chaos/processes-part.js';
import { wreckRedis } from '../../scripts/chaos/redis-part.js';
import { startServers, type ChaosServers } from '../../scripts/chaos/servers.js';
import { wreckTelegram } from '../../scripts/chaos/telegram-part.js';
import type { TrialSpec, Report } from '../../scripts/chaos/trial.js';
import { patience } from '../support/patience.js';

/** Under a minute and a half in all on two free cores; each part waits much longer as long as it sees progress. */
describe('the chaos harness, in its short form', function () {
  this.timeout(400_000);
  let servers: ChaosServers;
  before(async () => {
    servers = await startServers();
  });
  after(() => servers.close());

  async function expectHeld(
    wreck: (spec: TrialSpec) => Promise<Report>,
    spec: Partial<TrialSpec>,
  ): Promise<void> {
    const told: string[] = [];
    const say = (line: string) => void told.push(line);
    const short = { seed: 7, kills: 1, runs: 1, seconds: 3 };
    const { rows, faults } = await wreck({ servers, ...short, patience, say, ...spec });
    const figures = rows.map((row) => row.join(': '));
    expect(faults, [...told, ...figures].join('\n')).to.deep.equal([]);
  }

  it('loses, doubles and disorders nothing while processes are killed and stand still', () => {
    const crowd = { bots: 10, peoplePerBot: 10, perSecond: 30 };
    return expectHeld((spec) => wreckProcesses(spec, crowd), { kills: 8, seconds: 20 });
  });

  it('comes back when Redis was killed, and when it was emptied', async () => {
    await expectHeld(wreckRedis, { fault: 'killed' });
    await expectHeld(wreckRedis, { fault: 'emptied' });
  });

  it('takes updates in while PostgreSQL recovers from a crash, and does them after', () =>
    expectHeld(wreckPostgres, { fault: 'crashed' }));

  it('keeps order and limits in a storm of refusals, resets and silence from Telegram', () =>
    expectHeld(wreckTelegram, { fault: 'storm', seconds: 5 }));
});
