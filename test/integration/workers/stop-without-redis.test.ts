import { expect } from 'chai';
import { openLink, type Link } from '../../../scripts/chaos/link.js';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { testRedisUrl } from '../../support/jobs.js';
import { patience } from '../../support/patience.js';
import { openFleet, type TestFleet } from '../../support/processes/fleet.js';
import { waitFor } from '../../support/wait-for.js';

describe('a process that is told to stop while Redis is away', function () {
  this.timeout(60_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let link: Link;
  beforeEach(async () => {
    telegram = await startTelegram();
    fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url, UPDATE_MODE: 'polling' });
    link = await openLink(Number(new URL(testRedisUrl()).port));
  });
  afterEach(async () => {
    await fleet.close();
    await link.close();
    await telegram.close();
  });

  for (const mode of ['refuse', 'silent'] as const)
    it(`ends before its platform kills it (${mode})`, async () => {
      const address = new URL(fleet.redisUrl);
      address.port = String(link.port);
      const started = await fleet.start({ REDIS_URL: address.href });
      link.set(mode);
      const isAway = async () =>
        (await fetch(`http://127.0.0.1:${started.port}/health/ready`)).status === 503;
      await waitFor(isAway, { timeoutMs: 15_000, what: 'health that says Redis is away' });
      const at = performance.now();
      expect(await started.stop(), started.output()).to.equal(0);
      expect(performance.now() - at).to.be.below(10_000 * patience);
    });
});
