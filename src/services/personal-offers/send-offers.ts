import { now } from '#platform/clock.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { endOfQuiet } from '../notices/quiet-hours.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';
import { canHear, findAudience, type Segment } from './audience.js';
import type { OfferTerms } from './terms.js';

/** People whom one transaction goes over. */
const page = 100;
/** Of one run of the job: messages leave no faster, so that what waits for them can still be stopped. */
const most = { offers: 400, pages: 500 } as const;

interface Sending {
  readonly id: string;
  readonly terms: OfferTerms;
  readonly audience: Segment | 'person';
  readonly user_id: string | null;
  readonly group_id: string | null;
  readonly after_user_id: string;
  readonly until_user_id: string;
}

const readBot = `
  select is_active, (select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = $1)
    as configuration
  from bots where id = $1`;
// Who waits for one message does not wait for thousands.
const lockNext = `
  select id::text, terms, audience, user_id::text, group_id::text, after_user_id::text, until_user_id::text
  from personal_offer_sendings where bot_id = $1 and state = 'running'
  order by personal_offer_sendings.user_id is null, personal_offer_sendings.id limit 1 for no key update`;
const findEnd = `
  select count(*)::int as people, max(id)::text as last from (
    select id from users where bot_id = $1 and id > $2 and id <= $3 order by users.id limit $4) as looked`;
// Who has not taken an earlier one of the kind has this one in its place.
const makeOffers = `
  insert into personal_offers (bot_id, user_id, kind, sending_id, sent_at, open_until, due_at)
  select $1, id, $3, $4, $5, $6, $6 from unnest($2::bigint[]) as id
  on conflict (bot_id, user_id, kind) where taken_at is null and ended_at is null do update
    set sending_id = excluded.sending_id, sent_at = excluded.sent_at, open_until = excluded.open_until,
      due_at = excluded.due_at, updated_at = clock_timestamp()
    where personal_offers.sending_id <> excluded.sending_id
  returning id::text, user_id::text`;
const goOn = `
  update personal_offer_sendings set after_user_id = $3, looked_count = looked_count + $4, sent_count = sent_count + $5,
    state = case when $6 then 'done' else state end, ended_at = case when $6 then $7::timestamptz end,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/**
 * Goes on with what a bot sends, a page a transaction, for some hundreds of people; the next run does the rest. Whoever dies between two
 * pages, or runs beside another, sends nothing twice and leaves nobody out. In the bot's quiet hours nothing is sent.
 */
export async function sendOffers(tenant: Tenant): Promise<void> {
  let offers = 0;
  for (let pages = 0; pages < most.pages && offers < most.offers; pages += 1) {
    const made = await tenant.db((tx) => sendOfferPage(tenant, tx));
    if (made === undefined) return;
    offers += made;
  }
}

/** A page of it, in the open transaction. Returns how many offers it made; undefined: there is nothing to send now. */
export async function sendOfferPage(tenant: Tenant, tx: Tx): Promise<number | undefined> {
  const values = await readOpenBot(tenant, tx);
  if (!values) return undefined;
  const [sending] = await tx.sql<Sending>(lockNext, [tenant.botId]);
  if (!sending) return undefined;
  const { after_user_id: after, until_user_id: until } = sending;
  const [end] = await tx.sql<{ people: number; last: string | null }>(findEnd, [
    ...[tenant.botId, after, until, page],
  ]);
  const { people = 0, last = null } = end ?? {};
  const at = new Date(now());
  const userIds = last === null ? [] : await peopleOf(tenant, tx, { sending, upTo: last, values, at });
  const made = await make(tenant, tx, { sending, userIds, at });
  const isDone = people < page;
  await tx.sql(goOn, [tenant.botId, sending.id, last ?? until, people, made, isDone, at]);
  return made;
}

/** The settings of a bot that is on, and whose quiet hours are over. */
async function readOpenBot({ botId }: Tenant, tx: Tx): Promise<SettingValues | undefined> {
  const [bot] = await tx.sql<{ is_active: boolean; configuration: Record<string, unknown> | null }>(readBot, [
    botId,
  ]);
  const values = valuesOf(botId, bot?.configuration ?? {});
  return bot?.is_active && endOfQuiet(now(), values.time_zone) === undefined ? values : undefined;
}

interface Page {
  readonly sending: Sending;
  readonly upTo: string;
  readonly values: SettingValues;
  readonly at: Date;
}

async function peopleOf(tenant: Tenant, tx: Tx, { sending, ...range }: Page): Promise<string[]> {
  const { audience, terms, user_id: userId, group_id: groupId, after_user_id: after } = sending;
  if (audience === 'person') return userId !== null && (await canHear(tenant, tx, userId)) ? [userId] : [];
  return findAudience(tenant, tx, { segment: audience, kind: terms.kind, groupId, after, ...range });
}

/** Makes the offers and says so to each. */
async function make(
  tenant: Tenant,
  tx: Tx,
  {
    sending,
    userIds,
    at,
  }: { readonly sending: Sending; readonly userIds: readonly string[]; readonly at: Date },
): Promise<number> {
  if (userIds.length === 0) return 0;
  const { id: sendingId, terms } = sending;
  const until = new Date(at.getTime() + terms.openHours * hourMs);
  const made = await tx.sql<{ id: string; user_id: string }>(makeOffers, [
    ...[tenant.botId, userIds, terms.kind, sendingId, at, until],
  ]);
  for (const { id, user_id } of made)
    await notify(tenant, tx, {
      kind: 'personal_offer',
      about: { user_id, offer_id: id, sending_id: sendingId },
    });
  return made.length;
}
