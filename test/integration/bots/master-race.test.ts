import { expect } from 'chai';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { openFleet, type TestFleet } from '../../support/processes/fleet.js';
import { waitFor } from '../../support/wait-for.js';

describe('two workers that start together on an empty database', function () {
  this.timeout(120_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let token: string;

  before(async () => {
    telegram = await startTelegram();
    token = telegram.addBot({ firstName: 'Master' }).token;
    fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url, BOT_TOKEN: token, ROLES: 'worker' });
  });
  after(async () => {
    await fleet.close();
    await telegram.close();
  });

  it('make one master bot, and the slower one sees no fault in it', async () => {
    // Both have looked for a master in vain before either hears from Telegram.
    telegram.failNext({ method: 'getMe', times: 2, error: { delayMs: 6_000 } });
    const workers = await Promise.all([fleet.start(), fleet.start()]);
    const output = () => workers.map((worker) => worker.output()).join('\n');
    // A refused row takes a number of the identity column too, so this says that both have tried.
    const bothTried = async () => {
      const [row] = await fleet.query<{ n: string }>('select last_value as n from bots_id_seq');
      return Number(row?.n) >= 2;
    };
    await waitFor(bothTried, { timeoutMs: 30_000, what: 'both workers have tried to make the master' });
    await waitFor(() => output().includes('Master bot @'));
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(output().match(/Master bot @/g)).to.have.lengthOf(1);
    expect(output()).to.not.match(/belongs to|refused by Telegram|bot\.exists/);
    expect(await fleet.query('select 1 from bots where is_master')).to.have.lengthOf(1);
  });
});
