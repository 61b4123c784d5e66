import { log } from '#platform/log.js';
import type { Metrics } from '#platform/metrics.js';
import type { PollLoop } from './poll-loop.js';

const everyMs = 60_000;
const troubledAfter = 4;
const examples = 5;

/** Counts the loops by state for the metrics; tells of those that fail for seconds, in one line a minute for all. */
export function reportLoops(metrics: Metrics): (loops: Iterable<[string, PollLoop]>) => void {
  let toldAt = -Infinity;
  let isTroubled = false;
  return (loops) => {
    const states: Record<string, number> = {};
    const faults: Record<string, number> = {};
    const bots: string[] = [];
    for (const [botId, loop] of loops) {
      states[loop.state()] = (states[loop.state()] ?? 0) + 1;
      if (loop.failures() < troubledAfter) continue;
      const fault = loop.fault() ?? 'unknown';
      faults[fault] = (faults[fault] ?? 0) + 1;
      if (bots.length < examples) bots.push(botId);
    }
    metrics.pollersAre(states);
    if (isTroubled && bots.length === 0) log.info('all bots of this poller are polled again');
    isTroubled &&= bots.length > 0;
    if (bots.length === 0 || performance.now() - toldAt < everyMs) return;
    [toldAt, isTroubled] = [performance.now(), true];
    log.warn(
      { faults, bots, states },
      'some bots cannot be polled at the moment; trying again, faults says why',
    );
  };
}
