import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick; the others have the next. */
const atOnce = 500;

// Of bots that require a channel, one look into the index each; trials that stand still are looked at whatever their bot requires by now.
const findBots = `
  select b.id::text from (
    select required.bot_id from bot_configurations required
    where required.config_key = 'channel_required' and required.config_value = 'true'
      and exists (select from bot_configurations channel where channel.bot_id = required.bot_id
        and channel.config_key = 'channel_id' and channel.config_value <> 'null')
      and not exists (select from bot_configurations kept where kept.bot_id = required.bot_id
        and kept.config_key = 'channel_trial_stops' and kept.config_value = 'false')
    union
    select bot_id from bot_configurations
    where config_key = 'required_channels' and config_value @> '[{"trial_stops": true}]') as stopping
  join bots b on b.id = stopping.bot_id and b.is_active
  cross join lateral (
    select from subscriptions s
    where s.bot_id = b.id and s.is_trial and s.status = 'active' and s.channel_look_at <= $1
    order by s.channel_look_at limit 1) as due
  where not exists (select from bot_connections refused
      where refused.bot_id = b.id and refused.token_revoked_at is not null)
  union
  select bot_id::text from (
    select s.bot_id from subscriptions s join bots b on b.id = s.bot_id and b.is_active
    where s.is_trial and s.channel_left_at is not null and s.channel_look_at <= $1
    order by s.channel_look_at limit 10000) as still
  limit $2`;

/** Enqueues one job for each bot with trials of which it is due to look whether their owners are in the required channel. */
export const enqueueChannelChecks = (): Promise<number> =>
  asFleet('find trials whose channel is looked at', async (tx) => {
    const rows = await tx.sql<{ id: string }>(findBots, [new Date(now()), atOnce]);
    for (const { id } of rows) await enqueue(tenantOf(id), 'people.check-channel', {});
    return rows.length;
  });
