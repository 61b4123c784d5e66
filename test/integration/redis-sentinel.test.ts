import { expect } from 'chai';
import { startTelegram } from '../../scripts/sandbox/telegram.js';
import { openFleet } from '../support/fleet.js';
import { startSentinels } from '../support/redis-servers.js';
import { register } from '../support/register.js';

describe('Redis behind Sentinels', function () {
  this.timeout(180_000);

  it('goes on with the replica after its master was killed, without a restart', async () => {
    const [telegram, redis] = await Promise.all([startTelegram({ retryBaseMs: 100 }), startSentinels()]);
    const { token } = telegram.addBot({ firstName: 'Shop' });
    const fleet = await openFleet({
      REDIS_URL: redis.url,
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.url,
      UPDATE_MODE: 'polling',
    });
    // Usually some seconds; Sentinels on a machine too busy for them rest for half a minute (TILT) before they act.
    const visit = (firstName: string) =>
      register(telegram, token, telegram.person({ firstName, languageCode: 'en' }), 75_000);
    try {
      await fleet.start();
      await visit('Sara');
      await redis.nodes[0]?.kill();
      await visit('Reza');
      const rows = await fleet.query('select 1 from users where registered_at is not null');
      expect(rows).to.have.length(2);
    } finally {
      await fleet.close();
      await redis.close();
      await telegram.close();
    }
  });
});
