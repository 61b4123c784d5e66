import { keyPrefix } from '#platform/redis.js';
import { orderedKeys } from '#jobs/ordered/script-calls.js';
import type { FleetProcess } from '../../test/support/processes/fleet.js';
import { waitFor } from '../../test/support/wait-for.js';
import { percentile, printTable, round } from './figures.js';
import { makeLoad, type Load, type LoadResult } from './load.js';
import { bots, endWithUs, openBench, ourHooks, startSide, type Bench, type Side } from './sides.js';
import { startSink } from './telegram-sink.js';

/** How our processes are shared out while they are met. */
const layouts = {
  whole: { name: 'remnafleet: one process with all roles', roles: ['ingress,worker,poller'] },
  apart: { name: 'remnafleet: ingress and worker in two processes', roles: ['worker', 'ingress'] },
  alone: { name: 'remnafleet: ingress, no worker', roles: ['ingress'] },
} as const;
type Layout = keyof typeof layouts;

const otherNames = { koa: 'Koa + one queue.add, no worker', telegraf: 'plain telegraf, same statements' };
type Name = Layout | keyof typeof otherNames;

/** Nobody works there beside what acknowledges, so Telegram is not called. */
const withoutWork: readonly Name[] = ['koa', 'alone'];

/** What Telegram takes for a call: with 20 and 200 ms the telegraf bot's answers wait for it. */
const latenciesMs = [0, 20, 200] as const;
const turns = 3;
const steadySeconds = 6;
const atOnce = 64;
const slots = 512;

type Runs = Map<string, LoadResult[]>;
const keyOf = (name: Name, latencyMs: number): string => `${name} ${latencyMs}`;

/**
 * How soon an update is acknowledged at a steady rate, half of what one process of ours does: by one process with all roles, by
 * an ingress of its own as a larger fleet runs it, by Koa with one `queue.add` and by an ingress as idle around it, and by a
 * telegraf bot, which answers when it is done.
 */
export async function measureAcknowledgements({ updates }: { updates: number }): Promise<void> {
  const sink = await startSink();
  const bench = await openBench(sink, slots);
  const others = { koa: await startSide('koa', bench), telegraf: await startSide('telegraf', bench) };
  const runs: Runs = new Map();
  let perSecond = 0;
  const meet = async (name: Name, load: Load): Promise<void> => {
    for (const latencyMs of withoutWork.includes(name) ? [0] : latenciesMs) {
      sink.answerAfter(latencyMs);
      const key = keyOf(name, latencyMs);
      runs.set(key, [...(runs.get(key) ?? []), await load.steady(perSecond, steadySeconds)]);
    }
    sink.answerAfter(0);
  };
  const meetOurs = async (layout: Layout): Promise<void> => {
    const { load, close } = await startLayout(layout, bench);
    await load.flood(Math.max(2 * bots, updates), atOnce);
    // The first layout is one process: its rate is that of all.
    if (!perSecond) perSecond = (await load.flood(updates, atOnce)).perSecond / 2;
    await meet(layout, load);
    await close();
    if (layout === 'alone') await workOff(bench);
  };
  for (const side of Object.values(others)) await side.load.flood(updates, atOnce);
  for (let turn = 0; turn < turns; turn += 1) {
    await meetOurs('whole');
    await meetOurs('apart');
    await meetOurs('alone');
    for (const name of ['koa', 'telegraf'] as const) await meet(name, others[name].load);
  }
  for (const side of Object.values(others)) await side.close();
  await bench.fleet.close();
  await sink.close();
  print(runs, perSecond);
}

async function startLayout(layout: Layout, bench: Bench): Promise<{ load: Load; close: Side['close'] }> {
  const processes: FleetProcess[] = [];
  for (const roles of layouts[layout].roles) {
    // The ingress listens where the webhooks are; a worker's own port is any.
    const running = await bench.fleet.start({ ROLES: roles, ...(roles === 'worker' && { PORT: '' }) });
    endWithUs(running.child);
    processes.push(running);
  }
  const load = makeLoad(await ourHooks(bench), { sink: bench.sink, replies: layout !== 'alone' });
  return {
    load,
    close: async () => {
      load.close();
      for (const one of processes.toReversed()) await one.stop();
    },
  };
}

/** What was taken in while no worker was there is done before others are met. */
async function workOff({ fleet }: Bench): Promise<void> {
  const worker = await fleet.start({ ROLES: 'worker', PORT: '' });
  endWithUs(worker.child);
  const backlogs = ['updates', 'messages'].map((queue) => orderedKeys(keyPrefix, queue).backlog);
  const isDone = async () =>
    (await Promise.all(backlogs.map((key) => fleet.redis.hlen(key)))).every((bots) => bots === 0);
  await waitFor(isDone, { timeoutMs: 120_000, what: 'all that was taken in is done' });
  await worker.stop();
}

function print(runs: Runs, perSecond: number): void {
  const ownNames = Object.fromEntries(Object.entries(layouts).map(([layout, { name }]) => [layout, name]));
  const names: Readonly<Record<string, string>> = { ...otherNames, ...ownNames };
  const p99Of = (name: Name, latencyMs: number) => quantile(runs, keyOf(name, latencyMs), 0.99);
  const order = ['koa', 'alone', 'telegraf', 'whole', 'apart'] as const;
  for (const latencyMs of latenciesMs)
    printTable(
      `Telegram takes ${latencyMs} ms: acknowledgements at ${round(perSecond)} updates/s (${turns} turns of ${steadySeconds} s)`,
      [
        ['', 'p50 ms', 'p99', 'p99 of Koa', 'telegraf over it', 'reply p50', 'reply p99'],
        ...order.flatMap((name) => {
          const key = keyOf(name, latencyMs);
          if (!runs.has(key)) return [];
          const replied = (runs.get(key) ?? []).flatMap((run) => run.replied);
          return [
            [
              names[name] ?? name,
              round(quantile(runs, key, 0.5), 1),
              round(p99Of(name, latencyMs), 1),
              round(p99Of(name, latencyMs) / p99Of('koa', 0), 1),
              round(p99Of('telegraf', latencyMs) / p99Of(name, latencyMs), 1),
              round(percentile(replied, 0.5), 1),
              round(percentile(replied, 0.99), 1),
            ],
          ];
        }),
      ],
    );
}

const quantile = (runs: Runs, key: string, share: number): number =>
  percentile(
    (runs.get(key) ?? []).flatMap((run) => run.acknowledged),
    share,
  );
