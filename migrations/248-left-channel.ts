import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  channel_left_at: [
    'timestamptz',
    'Of a trial: since when it stands still, because its owner was seen to be out of the required channel; null: it runs',
  ],
  channel_look_at: [
    // The rows that are there have the value of this moment, which needs no rewrite of the table.
    'timestamptz not null default now()',
    'Of a trial: when it is next looked at whether its owner is in the required channel',
  ],
} as const;

const indexes = {
  subscriptions_channel: `subscriptions (bot_id, channel_look_at) where is_trial and status = 'active'`,
  subscriptions_left:
    'subscriptions (channel_look_at, bot_id) where is_trial and channel_left_at is not null',
} as const;

/** Trials stand still while their owners are out of the required channel. */
export const leftChannel: Migration = {
  name: '248-left-channel',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    for (const [name, place] of Object.entries(indexes)) await run(`create index ${name} on ${place}`);
  },
  down: async (run) => {
    for (const name of Object.keys(indexes)) await run(`drop index ${name}`);
    await dropColumns(run, 'subscriptions', columns);
  },
};
