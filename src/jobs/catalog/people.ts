import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** What is looked after of the people of bots. */
export const peopleJobs = {
  'blacklist.read': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'fleet.check-channels': fleetJob({
    queue: 'fleet',
    attempts: 3,
    everyMs: 60_000,
    payload: z.object({}),
  }),
  'fleet.find-blacklists': fleetJob({
    queue: 'fleet',
    attempts: 3,
    everyMs: 300_000,
    payload: z.object({}),
  }),
  'fleet.find-idle-people': fleetJob({
    queue: 'fleet',
    attempts: 3,
    everyMs: 600_000,
    payload: z.object({}),
  }),
  'people.check-channel': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'people.erase-idle': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'people.take-into-groups': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
