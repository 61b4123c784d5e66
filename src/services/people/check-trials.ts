import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { requestSync } from '../provision/request-sync.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';
import { askMembership, type AskTelegram, type MembershipAnswer } from './ask-membership.js';
import { requiredChannels, trialChannels } from './required-channels.js';
import { lookAgainMs, noteMember, noteStranger } from './note-membership.js';

/** Trials of one page, each of which is a question to Telegram, and pages of one run: the next tick goes on. */
const page = 50;
const pages = 8;

interface Due {
  readonly id: string;
  readonly telegram_id: string;
  /** As text, unrounded: it names the state that was read. */
  readonly look_at: string;
}

const findDue = `
  select s.id::text, u.telegram_id::text, s.channel_look_at::text as look_at
  from subscriptions s join users u on u.bot_id = s.bot_id and u.id = s.user_id
  where s.bot_id = $1 and s.is_trial and s.status = 'active' and s.channel_look_at <= $2
  order by s.channel_look_at limit $3`;
const claim = `
  update subscriptions set channel_look_at = $4
  where bot_id = $1 and id = $2 and channel_look_at = $3::timestamptz returning 1`;
const putOff = `
  update subscriptions set channel_look_at = $3 where bot_id = $1 and id = any($2::bigint[]) and channel_look_at <= $4`;
const wake = `
  update subscriptions set channel_left_at = null where bot_id = $1 and id in (
    select id from subscriptions where bot_id = $1 and is_trial and channel_left_at is not null
    limit $2 for no key update skip locked)
  returning id::text`;

const readBot = `
  select telegram_bot_id::text as self,
    exists (select from bot_connections where bot_id = $1 and token_revoked_at is not null) as is_refused, (
    select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = $1) as stored
  from bots where id = $1 and is_active`;

interface Asking {
  /** The bot's own Telegram id. */
  readonly self: string;
  /** Does Telegram refuse its token? */
  readonly is_refused: boolean;
  readonly stored: Record<string, unknown> | null;
}

/**
 * Looks whether the owners of a bot's trials are in the required channel, of those that are due, some hundreds at a time: for what
 * Telegram did not tell by itself. Where it does not tell, nothing changes. Where the bot requires no channel any more, or stops
 * no trials, those that stand still go on. It can be killed anywhere, and run beside itself. Throws RetryableError.
 */
export async function checkTrials(tenant: Tenant, ask: AskTelegram): Promise<void> {
  const [bot] = await tenant.db((tx) => tx.sql<Asking>(readBot, [tenant.botId]));
  if (!bot) return;
  const values = valuesOf(tenant.botId, bot.stored ?? {});
  const channels = trialChannels(values).map(({ chat }) => chat);
  if (channels.length === 0) return wakeAll(tenant);
  // Its token cannot ask.
  if (bot.is_refused) return;
  for (let left = pages; left > 0; left -= 1) {
    const due = await tenant.db((tx) => tx.sql<Due>(findDue, [tenant.botId, new Date(now()), page]));
    const isOver = await checkPage(tenant, due, { ask, channels, self: bot.self, values });
    if (isOver || due.length < page) return;
  }
}

interface Question {
  readonly ask: AskTelegram;
  readonly channels: readonly string[];
  /** The bot's own Telegram id. */
  readonly self: string;
  readonly values: SettingValues;
}

/** Returns whether Telegram tells the bot nothing: then all of the page are looked at later. */
async function checkPage(
  tenant: Tenant,
  due: readonly Due[],
  { values, ...question }: Question,
): Promise<boolean> {
  for (const [at, row] of due.entries()) {
    const { telegram_id: telegramId } = row;
    const answer = await askAll(tenant, telegramId, question);
    if (answer.kind === 'unknown') {
      const [next, present] = [new Date(now() + lookAgainMs.member), new Date(now())];
      const ids = due.slice(at).map(({ id }) => id);
      await tenant.db((tx) => tx.sql(putOff, [tenant.botId, ids, next, present]));
      return true;
    }
    await tenant.db((tx) => settle(tenant, tx, { row, answer, values }));
  }
  return false;
}

/** Is a person in all of the channels? One of which Telegram does not tell counts for nothing while another one does. */
async function askAll(
  tenant: Tenant,
  telegramId: string,
  { channels, ask, self }: Omit<Question, 'values'>,
): Promise<MembershipAnswer> {
  const answers: MembershipAnswer[] = [];
  for (const channel of channels) {
    const answer = await askMembership(tenant, { ask, channel, self, telegramId });
    if (answer.kind === 'stranger') return answer;
    answers.push(answer);
  }
  return answers.find(({ kind }) => kind === 'member') ?? (answers[0] as MembershipAnswer);
}

/** Whoever saw the row otherwise meanwhile knows better. */
async function settle(
  tenant: Tenant,
  tx: Tx,
  {
    row,
    answer,
    values,
  }: { readonly row: Due; readonly answer: MembershipAnswer; readonly values: SettingValues },
): Promise<void> {
  const isMember = answer.kind === 'member';
  const next = new Date(now() + lookAgainMs[isMember ? 'member' : 'stranger']);
  if ((await tx.sql(claim, [tenant.botId, row.id, row.look_at, next])).length === 0) return;
  const { telegram_id: telegramId } = row;
  if (isMember) await noteMember(tenant, tx, { telegramId, isChecked: asksForAll(values) });
  else await noteStranger(tenant, tx, { telegramId, values });
}

/** Are the channels that everybody must be in among those that stop trials? */
const asksForAll = (values: SettingValues): boolean =>
  requiredChannels(values).every(({ purpose, stopsTrial }) => purpose !== 'everybody' || stopsTrial);

async function wakeAll(tenant: Tenant): Promise<void> {
  for (let isMore = true; isMore;)
    isMore = await tenant.db(async (tx) => {
      const rows = await tx.sql<{ id: string }>(wake, [tenant.botId, page]);
      for (const { id } of rows) await requestSync(tenant, tx, id);
      return rows.length === page;
    });
}
