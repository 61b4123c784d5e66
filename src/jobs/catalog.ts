import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from './job-contract.js';

/** A request to the admin API; what it asks for is in the contract (src/api), which checks the rest. */
const adminRequest = z.object({
  /** Name of an endpoint. */
  endpoint: z.string(),
  /** Number of the job in the answers to the client. */
  job_id: z.string(),
  params: z.record(z.string(), z.string()),
  query: z.record(z.string(), z.unknown()),
  /** The JSON body, encrypted under APP_SECRET and bound to the job; absent: there was none. */
  sealed_body: z.string().optional(),
  caller: z.object({
    kind: z.enum(['master', 'token']),
    /** Number of the API token. */
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  /** `X-Request-Id`. */
  request_id: z.string(),
  idempotency_key: z.string().optional(),
  if_match: z.string().optional(),
  /** The ingress process that waits for the answer. */
  reply_to: z.string(),
  /** Milliseconds since 1970. */
  accepted_at: z.number(),
  /** Milliseconds since 1970 until which it waits; 0: it does not. */
  waits_until: z.number(),
  /** The room that it takes while it waits (requests/room.ts); absent: an older version made it, and counted none. */
  room: z.object({ owner: z.string(), bytes: z.number() }).optional(),
});
/** A failed request without what the client sent. */
const withoutBody = ({ sealed_body: _, query: __, ...kept }: Readonly<Record<string, unknown>>) => ({
  ...kept,
  query: {},
});

const rowId = z.string().regex(/^[1-9]\d{0,18}$/);
const chatId = z.string().regex(/^-?\d{1,16}$/);

/** An account of the panel, without its keys to the VPN. */
const accountFacts = z.object({
  username: z.string(),
  id: z.string().nullable(),
  uuid: z.string().nullable(),
  short_uuid: z.string(),
  status: z.enum(['ACTIVE', 'DISABLED', 'LIMITED', 'EXPIRED']),
  /** ISO time. */
  expire_at: z.string(),
  /** 0: unlimited. */
  traffic_limit_bytes: z.number(),
  /** The panel's word for when the traffic counts anew; absent: not told. */
  traffic_reset: z.string().optional(),
  used_traffic_bytes: z.number(),
  device_limit: z.number().nullable(),
  first_connected_at: z.string().nullable(),
  subscription_url: z.string(),
  /** Uuids; absent or null: not told. */
  squads: z.array(z.string()).nullish(),
  /** Absent: not told; so for the description. */
  tag: z.string().nullish(),
  description: z.string().nullish(),
  /** ISO time of the last change of the account's own data, by the panel's clock; absent or null: not told. */
  updated_at: z.string().nullish(),
});
/** A message in which a person waits for what a look at the panel brings. */
const shownIn = { chat_id: chatId.optional(), message_id: z.number().int().positive().optional() };

/**
 * Notices as version 1 of the code enqueued them, which a deploy may leave in Redis and the outbox. Nothing enqueues them
 * any more: remove them, and workers/handlers/earlier-notices.ts, with the next version.
 */
const earlierNotices = {
  'notice.admins': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      event: z.enum(['sold', 'refunded', 'squads_removed']),
      order_id: rowId.optional(),
      squads: z.array(z.object({ uuid: z.uuid(), name: z.string() })).optional(),
    }),
  }),
  'notice.buyer': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      event: z.enum(['changed', 'completed', 'expired', 'funded', 'refunded', 'refused']),
      order_id: rowId,
      reason: z.string().optional(),
    }),
    // Codes of errors have a dot after their area since version 2.
    upcasts: [
      ({ reason, ...older }) => ({
        ...older,
        ...(typeof reason === 'string' && { reason: reason.replace(/^order_/, 'order.') }),
      }),
    ],
  }),
  'notice.wallet-empty': botJob({ queue: 'bots', attempts: 8, payload: z.object({}) }),
} as const satisfies Record<string, JobContract>;

/** Everything that runs in the background. To add a job: one entry here, one file in workers/handlers, one line in its index. */
export const catalog = {
  ...earlierNotices,
  'admin.fleet-request': fleetJob({
    queue: 'requests',
    attempts: 1,
    payload: adminRequest,
    keptOf: withoutBody,
  }),
  'admin.request': botJob({
    queue: 'requests',
    attempts: 1,
    payload: adminRequest,
    keptOf: withoutBody,
  }),
  'bot.connect': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'bot.publish': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'bot.token-revoked': botJob({ queue: 'bots', attempts: 8, payload: z.object({ token_hash: z.string() }) }),
  'fleet.clean-up': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 600_000, payload: z.object({}) }),
  'fleet.connect-bots': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.expire-orders': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.provision-owed': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.publish-directory': fleetJob({
    queue: 'fleet',
    attempts: 3,
    everyMs: 60_000,
    payload: z.object({}),
  }),
  'fleet.reconcile-panel': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.relay-outbox': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 5_000, payload: z.object({}) }),
  'fleet.sweep-queues': fleetJob({ queue: 'fleet', attempts: 1, everyMs: 5_000, payload: z.object({}) }),
  'message.send': botJob({
    queue: 'messages',
    attempts: 4,
    payload: z.object({
      /** Keys the sequence: the chat that sees the call's effect. */
      chat_id: chatId,
      /** A Bot API method and its parameters. */
      method: z.string(),
      params: z.record(z.string(), z.unknown()),
    }),
  }),
  'notice.send': botJob({
    queue: 'bots',
    attempts: 8,
    orderedBy: 'line',
    payload: z.object({
      /** A kind of services/notices/catalog.ts, which checks what it is about. */
      kind: z.string(),
      about: z.record(z.string(), z.unknown()),
      /** Its audience, which hears one notice after the other. */
      line: z.string(),
      /** ISO time at which it was decided. */
      decided_at: z.iso.datetime(),
    }),
  }),
  'orders.expire': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'message.send-qr': botJob({
    queue: 'messages',
    attempts: 4,
    payload: z.object({
      chat_id: chatId,
      /** What the picture says, such as the link of a subscription. */
      content: z.string().min(1).max(2_000),
      /** Parameters of `sendPhoto`, without the photo. */
      params: z.record(z.string(), z.unknown()),
    }),
  }),
  'panel.compare': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({ accounts: z.array(accountFacts).max(100) }),
  }),
  'panel.event': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      /** As the panel names it: `user.expired`, `node.connection_lost`. */
      event: z.string(),
      /** Of events about an account, and about its devices. */
      account: accountFacts.optional(),
      /** ISO time at which the panel told of it, by its clock. */
      told_at: z.string().optional(),
      /** Of events about a device: its key, as in `subscriptions.panel_devices`. */
      device: z.string().optional(),
      /** Of events about a node; told to the master's admins. */
      node: z.object({ uuid: z.string(), name: z.string() }).optional(),
    }),
  }),
  'panel.find-missing': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      /** ISO time at which the walk over all accounts began: what it did not meet is missing. */
      since: z.string(),
    }),
  }),
  'subscription.look': botJob({
    queue: 'panel',
    attempts: 4,
    orderedBy: 'subscription_id',
    payload: z.object({
      subscription_id: rowId,
      ...shownIn,
      view: z.enum(['detail', 'devices']).default('detail'),
    }),
  }),
  'subscription.provision': botJob({
    queue: 'panel',
    attempts: 6,
    orderedBy: 'subscription_id',
    payload: z.object({ subscription_id: rowId }),
  }),
  'subscription.remove-devices': botJob({
    queue: 'panel',
    attempts: 4,
    orderedBy: 'subscription_id',
    payload: z.object({
      subscription_id: rowId,
      ...shownIn,
      /** Key of one device (`subscriptions.panel_devices`); absent: all of them. */
      device: z
        .string()
        .regex(/^[0-9a-f]{16}$/)
        .optional(),
    }),
  }),
  'subscription.trim-devices': botJob({
    queue: 'panel',
    attempts: 4,
    orderedBy: 'subscription_id',
    payload: z.object({ subscription_id: rowId }),
  }),
  'telegram.update': botJob({
    queue: 'updates',
    attempts: 4,
    payload: z.object({
      chat_id: chatId,
      update: z.looseObject({ update_id: z.number().int().nonnegative() }),
    }),
  }),
} as const satisfies Record<string, JobContract>;

export type Catalog = typeof catalog;
export type JobName = keyof Catalog;
export type AccountFacts = z.output<typeof accountFacts>;
export type AdminRequestPayload = z.output<typeof adminRequest>;
export type Payload<N extends JobName> = z.output<Catalog[N]['payload']>;
export type BotJobName = { [N in JobName]: Catalog[N]['scope'] extends 'bot' ? N : never }[JobName];
