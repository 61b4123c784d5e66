import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { hourMs } from '#platform/units.js';
import { asFleet, tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import type { SettingValues } from '../settings/catalog.js';
import { isGatewayFault } from './ask-gateway.js';
import { askRates } from './ask-rates.js';
import { fixedRate, ratedCurrencies, type RatedCurrency, type ToldRates } from './rates.js';

/** Bots of one tick; how often each source is asked. */
const mostBots = 500;
const everyMinutes = 10;
/** A rate that moved further than this from the last one is not believed, as a part of it. */
const mostMove = 0.3;

const dueBots = `
  select configuration.bot_id::text
  from bot_configurations as configuration join bots on bots.id = configuration.bot_id and bots.is_active
  where config_key = 'rate_source_url' and jsonb_typeof(config_value) = 'string' and not exists (
    select from bot_rates as rate
    where rate.bot_id = configuration.bot_id and source = config_value #>> '{}'
      and asked_at > now() - make_interval(mins => $1))
  limit $2`;

/** Finds bots whose sources of rates are to be asked, and enqueues one job for each. */
export const enqueueRatePolls = (): Promise<void> =>
  asFleet('find sources of rates to ask', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(dueBots, [everyMinutes, mostBots]);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'rates.poll', {});
  });

interface Polling {
  readonly values: SettingValues;
  readonly mayCallPrivate: boolean;
}

/**
 * Asks a bot's source, no transaction open, and notes in one what it told. A source that fails is asked again at the next
 * tick; what it told before counts until it is too old, which the admins hear once. Repeatable.
 */
export async function pollRates(tenant: Tenant, { values, mayCallPrivate }: Polling): Promise<void> {
  const url = values.rate_source_url;
  if (url === null) return;
  const told = await askRates({ url, mayCallPrivate }).catch((error: unknown): ToldRates => {
    if (!isGatewayFault(error)) throw error;
    log.warn(
      { code: error.code, ...error.context },
      'a source of rates failed; it is asked again in ten minutes',
    );
    return {};
  });
  await tenant.db(async (tx) => {
    const rows = await openRows(tenant, tx, url);
    const after: Row[] = [];
    for (const row of rows) after.push(await take(tenant, tx, { row, told: told[row.currency], values }));
    await tellStale(tenant, tx, after, values);
  });
}

interface Row {
  readonly currency: RatedCurrency;
  readonly rate: string | null;
  /** When it was told, or first asked for. */
  readonly since: Date;
}

const forgetOthers = 'delete from bot_rates where bot_id = $1 and source <> $2';
const openText = `
  insert into bot_rates (bot_id, currency, source, asked_at)
  select $1, currency, $2, clock_timestamp() from unnest($3::text[]) as currency
  on conflict (bot_id, currency) do update set asked_at = clock_timestamp(), updated_at = clock_timestamp()
  returning currency, rate_toman::text as rate, coalesce(told_at, created_at) as since`;
const takeText = `
  update bot_rates set rate_toman = $3, told_at = clock_timestamp(), updated_at = clock_timestamp()
  where bot_id = $1 and currency = $2
  returning currency, rate_toman::text as rate, told_at as since`;

/** The rows of a source, locked; what another source told before is forgotten. */
async function openRows({ botId }: Tenant, tx: Tx, source: string): Promise<Row[]> {
  await tx.sql(forgetOthers, [botId, source]);
  return tx.sql<Row>(openText, [botId, source, [...ratedCurrencies].sort()]);
}

/** Is a rate so far from another that one of them is wrong? */
const isFar = (rate: string, from: string): boolean =>
  Math.abs(Number(rate) - Number(from)) > Number(from) * mostMove;

/** Takes a rate over, unless it jumped: then the last one counts on, and a fixed rate near the new one lets it in. */
async function take(
  tenant: Tenant,
  tx: Tx,
  {
    row,
    told,
    values,
  }: { readonly row: Row; readonly told: string | undefined; readonly values: SettingValues },
): Promise<Row> {
  if (told === undefined) return row;
  const { currency, rate: last } = row;
  const fixed = fixedRate(currency, values);
  const isNearFixed = fixed !== undefined && !isFar(told, fixed);
  if (last !== null && isFar(told, last) && !isNearFixed) {
    log.warn({ currency, last, told }, 'a source of rates told one that jumped; the last one counts on');
    await notify(tenant, tx, { kind: 'rate_refused', about: { currency, last, told } });
    return row;
  }
  const [taken] = await tx.sql<Row>(takeText, [tenant.botId, currency, told]);
  return taken ?? row;
}

/** Tells the admins once of each rate that became too old; one that the source never told counts where it told none at all. */
async function tellStale(tenant: Tenant, tx: Tx, rows: readonly Row[], values: SettingValues): Promise<void> {
  const isSilent = rows.every(({ rate }) => rate === null);
  const oldest = now() - values.rate_max_age_hours * hourMs;
  for (const { currency, rate, since } of rows) {
    if ((rate === null && !isSilent) || since.getTime() > oldest) continue;
    const isFixed = fixedRate(currency, values) !== undefined;
    const about = { currency, since: since.toISOString(), is_fixed: isFixed };
    await notify(tenant, tx, { kind: 'rates_stale', about });
  }
}
