import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { requestSync } from '../provision/request-sync.js';
import type { SettingValues } from '../settings/catalog.js';
import type { RequiredChannel } from './required-channels.js';

/** How long after it was seen the membership of a trial's owner is looked at again. */
export const lookAgainMs = { member: 6 * hourMs, stranger: hourMs } as const;

const noteIn = `
  with person as (
    update users set channel_checked_at = case when $5::boolean then $4 else channel_checked_at end, updated_at = now()
    where bot_id = $1 and telegram_id = $2 returning id)
  update subscriptions s set channel_left_at = null, channel_look_at = $3 from person
  where s.bot_id = $1 and s.user_id = person.id and s.is_trial and s.channel_left_at is not null
  returning s.id::text`;
const noteOut = `
  with person as (
    update users set channel_checked_at = null where bot_id = $1 and telegram_id = $2
      and not exists (select from bot_admins where bot_id = $1 and telegram_id = $2) returning id)
  update subscriptions s set channel_left_at = $4, channel_look_at = $3 from person
  where s.bot_id = $1 and s.user_id = person.id and s.is_trial and s.status = 'active' and s.removal_wanted_at is null
    and s.ends_at > $4 and s.channel_left_at is null
  returning s.id::text`;

const readStopped = `
  select 1 from subscriptions
  where bot_id = $1 and id = $2 and is_trial and status = 'active' and channel_left_at is not null`;

/** Does a trial stand still now, because its owner is out of the channel? */
export const isTrialStopped = async ({ botId }: Tenant, tx: Tx, subscriptionId: string): Promise<boolean> =>
  (await tx.sql(readStopped, [botId, subscriptionId])).length > 0;

/** A person of a bot, by their Telegram id. */
export interface Whose {
  readonly telegramId: string;
}

/**
 * Telegram has just told that a person is in what stops trials: one that stood still goes on. `isChecked`: they are in all that everybody
 * must be in, which is noted for the gate.
 */
export async function noteMember(
  tenant: Tenant,
  tx: Tx,
  { telegramId, isChecked = true }: Whose & { readonly isChecked?: boolean },
): Promise<void> {
  const at = now();
  const place = [tenant.botId, telegramId, new Date(at + lookAgainMs.member), new Date(at), isChecked];
  for (const { id } of await tx.sql<{ id: string }>(noteIn, place)) await requestSync(tenant, tx, id);
}

/**
 * Telegram has just told that a person is out of the required channel: where the bot wants that, a trial stands still until they
 * are back, and they are told once. `missing`: what they are out of; absent: one that stops trials. Who runs the bot may be out of it. Doing it twice changes nothing.
 */
export async function noteStranger(
  tenant: Tenant,
  tx: Tx,
  {
    telegramId,
    values,
    missing,
  }: Whose & { readonly values: SettingValues; readonly missing?: readonly RequiredChannel[] },
): Promise<void> {
  if (!(missing?.some(({ stopsTrial }) => stopsTrial) ?? stopsTrials(values))) return;
  const at = now();
  const place = [tenant.botId, telegramId, new Date(at + lookAgainMs.stranger), new Date(at)];
  for (const { id } of await tx.sql<{ id: string }>(noteOut, place)) {
    await requestSync(tenant, tx, id);
    await notify(tenant, tx, { kind: 'channel_left', about: { subscription_id: id } });
  }
}

/** May a trial stand still in this bot, since its owner is out of a channel? */
const stopsTrials = (values: SettingValues): boolean =>
  (values.channel_required && values.channel_trial_stops) ||
  values.required_channels.some(({ trial_stops: stops }) => stops);

const lookSoon = `
  update subscriptions s set channel_look_at = $3 from users
  where users.bot_id = $1 and users.telegram_id = $2 and s.bot_id = $1 and s.user_id = users.id and s.is_trial
    and s.channel_left_at is not null
  returning 1`;
const noteChecked =
  'update users set channel_checked_at = $3, updated_at = now() where bot_id = $1 and telegram_id = $2';

/**
 * Telegram has told that a person is in one of several channels: whether a trial that stands still goes on is asked about all of
 * them, soon. `isChecked`: they are in all that everybody must be in.
 */
export async function noteOneOfSeveral(
  tenant: Tenant,
  tx: Tx,
  { telegramId, isChecked }: Whose & { readonly isChecked: boolean },
): Promise<void> {
  const place = [tenant.botId, telegramId, new Date(now())];
  if (isChecked) await tx.sql(noteChecked, place);
  if ((await tx.sql(lookSoon, place)).length > 0) await enqueue(tenant, 'people.check-channel', {});
}
