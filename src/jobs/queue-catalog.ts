/**
 * The queues, with their titles and what they are for, as operators see them in bull-board. `ordered`: one job at a
 * time a chat, fair between bots; `byKind`: one of a kind at a time a bot. `slots`: jobs at once in a worker process, where it is not `WORKER_CONCURRENCY`
 * (ordered) or 4; a bot gets half of them at most.
 */
export const queues = {
  bots: {
    ordered: true,
    byKind: true,
    slots: 8,
    title: 'Upkeep of bots',
    says: 'upkeep of single bots: webhooks, commands, notices to their admins; bots share the workers fairly',
  },
  callbacks: {
    ordered: false,
    slots: 8,
    title: 'Callbacks of gateways',
    says: 'what payment gateways tell us; looked up, and believed only where a signature proves it',
  },
  checkouts: {
    ordered: false,
    slots: 32,
    title: 'Pre-checkouts of Telegram',
    says: 'what Telegram asks before it takes money, to be answered within 10 s: waits behind nothing else',
  },
  fleet: {
    ordered: false,
    title: 'Upkeep of the fleet',
    says: 'repeating work over all bots: directory, outbox relay, clean-up',
  },
  gateways: {
    ordered: true,
    slots: 24,
    title: 'Payment gateways',
    says: 'calls to payment gateways, in order for each payment; bots share the workers fairly',
  },
  messages: {
    ordered: true,
    title: 'Messages to Telegram',
    says: 'calls that leave for Telegram, in order in each chat; most leave without a job, these waited or were refused',
  },
  panel: {
    ordered: true,
    slots: 8,
    title: 'Accounts on the panel',
    says: 'calls to the Remnawave panel, in order for each subscription; bots share the workers fairly',
  },
  requests: {
    ordered: true,
    slots: 8,
    title: 'Requests to the admin API',
    says: 'what programs of tenants and operators asked for; bots share the workers fairly',
  },
  updates: {
    ordered: true,
    title: 'Updates from Telegram',
    says: 'what people did in Telegram, in order in each chat; one job of each busy chat is shown',
  },
} as const;
export type QueueName = keyof typeof queues;
/** Queues with a mailbox before them. */
export type OrderedQueueName = {
  [Q in QueueName]: (typeof queues)[Q]['ordered'] extends true ? Q : never;
}[QueueName];

/** Jobs at once in a worker process whose `WORKER_CONCURRENCY` is `concurrency`. */
export function slotsOf(queue: QueueName, concurrency: number): number {
  const list: { readonly ordered: boolean; readonly slots?: number } = queues[queue];
  return list.slots ?? (list.ordered ? concurrency : 4);
}

/** Does the queue keep order? */
export const isOrdered = (queue: QueueName): queue is OrderedQueueName => queues[queue].ordered;
