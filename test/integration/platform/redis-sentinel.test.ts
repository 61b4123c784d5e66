import { expect } from 'chai';
import { openRedis } from '#platform/redis.js';
import { openLink } from '../../../scripts/chaos/link.js';
import { startTelegram } from '../../../scripts/sandbox/telegram.js';
import { register } from '../../support/bot/register.js';
import { openFleet } from '../../support/processes/fleet.js';
import { startSentinels, type RedisNode } from '../../support/servers/redis-servers.js';
import { waitFor } from '../../support/wait-for.js';

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

  it('brings every connection to the new master, also those that were asking a Sentinel that hangs', async () => {
    const group = await startSentinels();
    const [master, replica, ...sentinels] = group.nodes as [RedisNode, RedisNode, ...RedisNode[]];
    const links = await Promise.all(sentinels.slice(1).map(({ port }) => openLink(port)));
    const ports = [...links, ...sentinels.slice(0, 1)].map(({ port }) => `127.0.0.1:${port}`);
    const url = `redis-sentinel://${ports.join(',')}/fleet`;
    const connections = Array.from({ length: 6 }, (_, at) => openRedis(url, at % 2 ? 'wait' : 'fail'));
    const areAt = async (port: number) => {
      if (connections.some(({ status }) => status !== 'ready')) return false;
      const places = await Promise.all(connections.map((redis) => redis.info('server').catch(() => '')));
      return places.every((place) => place.includes(`tcp_port:${port}`));
    };
    try {
      await waitFor(() => areAt(master.port), { timeoutMs: 20_000, what: 'connections to the master' });
      for (const link of links) link.set('silent');
      await master.kill();
      await waitFor(() => areAt(replica.port), { timeoutMs: 75_000, what: 'connections to the new master' });
    } finally {
      for (const redis of connections) redis.disconnect();
      await Promise.all(links.map((link) => link.close()));
      await group.close();
    }
  });
});
