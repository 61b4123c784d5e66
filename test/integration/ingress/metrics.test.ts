import { readFileSync } from 'node:fs';
import { UnrecoverableError, Worker } from 'bullmq';
import { expect } from 'chai';
import { Counter } from 'prom-client';
import type { JobData } from '#jobs/job-data.js';
import { boundLabels } from '#platform/bound-labels.js';
import { startIngress, type Ingress } from '../../../src/ingress/server.js';
import { placeOf } from '../../../src/workers/run-job.js';
import { openIntakeSide, type IntakeSide } from '../../support/open-intake-side.js';
import { patience } from '../../support/patience.js';
import { waitFor } from '../../support/wait-for.js';

const update = (id: number, chat = 5) => ({ update_id: id, message: { chat: { id: chat } } });

describe('the metrics', () => {
  let side: IntakeSide;
  let ingress: Ingress;
  const workers: Worker<JobData>[] = [];

  const scrape = async (): Promise<string> =>
    (await fetch(`http://127.0.0.1:${ingress.metricsPort}/metrics`)).text();
  /** Value of a series, by its name with labels as Prometheus writes them. */
  const valueIn = (text: string, series: string): number | undefined => {
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length + 1));
  };
  const bot = (name: string, botId: string, state: string) =>
    `remnafleet_bot_${name}{queue="updates",bot="${botId}",state="${state}"}`;
  const queue = (state: string, name = 'updates') =>
    `remnafleet_queue_jobs{queue="${name}",state="${state}"}`;

  function work(run: (update: { update_id: number }) => Promise<void>): void {
    const worker = new Worker<JobData>(
      'updates',
      (job) => run(job.data.payload.update as { update_id: number }),
      { connection: side.patient, prefix: side.prefix, concurrency: 4 },
    );
    worker.on('error', () => undefined);
    for (const event of ['completed', 'failed'] as const)
      worker.on(event, (job: Parameters<typeof placeOf>[0] | undefined) => {
        const place = job && placeOf(job);
        if (place) void side.jobs.ordered.updates.finish(place);
      });
    workers.push(worker);
  }

  beforeEach(async () => {
    side = await openIntakeSide();
    const metricsPlace = { port: 0, host: '127.0.0.1' };
    const env = { port: 0, roles: ['ingress'], metricsPlace } as const;
    ingress = await startIngress({ ...side, env, routes: 'full' });
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close(true)));
    await ingress.close();
    await side.close();
  });

  it('answers in the text format, with what Node tells of the process', async () => {
    const response = await fetch(`http://127.0.0.1:${ingress.metricsPort}/metrics`);
    expect(response.headers.get('content-type')).to.match(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(valueIn(text, 'remnafleet_redis_up')).to.equal(1);
    expect(text)
      .to.match(/^process_cpu_seconds_total \d/m)
      .and.match(/^nodejs_heap_size_used_bytes \d/m);
  });

  it('are named as Prometheus asks, with a sentence of help, and each stands in the README', async () => {
    const text = await scrape();
    const types = [...text.matchAll(/^# TYPE (remnafleet_\w+) (\w+)$/gm)];
    expect(types.length).to.be.above(18);
    const readme = readFileSync('src/ingress/README.md', 'utf8');
    for (const [, name = '', type = ''] of types) {
      // Sum and count of a duration are counters without `_total`, as those of a summary are.
      const isPart = type === 'counter' && /_seconds_(sum|count)$/.test(name);
      expect(name.endsWith('_total'), `${name} is a ${type}`).to.equal(type === 'counter' && !isPart);
      if (type === 'histogram' || type === 'summary') expect(name).to.match(/_seconds$/);
      expect(name, 'in base units').to.not.match(
        /_(ms|millis|milliseconds|minutes|hours|kb|mb|gb|percent)(_|$)/,
      );
      const help = new RegExp(`^# HELP ${name} (.*)$`, 'm').exec(text)?.[1] ?? '';
      expect(help, name).to.match(/^[A-Z1].{19,}[^.]$/);
      expect(readme, 'the table of metrics').to.match(
        new RegExp(`\\b${name.replace(/_(sum|count)$/, '')}\\b`),
      );
    }
  });

  it('counts waiting jobs of a queue and of its bots, those in mailboxes too', async () => {
    await side.intake.updates('11', [update(1), update(2), update(3), update(4, 6)]);
    await side.intake.updates('12', [update(1)]);
    const text = await scrape();
    expect(valueIn(text, queue('waiting'))).to.equal(5);
    expect(valueIn(text, bot('jobs', '11', 'waiting'))).to.equal(4);
    expect(valueIn(text, bot('jobs', '12', 'waiting'))).to.equal(1);
    expect(valueIn(text, bot('chats', '11', 'released'))).to.equal(2);
    expect(valueIn(text, queue('waiting', 'messages'))).to.equal(0);
  });

  it('tells running, failed and finished jobs apart, of the queue and of each bot', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    work(({ update_id: id }) => {
      if (id === 1) return Promise.resolve();
      return id === 2 ? Promise.reject(new UnrecoverableError('a bug')) : held;
    });
    await side.intake.updates('11', [update(1), update(2), update(3), update(4)]);
    await side.intake.updates('12', [update(3)]);
    const atWork = async () => (await side.jobs.queues.updates.getActive()).map(({ id }) => id);
    await waitFor(async () => (await atWork()).sort().join(' ') === '11.3 12.3', { what: 'both are held' });
    const text = await scrape();
    for (const [state, ofQueue, of11, of12] of [
      ['waiting', 1, 1, 0],
      ['active', 2, 1, 1],
      ['delayed', 0, 0, 0],
      ['failed', 1, 1, 0],
    ] as const) {
      expect(valueIn(text, queue(state)), state).to.equal(ofQueue);
      expect(valueIn(text, bot('jobs', '11', state)), `11 ${state}`).to.equal(of11);
      expect(valueIn(text, bot('jobs', '12', state)), `12 ${state}`).to.equal(of12);
    }
    expect(valueIn(text, queue('completed'))).to.equal(1);
    letGo();
    await waitFor(async () => (await side.jobs.queues.updates.getActiveCount()) === 0);
  });

  it('tells the age of the oldest job, wherever in the line it stands', async () => {
    const old = Date.now() - 90_000;
    const offer = (botId: string, id: string, offeredAt: number) =>
      side.jobs.ordered.updates.offer([
        {
          botId,
          chatId: '5',
          id,
          name: 'telegram.update',
          data: { bot_id: botId, chat_id: '5', payload: { note: '"offered_at":1' }, offered_at: offeredAt },
        },
      ]);
    await offer('11', '1', old);
    await offer('11', '2', Date.now());
    await offer('12', '1', Date.now());
    await side.jobs.queues.bots.add('bot.publish', { bot_id: '11', payload: {}, offered_at: old });
    const text = await scrape();
    const age = (series: string) => valueIn(text, `remnafleet_${series}`) ?? NaN;
    expect(age('queue_oldest_seconds{queue="updates"}')).to.be.within(90, 100);
    expect(age('bot_oldest_seconds{queue="updates",bot="11"}')).to.be.within(90, 100);
    expect(age('bot_oldest_seconds{queue="updates",bot="12"}')).to.be.within(0, 10);
    expect(age('queue_oldest_seconds{queue="bots"}')).to.be.within(90, 100);
    expect(age('queue_oldest_seconds{queue="messages"}')).to.equal(0);
  });

  it('counts what the process did: jobs, their time in the queue and at work, updates, Telegram calls', async () => {
    const { metrics } = side;
    metrics.jobEnded({ queue: 'updates', bot: '11', outcome: 'complete', waitMs: 500, workMs: 20 });
    metrics.jobEnded({ queue: 'updates', bot: '11', outcome: 'fail', waitMs: 1_500, workMs: 30 });
    metrics.jobEnded({ queue: 'fleet', bot: undefined, outcome: 'complete', waitMs: 0, workMs: 1 });
    metrics.updatesCame('11', 'accepted', 7);
    metrics.telegramCalled({ method: 'sendMessage', result: 'ok', ms: 80, botId: '11' });
    metrics.telegramCalled({ method: 'sendMessage', result: '429', ms: 12, botId: '11' });
    metrics.telegramCalled({ method: 'getMe', result: 'ok', ms: 12, botId: undefined });
    const text = await scrape();
    for (const [series, value] of [
      ['jobs_total{queue="updates",bot="11",outcome="complete"}', 1],
      ['jobs_total{queue="updates",bot="11",outcome="fail"}', 1],
      ['jobs_total{queue="fleet",bot="fleet",outcome="complete"}', 1],
      ['job_wait_seconds_count{queue="updates"}', 2],
      ['job_wait_seconds_sum{queue="updates"}', 2],
      ['job_wait_seconds_bucket{le="0.5",queue="updates"}', 1],
      ['job_work_seconds_count{queue="updates",outcome="fail"}', 1],
      ['bot_job_wait_seconds_sum{queue="updates",bot="11"}', 2],
      ['bot_job_work_seconds_sum{queue="updates",bot="11"}', 0.05],
      ['bot_job_work_seconds_count{queue="updates",bot="11"}', 2],
      ['updates_total{bot="11",result="accepted"}', 7],
      ['telegram_call_seconds_count{method="sendMessage",result="429"}', 1],
      ['telegram_calls_total{bot="11",result="ok"}', 1],
      ['telegram_calls_total{bot="11",result="429"}', 1],
      ['telegram_calls_total{bot="fleet",result="ok"}', 1],
    ] as const)
      expect(valueIn(text, `remnafleet_${series}`), series).to.equal(value);
  });

  it('counts on when the clock of the machine was set back while a job was at work', async () => {
    side.metrics.jobEnded({ queue: 'updates', bot: '13', outcome: 'complete', waitMs: -50, workMs: -3_000 });
    const text = await scrape();
    expect(valueIn(text, 'remnafleet_bot_job_work_seconds_sum{queue="updates",bot="13"}')).to.equal(0);
    expect(valueIn(text, 'remnafleet_bot_job_work_seconds_count{queue="updates",bot="13"}')).to.equal(1);
  });

  it('says 0 for redis_up, and no stale numbers, while Redis is away', async () => {
    await side.intake.updates('11', [update(1)]);
    expect(valueIn(await scrape(), queue('waiting'))).to.equal(1);
    side.redis.disconnect();
    await waitFor(async () => valueIn(await scrape(), 'remnafleet_redis_up') === 0);
    expect(valueIn(await scrape(), queue('waiting'))).to.equal(undefined);
  });

  it('stays small and quick with ten thousand busy bots, and adds the rest up as “other”', async () => {
    const bots = Array.from({ length: 10_000 }, (_, at) => String(1_000 + at));
    for (let at = 0; at < bots.length; at += 100)
      await Promise.all(bots.slice(at, at + 100).map((botId) => side.intake.updates(botId, [update(1)])));
    await side.intake.updates('1777', [update(2), update(3)]);
    for (const botId of bots) {
      side.metrics.jobEnded({ queue: 'updates', bot: botId, outcome: 'complete', waitMs: 1, workMs: 1 });
      side.metrics.telegramCalled({ method: 'sendMessage', result: 'ok', ms: 1, botId });
    }
    const startedAt = performance.now();
    const text = await scrape();
    const ms = performance.now() - startedAt;
    const lines = text.split('\n').length;
    expect(valueIn(text, queue('waiting'))).to.equal(10_002);
    expect(valueIn(text, bot('jobs', '1777', 'waiting'))).to.equal(3);
    expect(valueIn(text, bot('jobs', 'other', 'waiting'))).to.be.within(9_800, 9_950);
    expect(valueIn(text, 'remnafleet_jobs_total{queue="updates",bot="other",outcome="complete"}')).to.equal(
      9_700,
    );
    expect(lines).to.be.below(6_000);
    expect(ms).to.be.below(2_000 * patience);
  }).timeout(60_000);

  it('names only so many bots, and gives the names of idle ones to others', async () => {
    const counter = new Counter({ name: 'seen', help: 'seen', labelNames: ['bot'], registers: [] });
    const names = boundLabels({ max: 2, idleMs: 1 });
    for (const botId of ['1', '2', '3']) counter.inc({ bot: names.label(botId) });
    const shown = async () => (await counter.get()).values.map(({ labels }) => labels.bot);
    expect(await shown()).to.deep.equal(['1', '2', 'other']);
    await waitFor(async () => {
      await names.dropIdle([counter]);
      return names.label('3') === '3';
    });
    expect(await shown()).to.deep.equal(['other']);
  });
});
