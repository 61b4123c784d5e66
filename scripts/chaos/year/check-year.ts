import { noticeOf } from '#services/notices/catalog.js';
import type { Account } from '../../sandbox/panel/world.js';
import { balanceOf, type ModelBot, type ModelPerson, type ModelSubscription } from './model.js';
import { isConsumptionCharged } from './model-money.js';
import type { WorldBot, YearWorld } from './world.js';

interface Parts {
  readonly world: YearWorld;
  readonly model: readonly ModelBot[];
}

interface PersonRow {
  readonly id: string;
  readonly balance: string;
  readonly booked: string;
  readonly sub: string | null;
  readonly status: string | null;
  readonly ends_at: Date | null;
  readonly gb: number | null;
  readonly name: string | null;
}

const people = `
  select u.id::text, u.balance_toman::text as balance, s.id::text as sub, s.status, s.ends_at, s.traffic_limit_gb as gb,
    s.panel_username as name,
    (select coalesce(sum(amount_toman), 0)::text from transactions t where t.bot_id = u.bot_id and t.user_id = u.id) as booked
  from users u left join subscriptions s on s.bot_id = u.bot_id and s.user_id = u.id and s.removal_wanted_at is null
  where u.bot_id = $1`;
// Whom each notice is about, and what it says.
const notices = `
  select coalesce(s.user_id, o.user_id, p.user_id, (n.payload -> 'about' ->> 'user_id')::bigint)::text as user_id,
    n.payload ->> 'kind' as kind, n.waits,
    concat_ws(' ', n.payload ->> 'kind', n.payload -> 'about' ->> 'days', n.payload -> 'about' ->> 'hours',
      d.percent, n.payload -> 'about' ->> 'percent') as said
  from (
    select bot_id, payload, seq, false as waits from year_notices
    union all
    select bot_id, payload, id, true from outbox where job_name = 'notice.send' and not_before > now()) n
  left join subscriptions s on s.bot_id = n.bot_id and s.id = (n.payload -> 'about' ->> 'subscription_id')::bigint
  left join orders o on o.bot_id = n.bot_id and o.id = (n.payload -> 'about' ->> 'order_id')::bigint
  left join discount_offers d on d.bot_id = n.bot_id and d.id = (n.payload -> 'about' ->> 'discount_id')::bigint
    left join gateway_payments p on p.bot_id = n.bot_id and p.id = (n.payload -> 'about' ->> 'payment_id')::bigint
  where n.bot_id = $1 order by n.seq`;
const tenant = `
  select wallet_balance_toman::text as wallet, traffic_owed::text as owed, traffic_consumed_bytes::text as consumed,
    traffic_sold_bytes::text as sold,
    (select coalesce(sum(amount_toman), 0)::text from tenant_wallet_transactions where bot_id = $1) as booked,
    (select coalesce(-sum(amount_toman), 0)::text from tenant_wallet_transactions
      where bot_id = $1 and type = 'consumption_charge') as charged,
    (select coalesce(sum(consumed_bytes), 0)::text from tenant_traffic_usage where bot_id = $1) as by_day
  from bots where id = $1`;
const fleet = `
  select (select count(*)::int from money_differences) as differences,
    (select count(*)::int from outbox where coalesce(not_before <= now(), true)) as left`;

/** Kinds of which the model says each one. */
const kinds: ReadonlySet<string> = new Set([
  ...[
    'expiry_near',
    'expiry_reminder',
    'subscription_expired',
    'trial_ends',
    'trial_unused',
    'winback_offer',
  ],
  ...['autopay_asks', 'autopay_done', 'autopay_short', 'order_completed', 'order_expired', 'order_changed'],
  ...['order_refused', 'traffic_low'],
]);
const isToPerson = (kind: string): boolean => noticeOf(kind)?.to.includes('person') ?? false;
const nearMs = 60_000;
const gigabyte = 2 ** 30;

/** Holds the fleet against the model: ledgers, subscriptions, panel, notices, tenants. Returns what differs. */
export async function checkYear({ world, model }: Parts): Promise<string[]> {
  const faults: string[] = [];
  for (const bot of model) {
    const place = world.bots[bot.number] as WorldBot;
    const found = [
      ...(await checkPeople(world, { bot, place })),
      ...(await checkNotices(world, { bot, place })),
      ...(await checkTenant(world, { bot, place })),
    ];
    faults.push(...found.map((fault) => `bot ${bot.number} (${bot.terms.billing.model}): ${fault}`));
  }
  const [row] = await world.database.query<{ differences: number; left: number }>(fleet);
  if (row?.differences) faults.push(`the audit found ${row.differences} differences`);
  if (row?.left) faults.push(`${row.left} jobs are left`);
  return faults;
}

interface One {
  readonly bot: ModelBot;
  readonly place: WorldBot;
}

async function checkPeople(world: YearWorld, { bot, place }: One): Promise<string[]> {
  const rows = await world.database.query<PersonRow>(people, [place.bot.botId]);
  return bot.people.flatMap((person) => {
    const { userId } = place.people[person.number] as { userId: string };
    const own = rows.filter(({ id }) => id === userId);
    const [row] = own;
    if (!row || own.length > 1) return [`person ${person.number} has ${own.length} subscriptions`];
    const pairs: [string, unknown, unknown][] = [
      ['balance', Number(row.balance), balanceOf(person)],
      ['ledger', Number(row.booked), balanceOf(person)],
      ...subscriptionPairs(world, row, person),
    ];
    return differing(pairs).map((fault) => `person ${person.number}: ${fault}`);
  });
}

function subscriptionPairs(
  world: YearWorld,
  row: PersonRow,
  { subscription: sub }: ModelPerson,
): [string, unknown, unknown][] {
  if (!sub) return [['subscription', row.sub, null]];
  return [
    ['subscription', row.sub, sub.id],
    ['status', row.status, sub.isExpired ? 'expired' : 'active'],
    ['end', row.ends_at && nearOf(row.ends_at.getTime(), sub.endsAt), sub.endsAt],
    ['gigabytes', row.gb, sub.gb],
    ...accountPairs(row.name === null ? undefined : world.driver.panel.account(row.name), sub),
  ];
}

/** The model's instant, where another is near enough. */
const nearOf = (at: number, expected: number): number => (Math.abs(at - expected) < nearMs ? expected : at);

function accountPairs(account: Account | undefined, sub: ModelSubscription): [string, unknown, unknown][] {
  if (!account) return [['account on the panel', 'none', 'one']];
  const { expireAt, status, trafficLimitBytes, usedTrafficBytes } = account;
  // Whose end was moved into the past is switched off, for the panel takes no end that is past.
  const isOff = sub.isExpired && status === 'DISABLED';
  const runs = sub.isLimited ? 'LIMITED' : 'ACTIVE';
  return [
    ['end on the panel', isOff ? sub.endsAt : nearOf(Date.parse(expireAt), sub.endsAt), sub.endsAt],
    ['limit on the panel', trafficLimitBytes, sub.gb * gigabyte],
    ['state on the panel', isOff ? 'EXPIRED' : status, sub.isExpired ? 'EXPIRED' : runs],
    ['used on the panel', usedTrafficBytes, sub.usedBytes],
  ];
}

async function checkNotices(world: YearWorld, { bot, place }: One): Promise<string[]> {
  const rows = await world.database.query<{ user_id: string; kind: string; said: string; waits: boolean }>(
    notices,
    [place.bot.botId],
  );
  return bot.people.flatMap((person) => {
    const { userId, id } = place.people[person.number] as { userId: string; id: string };
    const all = rows.filter((row) => row.user_id === userId && isToPerson(row.kind));
    const own = all.filter(({ waits }) => !waits);
    // What waits for the morning was not heard yet.
    const most = 2 * own.length - all.length;
    const named = own.filter(({ kind }) => kinds.has(kind)).map(({ said }) => said);
    const messages = place.bot.said({ id }).map(({ text }) => text.slice(0, 40).replaceAll('\n', ' '));
    const heard = messages.length;
    // Who wishes for no reminders is left out of them, and of traffic nobody hears who has used it up by the morning.
    const unsure = own.filter(({ kind }) => kind === 'traffic_low').length;
    const least = person.hasAlwaysWanted ? most - unsure : 0;
    const expected = Math.min(most, Math.max(least, heard));
    return differing([
      ['told', named.sort().join(', '), person.told.toSorted().join(', ')],
      [`heard of ${own.map(({ said }) => said).join(', ')}: ${messages.join(' | ')};`, heard, expected],
    ]).map((fault) => `person ${person.number}: ${fault}`);
  });
}

async function checkTenant(world: YearWorld, { bot, place }: One): Promise<string[]> {
  const [row] = await world.database.query<Record<string, string>>(tenant, [place.bot.botId]);
  if (!row) return ['is gone'];
  const number = (name: string): number => Number(row[name]);
  const [charged, consumed] = [number('charged'), number('consumed')];
  // While nobody walks over the panel, single accounts are seen nevertheless.
  const unseen = bot.people.reduce((sum, { subscription: sub }) => sum + (sub?.unseenBytes ?? 0), 0);
  const early = Math.min(unseen, Math.max(0, consumed - bot.consumed));
  const rate = isConsumptionCharged(bot) ? bot.terms.billing.rate : 0;
  return differing([
    ['wallet', number('wallet'), balanceOf(bot) - charged],
    ['wallet by its ledger', number('booked'), number('wallet')],
    ['consumed', consumed, bot.consumed + early],
    ['consumed by the day', number('by_day'), consumed],
    [
      'charged and owed',
      BigInt(charged) * 2n ** 30n + BigInt(row.owed ?? 0),
      bot.owedEver + BigInt(early) * BigInt(rate),
    ],
    ['sold', number('sold'), bot.soldGb * gigabyte],
  ]);
}

const differing = (pairs: readonly (readonly [string, unknown, unknown])[]): string[] =>
  pairs
    .filter(([, found, expected]) => found !== expected)
    .map(([what, found, expected]) => `${what} is ${String(found)}, not ${String(expected)}`);
