import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { HandlerTable } from '../../src/workers/handlers/index.js';

/** What hands over and mends jobs, and changes no row that people see. */
const kept = ['fleet.relay-outbox', 'fleet.sweep-queues'];

const ticks = Object.entries(catalog as Readonly<Record<string, JobContract>>)
  .filter(([name, { everyMs }]) => everyMs !== undefined && !kept.includes(name))
  .map(([name]) => [name, { run: () => Promise.resolve() }]);

/** Handlers of workers that do nothing by the clock: the rows of a bot nobody asks about stay as they are. */
export const withoutTicks = Object.fromEntries(ticks) as Partial<HandlerTable>;
