import { expect } from 'chai';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { register } from '../../support/bot/register.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { openFleet, type TestFleet } from '../../support/processes/fleet.js';
import { startRedisCluster, type RedisGroup, type RedisNode } from '../../support/servers/redis-servers.js';
import { waitFor } from '../../support/wait-for.js';

const numbersIn = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

describe('a Redis Cluster of three nodes', function () {
  this.timeout(120_000);
  let cluster: RedisGroup;
  beforeEach(async () => {
    cluster = await startRedisCluster();
  });
  afterEach(() => cluster.close());

  /** The nodes that hold keys: one, because all of a fleet's keys are in one slot. */
  async function holders(): Promise<RedisNode[]> {
    const sizes = await Promise.all(cluster.nodes.map((node) => node.call('dbsize')));
    return cluster.nodes.filter((_, at) => Number(sizes[at]) > 0);
  }

  it('keeps the updates of each chat in order, and all keys on one node', async () => {
    const side: WorkerSide = await openWorkerSide({ redisUrl: cluster.url, capPerBot: 4 });
    try {
      const bots = [await side.addBot(), await side.addBot()];
      const chats = ['10', '11', '12', '-13'];
      const done = new Map<string, number[]>();
      side.start({
        'telegram.update': {
          run: ({ botId }, { chat_id: chat, update }) => {
            done.set(`${botId} ${chat}`, [...(done.get(`${botId} ${chat}`) ?? []), update.update_id]);
            return Promise.resolve();
          },
        },
      });
      const offers = bots.flatMap(({ botId }) =>
        chats.map((chat, at) => side.offer(botId, chat, numbersIn(1_000 * (at + 1), 25))),
      );
      await Promise.all(offers);
      const count = () => [...done.values()].flat().length;
      await waitFor(() => count() >= offers.length * 25, { timeoutMs: 30_000, what: 'all updates' });
      for (const numbers of done.values())
        expect(numbers).to.deep.equal(numbersIn(numbers[0] as number, 25), 'in order, each once');
      expect(await holders()).to.have.length(1);
    } finally {
      await side.close();
    }
  });

  describe('under a whole fleet', () => {
    let telegram: TelegramStandIn;
    let fleet: TestFleet;
    let token: string;
    beforeEach(async () => {
      telegram = await startTelegram({ retryBaseMs: 100 });
      token = telegram.addBot({ firstName: 'Shop' }).token;
      fleet = await openFleet({
        REDIS_URL: cluster.url,
        BOT_TOKEN: token,
        TELEGRAM_API_ROOT: telegram.url,
        UPDATE_MODE: 'polling',
      });
    });
    afterEach(async () => {
      await fleet.close();
      await telegram.close();
    });
    const visit = (firstName: string) =>
      register(telegram, token, telegram.person({ firstName, languageCode: 'en' }), 40_000);

    it('registers people, shows the queues, and goes on after the node with its keys was killed', async () => {
      const { port, metricsPort } = await fleet.start();
      await visit('Sara');
      const headers = { authorization: `Bearer ${fleet.masterToken}` };
      const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
      expect(await metrics.text()).to.match(/remnafleet_redis_up 1\n/);
      const board = await fetch(`http://127.0.0.1:${port}/queues/api/queues?activeQueue=updates`, {
        headers,
      });
      expect(board.status).to.equal(200);
      expect(await board.text()).to.include('telegram.update');

      const [holder, ...others] = await holders();
      expect(others).to.deep.equal([], 'all keys are in one slot, so on one node');
      await holder?.kill();
      const person = telegram.person({ firstName: 'Reza', languageCode: 'en' });
      telegram.send(token, person, '/start');
      const answersAway = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status === 503;
      await waitFor(answersAway, { timeoutMs: 10_000, what: 'health that says Redis is away' });
      await holder?.restart();
      await visit('Mina');
      const said = () => telegram.chat(token, person.id).some((message) => message.from === 'bot');
      await waitFor(said, { timeoutMs: 30_000, what: 'an answer to what came while the node was away' });
      const rows = await fleet.query('select 1 from users where registered_at is not null');
      expect(rows).to.have.length(2);
    });
  });
});
