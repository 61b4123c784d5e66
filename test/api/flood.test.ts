import { expect } from 'chai';
import { mostWaitingBytes, roomKeys } from '#jobs/requests/room.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

const waitMs = 1_000;
const flooding = 500;
const textBytes = 10_000;

describe('more changes than a fleet can do', () => {
  it('are done, promised or refused within the wait, and all that was promised is done', async function () {
    this.timeout(90_000);
    const api = await openAdminApi({ limits: { waitMs }, works: false });
    try {
      const { redis, prefix, queues } = api.side.jobs;
      const bot = await api.addBot();
      let isWorking = false;
      const start = () => {
        if (!isWorking) api.side.start();
        isWorking = true;
      };
      const times: number[] = [];
      const put = async (n: number) => {
        const at = performance.now();
        const text = `${n} ${'x'.repeat(textBytes / 3)}`;
        const answer = await api.call('PUT', `/bots/${bot.botId}/config/rules_text`, {
          token: bot.apiToken,
          body: { value: { en: text, fa: text, ru: text } },
        });
        times.push(performance.now() - at);
        // However fast the machine is: the worker comes when no more may wait.
        if (answer.status === 429) start();
        return answer;
      };
      const { waiting, waitingBytes } = roomKeys(prefix, bot.botId);
      let most = 0;
      const look = async () => (most = Math.max(most, Number(await redis.get(waitingBytes))));
      const looks = setInterval(() => void look(), 20);
      const answers = await Promise.all(Array.from({ length: flooding }, (_, n) => put(n)));
      clearInterval(looks);
      const of = (status: number) => answers.filter((answer) => answer.status === status);
      expect(of(200).length + of(202).length + of(429).length, 'no other answer').to.equal(flooding);
      expect(of(202), 'promised').to.not.be.empty;
      expect(of(429), 'refused').to.not.be.empty;
      for (const { body, headers } of of(429)) {
        expect(body.code).to.equal('rate.limited');
        expect(Number(headers.get('retry-after'))).to.be.within(1, 60);
      }
      for (const { headers } of of(202)) expect(headers.get('location')).to.match(/^\/api\/v1\/jobs\//);
      expect(most, 'what waits').to.be.within(1, mostWaitingBytes);
      const accepted = of(200).length + of(202).length;
      const done = async () => {
        const sql = `select count(*)::int as n from audit_log where bot_id = $1 and action = 'config.put'`;
        return (await ownerQuery<{ n: number }>(sql, [bot.botId]))[0]!.n;
      };
      await waitFor(async () => (await redis.exists(waiting, waitingBytes)) === 0, {
        timeoutMs: 60_000,
        what: 'nothing waits any more',
      });
      expect(await done()).to.equal(accepted);
      expect(await queues.requests.getFailedCount()).to.equal(0);
      const last = await api.call('GET', String(of(202).at(-1)!.headers.get('location')));
      expect([last.body.status, last.body.result.status]).to.deep.equal(['done', 200]);
      expect((await put(flooding)).status, 'there is room again').to.equal(200);
      expect(Math.max(...times), 'the longest wait').to.be.below(waitMs + 10_000);
    } finally {
      await api.close();
    }
  });
});
