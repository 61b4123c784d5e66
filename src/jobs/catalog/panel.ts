import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';

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
  /** Bytes in the whole life of the account; absent or null: not told. */
  lifetime_traffic_bytes: z.number().nullish(),
  /** ISO time of the last reset of its traffic; absent or null: never, or not told. */
  traffic_reset_at: z.string().nullish(),
  /** ISO time at which it was made; absent or null: not told. */
  created_at: z.string().nullish(),
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
/** What the panel told us, and what a comparison with it found. */
export const panelJobs = {
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
      /** ISO time at which the walk over all accounts began: what it did not find is missing. */
      since: z.string(),
    }),
  }),
} as const satisfies Record<string, JobContract>;

export type AccountFacts = z.output<typeof accountFacts>;
