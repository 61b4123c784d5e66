import { expect } from 'chai';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { openFleet, type TestFleet } from '../../support/processes/fleet.js';
import { waitFor } from '../../support/wait-for.js';

describe('a worker whose BOT_TOKEN Telegram refuses', function () {
  this.timeout(120_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;

  before(async () => {
    telegram = await startTelegram();
    const token = `123456789:${'A'.repeat(35)}`;
    fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url, BOT_TOKEN: token, ROLES: 'worker' });
  });
  after(async () => {
    await fleet.close();
    await telegram.close();
  });

  it('goes on for the tenants, and says it in its log and in /health/ready, which stays 200', async () => {
    const worker = await fleet.start();
    const health = await waitFor(
      async () => {
        const response = await fetch(`http://127.0.0.1:${worker.metricsPort}/health/ready`);
        const body = (await response.json()) as { status: string; warnings: string[] };
        const warnings = body.warnings.filter((line) => line.startsWith('master bot'));
        return warnings.length > 0 ? { code: response.status, ...body, warnings } : undefined;
      },
      { timeoutMs: 30_000, what: 'a warning' },
    );
    expect(health).to.deep.include({ code: 200, status: 'ready' });
    expect(health.warnings).to.deep.equal([
      'master bot: BOT_TOKEN was refused by Telegram; copy it again from BotFather',
    ]);
    const isLogged = () => /"level":"error".*BOT_TOKEN was refused by Telegram/.test(worker.output());
    await waitFor(isLogged, { what: 'a line of the log' });
  });
});
