import { slotsOf, type OrderedQueueName } from '#jobs/queue-catalog.js';
import type { OrderedQueue } from '#jobs/ordered/ordered-queue.js';
import type { WithoutSlot } from '../handlers/handler.js';
import {
  openConcurrencyGate,
  type ConcurrencyGate,
  type ConcurrencyGateOptions,
} from './concurrency-gate.js';

/** A gate for the jobs above their bot's cap, which are floods'; all others pass. */
export type RankedGate = ConcurrencyGate;

/** A queue whose jobs cost this process' own time. */
type GatedQueue = Extract<OrderedQueueName, 'messages' | 'updates'>;

/**
 * Opens the gate of each queue that has one, in a process whose `WORKER_CONCURRENCY` is `concurrency`: it is told the same cap by
 * which the queue itself gives ranks.
 */
export function openGates(
  ordered: Readonly<Record<GatedQueue, Pick<OrderedQueue, 'cap'>>>,
  concurrency: number,
  options: Omit<ConcurrencyGateOptions, 'most'> = {},
): Record<GatedQueue, RankedGate> {
  const gateOf = (queue: GatedQueue): RankedGate =>
    openRankedGate({ ...options, most: slotsOf(queue, concurrency), cap: ordered[queue].cap });
  return { updates: gateOf('updates'), messages: gateOf('messages') };
}

const keepsNoPlace: WithoutSlot = (outside) => outside();

/**
 * Opens a gate for ranks above `cap` (chats of one bot that may be at work at once), narrow while the process is busy, since
 * each more of a flood's jobs at work makes every step of a quiet bot's job wait for one step more. Jobs within the cap pass
 * beside it: the more of them share the system calls and round trips of one turn of the event loop, the less each costs.
 */
export function openRankedGate({
  cap,
  ...options
}: ConcurrencyGateOptions & { readonly cap: number }): RankedGate {
  const floods = openConcurrencyGate(options);
  return {
    places: floods.places,
    pass: (rank, work) => (rank > cap ? floods.pass(rank, work) : work(keepsNoPlace)),
  };
}
