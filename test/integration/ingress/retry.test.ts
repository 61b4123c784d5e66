import { expect } from 'chai';
import { publishMasterToken } from '#directory/directory.js';
import { openIntake } from '#jobs/intake.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { sha256 } from '#platform/secrets.js';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

const masterToken = 'rf_a_master_token_of_the_retry_test';

describe('a job that an operator retries or promotes in bull-board', () => {
  let side: WorkerSide;
  let ingress: Ingress;
  let letGo = (): void => undefined;

  /** The tick that publishes the fleet's master token would put its own in the place of this test's. */
  const start = (handlers: Parameters<WorkerSide['start']>[0]) =>
    side.start({ 'fleet.publish-directory': { run: async () => undefined }, ...handlers });
  const press = (button: string) =>
    fetch(`http://127.0.0.1:${ingress.port}/queues/api/queues/updates/${button}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${masterToken}` },
    });
  const retry = (jobId: string) => press(`${jobId}/retry`);
  const countOf = (state: 'completed' | 'delayed' | 'failed') =>
    side.jobs.queues.updates.getJobCountByTypes(state);

  beforeEach(async () => {
    side = await openWorkerSide();
    const { jobs, directory, vault } = side;
    await publishMasterToken(jobs.redis, sha256(masterToken), jobs.prefix);
    await waitFor(() => directory.masterTokenHash());
    const env = { port: 0, roles: ['ingress' as const] };
    const parts = { redis: jobs.redis, jobs, directory, vault, intake: openIntake(jobs) };
    ingress = await startIngress({ ...parts, env, routes: 'full' });
  });
  afterEach(async () => {
    letGo();
    await ingress.close();
    await side.close();
  });

  it('waits for the update of its chat that is at work, then runs, and never beside another', async () => {
    const { botId } = await side.addBot();
    const started: number[] = [];
    let [atOnce, most] = [0, 0];
    let isMended = false;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    start({
      'telegram.update': {
        run: async (_, { update: { update_id: id } }) => {
          started.push(id);
          most = Math.max(most, (atOnce += 1));
          try {
            if (id === 1 && !isMended) throw new PermanentError('panel.refused');
            if (id === 2) await held;
          } finally {
            atOnce -= 1;
          }
        },
      },
    });
    await side.offer(botId, '7', [1, 2, 3]);
    await waitFor(() => started.includes(2), { what: 'the chat goes on after the failure' });
    await waitFor(async () => (await side.jobs.queues.updates.getFailedCount()) === 1);
    isMended = true;
    expect((await retry(`${botId}.1`)).status).to.equal(204);
    await waitFor(async () => (await side.jobs.queues.updates.getDelayedCount()) === 1, {
      what: 'the retried job steps back',
    });
    expect(started).to.deep.equal([1, 2]);
    letGo();
    await waitFor(async () => (await side.jobs.queues.updates.getCompletedCount()) === 3, {
      timeoutMs: 10_000,
      what: 'the end of all three',
    });
    expect(started).to.deep.equal([1, 2, 3, 1]);
    expect(most).to.equal(1);
    expect(await side.jobs.queues.updates.getFailedCount()).to.equal(0);
  });

  it('is refused without the token, and says so for a job that is not there', async () => {
    const url = `http://127.0.0.1:${ingress.port}/queues/api/queues/updates/1.1/retry`;
    expect((await fetch(url, { method: 'PUT' })).status).to.equal(401);
    expect((await retry('1.1')).status).to.equal(404);
  });

  it('is refused once it is done: only failed work is done again', async () => {
    const { botId } = await side.addBot();
    start({ 'telegram.update': { run: async () => undefined } });
    await side.offer(botId, '7', [1]);
    await waitFor(async () => (await countOf('completed')) === 1);
    expect((await retry(`${botId}.1`)).status).to.equal(409);
    expect((await press('retry/completed')).status).to.equal(409);
  });

  it('goes before the later jobs of its chat when it waits for the world and is promoted', async () => {
    const { botId } = await side.addBot();
    const [started, ended]: [number[], number[]] = [[], []];
    let isBusy = true;
    start({
      'telegram.update': {
        run: async (_, { update: { update_id: id } }) => {
          started.push(id);
          if (id === 1 && isBusy) throw new RetryableError('panel.unavailable', { retryAfterMs: 3_600_000 });
          ended.push(id);
        },
      },
    });
    await side.offer(botId, '7', [1, 2, 3]);
    await waitFor(async () => (await countOf('delayed')) === 1, { what: 'the first waits' });
    expect((await press(`${botId}.1/promote`)).status).to.equal(204);
    await waitFor(async () => started.length === 2 && (await countOf('delayed')) === 1, {
      what: 'it waits again',
    });
    expect([started, ended]).to.deep.equal([[1, 1], []]);
    isBusy = false;
    expect((await press('promote')).status).to.equal(200);
    await waitFor(async () => (await countOf('completed')) === 3, { what: 'the end of all three' });
    expect(ended).to.deep.equal([1, 2, 3]);
  });

  it('steps back, however often it is promoted, while another job of its chat is at work', async () => {
    const { botId } = await side.addBot();
    const started: number[] = [];
    let [atOnce, most] = [0, 0];
    const held = new Promise<void>((resolve) => (letGo = resolve));
    start({
      'telegram.update': {
        run: async (_, { update: { update_id: id } }) => {
          started.push(id);
          most = Math.max(most, (atOnce += 1));
          try {
            if (id === 1 && started.length === 1) throw new PermanentError('panel.refused');
            if (id === 2) await held;
          } finally {
            atOnce -= 1;
          }
        },
      },
    });
    await side.offer(botId, '7', [1, 2, 3]);
    await waitFor(async () => started.includes(2) && (await countOf('failed')) === 1, {
      what: 'the second works',
    });
    expect((await retry(`${botId}.1`)).status).to.equal(204);
    for (let time = 0; time < 5; time += 1) {
      await waitFor(async () => (await countOf('delayed')) === 1, { what: 'the retried job steps back' });
      expect((await press(`${botId}.1/promote`)).status).to.equal(204);
    }
    await waitFor(async () => (await countOf('delayed')) === 1);
    expect(started).to.deep.equal([1, 2]);
    letGo();
    await side.hurry('updates', async () => (await countOf('completed')) === 3, 'the end of all three');
    expect([...started].sort()).to.deep.equal([1, 1, 2, 3]);
    expect(started.indexOf(2)).to.be.below(started.indexOf(3));
    expect(most).to.equal(1);
  });
});
