import { percentage, round } from './figures.js';
import type { Latencies, Measured, SideFigures } from './measured.js';
import type { SideName } from './sides.js';

const names: Readonly<Record<SideName, string>> = {
  floor: 'fair floor',
  telegraf: 'plain telegraf',
  ours: '**whole way**',
  koa: 'Koa and one `queue.add`',
};
const order = Object.keys(names) as SideName[];

const seconds = (ms = NaN): string => round(ms / 1000, 2);
const pair = (values: Latencies['replied']): string =>
  values ? `${round(values.p50, 1)} / ${round(values.p99, 1)}` : '';

/** The figures of README.md: what an update costs, beside the floor, and rates and latencies under each Telegram. */
export function readmeSection(measured: Measured): string {
  const { telegrams, trips, cores, node, rounds, updates } = measured;
  const [first] = telegrams;
  const { ours, floor } = first?.sides ?? {};
  if (!ours || !floor) throw new Error('the whole way was not measured');
  const { cpu, total, ofFloor } = ours;
  const counts = (side: SideName) =>
    `${round(trips[side]?.postgres ?? NaN, 1)} round trips to PostgreSQL and ${round(trips[side]?.redis ?? NaN, 1)} to Redis`;
  return [
    `**An update costs ${seconds(total.median)} ms of CPU**: own ${seconds(cpu.own.median)}, PostgreSQL ` +
      `${seconds(cpu.postgres.median)}, Redis ${seconds(cpu.redis.median)}. That is ${percentage(ofFloor.rate.median)} of the rate of ` +
      `a fair floor (${seconds(floor.total.median)} ms).`,
    `${cores} shared cores, Node ${node.slice(1)}; medians of ${rounds} rounds of ${updates} updates in alternating order (of half as ` +
      'many where Telegram is slow). Latencies in ms at one rate for all, half of ours:',
    [
      '| Telegram takes | | updates/s (least–most) | acknowledged p50 / p99 | replied p50 / p99 | CPU ms for 1,000: own, PostgreSQL, Redis |',
      '| --- | --- | --- | --- | --- | --- |',
      ...telegrams.flatMap(({ latencyMs, sides }) =>
        order.flatMap((name) => rowOf(name, latencyMs, sides[name])),
      ),
    ].join('\n'),
    `One update makes ${counts('ours')} (the floor ${counts('floor')}).`,
  ].join('\n\n');
}

function rowOf(name: SideName, latencyMs: number, side: SideFigures | undefined): string[] {
  if (!side) return [];
  const { rate, cpu, same } = side;
  const costs = [cpu.own, cpu.postgres, cpu.redis].map(({ median }) => round(median)).join(', ');
  const range = `${round(rate.median)} (${round(rate.least)}–${round(rate.most)})`;
  const place = name === order[0] ? `${latencyMs} ms` : '';
  const cells = [place, names[name], range, pair(same.acknowledged), pair(same.replied), costs];
  return [`| ${cells.join(' | ')} |`.replace(/\| {2}(?=\|)/g, '| ')];
}
