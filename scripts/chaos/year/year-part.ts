import type { Report, TrialSpec } from '../trial.js';
import { liveYear } from './year.js';

const usual = { days: 365, bots: 50, peoplePerBot: 4 } as const;

/** Point 6: a year on a moved clock, held against a simple model every day, while people and prices change and much dies. */
export async function wreckYear({ seed, say, days, bots }: TrialSpec): Promise<Report> {
  const size = { ...usual, ...(days !== undefined && { days }), ...(bots !== undefined && { bots }) };
  const started = performance.now();
  const { faults, deaths, counts } = await liveYear({
    ...{ ...size, seed, say, walkHours: 8, from: '2027-01-01' },
    mortality: { acts: 0.1, jobs: 0.03, connections: 0.01, redis: 0.0005 },
  });
  const died: readonly (readonly [string, number])[] = [
    ['doings of people that died between two statements', deaths.acts],
    ['workers that died with a job in hand', deaths.jobs],
    ['connections to PostgreSQL that were cut in mid-work', deaths.connections],
    ['times that Redis was emptied', deaths.redis],
  ];
  return {
    title: `A year of ${size.days} days (${size.bots} bots, ${size.bots * size.peoplePerBot} people, seed ${seed})`,
    rows: [
      ...Object.entries(counts).sort(([left], [right]) => left.localeCompare(right)),
      ...died,
      ['differences from the model', faults.length] as const,
      ['minutes that it took', Math.round((performance.now() - started) / 60_000)] as const,
    ].map(([what, count]) => [what, String(count)] as const),
    faults,
  };
}
