import { openMigrator } from '../../migrations/migrator.js';
import { attachModels } from '#models/index.js';
import { openDatabase } from '#platform/database.js';
import { pickCard } from '#services/cards/pick-card.js';
import { tenantOf } from '#tenancy/scope.js';
import { makeOwnDatabase, type OwnDatabase } from '../../test/support/servers/own-database.js';
import { median, printTable, round } from './figures.js';
import { openPlainDatabase } from './plain-database.js';

const sizes = [1, 10, 100];
const bots = 10;
const picks = 240;
const atOnce = 16;
const rounds = 6;

/** Picks a card of the n-th bot that is asked for. */
type Pick = (botId: string) => Promise<unknown>;
interface Side {
  readonly name: string;
  readonly strategy: string;
  readonly pick: Pick;
}

const plainText = `
  update tenant_payment_cards
  set current_usage_count = current_usage_count + 1, last_used_at = clock_timestamp()
  where bot_id = $1 and id = (
    select id from tenant_payment_cards where bot_id = $1 and is_active
    order by last_used_at nulls first, id limit 1)
  returning id`;

const spreadText = `
  select max(spread)::int as spread from (
    select max(current_usage_count) - min(current_usage_count) as spread
    from tenant_payment_cards where bot_id = any($1) group by bot_id) as each_bot`;

/**
 * Cards picked a second, by each strategy, each pick a transaction of its own, beside a plain `update … returning` of the card
 * that was used longest ago: in one bot, where picks are one after another, and in ten. The update is sent by itself, and in a transaction, in which a payment is begun. How uneven each leaves its cards is
 * told too, the most uses of a card in a bot less the fewest.
 */
export async function measureCards(): Promise<void> {
  const database = await makeOwnDatabase();
  const migrator = await openMigrator(database.url);
  await migrator.up();
  await migrator.close();
  const attached = attachModels(
    openDatabase({ url: database.url, poolMax: atOnce, applicationName: 'bench cards' }),
  );
  const plain = openPlainDatabase(database.url);
  const ours: Pick = (botId) => {
    const tenant = tenantOf(botId);
    return tenant.db((tx) => pickCard(tenant, tx, { amountToman: 100_000 }));
  };
  const sides: readonly Side[] = [
    ...['round_robin', 'random', 'time_based', 'weighted'].map((name) => ({
      name,
      strategy: name,
      pick: ours,
    })),
    {
      name: 'plain update … returning',
      strategy: 'round_robin',
      pick: (botId) => plain.query(plainText, [botId]),
    },
    {
      name: 'the same in a transaction',
      strategy: 'round_robin',
      pick: (botId) => plain.transaction((tx) => tx.sql(plainText, [botId])),
    },
  ];
  await fill(database);
  for (const botCount of [1, bots]) await measureBots(database, sides, botCount);
  await attached.close();
}

/** As many bots for each size, one after the other; the cards have no limits. */
async function fill({ query }: OwnDatabase): Promise<void> {
  await query(
    `insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id, api_token_hash)
     select 'Shop ' || n, 'sealed', encode(sha256(convert_to('token ' || n, 'utf8')), 'hex'), 1000000 + n,
       encode(sha256(convert_to('api ' || n, 'utf8')), 'hex')
     from generate_series(1, $1::int) as n order by n`,
    [bots * sizes.length],
  );
  await query(
    `insert into tenant_payment_cards (bot_id, card_number, card_holder_name)
     select bot.id, lpad(n::text, 16, '0'), 'Sara'
     from (select id, row_number() over (order by id) - 1 as place from bots) as bot,
       generate_series(1, ($1::int[])[bot.place / $2::int + 1]) as n`,
    [sizes, bots],
  );
}

/** What a flood of picks came to. */
interface Found {
  readonly rate: number;
  readonly spread: number;
}

async function measureBots({ query }: OwnDatabase, sides: readonly Side[], botCount: number): Promise<void> {
  const ids = (await query<{ id: string }>('select id::text from bots order by bots.id')).map(({ id }) => id);
  const found = new Map<string, Found[]>();
  const meet = async (side: Side, at: number): Promise<Found> => {
    const asked = ids.slice(at * bots, at * bots + botCount);
    await query(
      'update tenant_payment_cards set rotation_strategy = $2, current_usage_count = 0 where bot_id = any($1)',
      [asked, side.strategy],
    );
    await query('vacuum analyze tenant_payment_cards');
    // Every connection has its plans again, as it has in a fleet that runs.
    await flood(side.pick, asked, 6 * atOnce);
    const rate = await flood(side.pick, asked, picks);
    const [uses] = await query<{ spread: number }>(spreadText, [asked]);
    return { rate, spread: uses?.spread ?? NaN };
  };
  // In the first turn connections are opened and statements prepared: it is thrown away.
  for (let turn = 0; turn <= rounds; turn += 1) {
    const meetings = [...sizes.keys()].flatMap((at) => sides.map((side) => ({ side, at })));
    for (const { side, at } of turn % 2 ? meetings.toReversed() : meetings) {
      const one = await meet(side, at);
      const key = `${side.name} ${at}`;
      if (turn > 0) found.set(key, [...(found.get(key) ?? []), one]);
    }
  }
  const of = ({ name }: Side, at: number) => found.get(`${name} ${at}`) ?? [];
  printTable(
    `Cards picked a second in ${botCount === 1 ? 'one bot' : `${botCount} bots`}, ${atOnce} at once`,
    [
      ['', ...sizes.map((size) => (size === 1 ? '1 card' : `${size} cards`)), 'most less fewest uses'],
      ...sides.map((side) => [
        side.name,
        ...sizes.map((_, at) => round(median(of(side, at).map(({ rate }) => rate)))),
        sizes.map((_, at) => Math.max(...of(side, at).map(({ spread }) => spread))).join(', '),
      ]),
    ],
  );
}

/** How many picks a second are done, `atOnce` under way, by the bots in turn. */
async function flood(pick: Pick, botIds: readonly string[], count: number): Promise<number> {
  let next = 0;
  const started = performance.now();
  const lane = async () => {
    while (next < count) {
      next += 1;
      await pick(botIds[next % botIds.length] ?? '');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return count / ((performance.now() - started) / 1_000);
}
