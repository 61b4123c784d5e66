import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { settingCatalog } from '../settings/catalog.js';
import { awayFor, wellFor, type PanelHealth, type Streak } from './panel-health.js';

/** Bots of one transaction. */
const atOnce = 200;

/** What a bot wishes of its settings, or by their defaults ($3, $4, $5). */
const wishes = `
  cross join lateral (
    select coalesce(bool_or(config_value = 'true') filter (where config_key = 'maintenance_auto'), $3) as is_automatic,
      coalesce(max(config_value::text::numeric) filter (
        where config_key = 'maintenance_failures' and jsonb_typeof(config_value) = 'number'), $4) as failures,
      coalesce(max(config_value::text::numeric) filter (
        where config_key = 'maintenance_check_seconds' and jsonb_typeof(config_value) = 'number'), $5) as seconds
    from bot_configurations
    where bot_id = bots.id
      and config_key in ('maintenance_auto', 'maintenance_check_seconds', 'maintenance_failures')
  ) as wish`;
// $1 looks in a row over $2 ms suffice where the bot itself would have looked as often by then.
const begin = `
  insert into bot_maintenance (bot_id, automatic_since, automatic_reason)
  select bots.id, $6, $7 from bots ${wishes}
  where bots.is_active and wish.is_automatic and $1 >= wish.failures and $2 >= (wish.failures - 1) * wish.seconds * 1000
    and not exists (select from bot_maintenance known
      where known.bot_id = bots.id and known.automatic_since is not null)
  order by bots.id limit $8
  on conflict (bot_id) do update set automatic_since = excluded.automatic_since,
    automatic_reason = excluded.automatic_reason, updated_at = clock_timestamp()
  where bot_maintenance.automatic_since is null
  returning bot_id::text as id, automatic_since as since, coalesce((
    select switch.config_value = 'true' from bot_configurations switch
    where switch.bot_id = bot_maintenance.bot_id and switch.config_key = 'maintenance_mode'), false) as is_by_hand`;
const end = `
  with over as (
    select known.bot_id, known.automatic_since from bot_maintenance known
    join bots on bots.id = known.bot_id ${wishes}
    where known.automatic_since is not null and (not wish.is_automatic
      or ($1 >= wish.failures and $2 >= (wish.failures - 1) * wish.seconds * 1000))
    order by known.automatic_since limit $6 for no key update of known skip locked
  )
  update bot_maintenance set automatic_since = null, automatic_reason = null, updated_at = clock_timestamp()
  from over where bot_maintenance.bot_id = over.bot_id
  returning over.bot_id::text as id, over.automatic_since as since, coalesce((
    select switch.config_value = 'true' from bot_configurations switch
    where switch.bot_id = over.bot_id and switch.config_key = 'maintenance_mode'), false) as is_by_hand`;

const standards = [
  settingCatalog.maintenance_auto.default,
  settingCatalog.maintenance_failures.default,
  settingCatalog.maintenance_check_seconds.default,
];

interface Turned {
  readonly id: string;
  readonly since: Date;
  /** Is the bot's own switch on as well? */
  readonly is_by_hand: boolean;
}

/**
 * Has each bot begin its automatic maintenance once the panel was away for as many looks, and as long, as its settings say, and end it
 * once it was well for as many and as long: a panel that flaps leaves it as it is. A page a transaction, in which admins are told
 * too; doing it twice, beside itself or again after a crash turns and tells nothing twice.
 */
export async function followPanel(health: PanelHealth): Promise<void> {
  const away = awayFor(health);
  if (away) await inPages((tx) => beginIn(tx, away, health.reason));
  const well = wellFor(health) ?? { looks: 0, ms: 0 };
  await inPages((tx) => endIn(tx, well));
}

async function inPages(turn: (tx: Tx) => Promise<number>): Promise<void> {
  for (let isMore = true; isMore;)
    isMore = (await asFleet('turn automatic maintenance', (tx) => turn(tx))) === atOnce;
}

/** A page of bots whose maintenance begins, in the open transaction over all bots; how many. */
export async function beginIn(tx: Tx, { looks, ms }: Streak, reason: string | null): Promise<number> {
  const turned = await tx.sql<Turned>(begin, [looks, ms, ...standards, new Date(now()), reason, atOnce]);
  for (const { id, since, is_by_hand: still } of turned) {
    const about = { way: 'automatic', since: since.toISOString(), still } as const;
    await notify(tenantOf(id), tx, { kind: 'maintenance_began', about });
  }
  report('began', turned.length);
  return turned.length;
}

/** The same of bots whose maintenance ends. */
export async function endIn(tx: Tx, { looks, ms }: Streak): Promise<number> {
  const turned = await tx.sql<Turned>(end, [looks, ms, ...standards, atOnce]);
  for (const { id, since, is_by_hand: still } of turned) {
    const times = { since: since.toISOString(), until: new Date(now()).toISOString() };
    const about = { way: 'automatic', still, ...times } as const;
    await notify(tenantOf(id), tx, { kind: 'maintenance_ended', about });
    if (!still) await enqueue(tenantOf(id), 'maintenance.tell-end', {});
  }
  report('ended', turned.length);
  return turned.length;
}

function report(step: 'began' | 'ended', count: number): void {
  if (count === 0) return;
  metrics.maintenanceTurned('automatic', step, count);
  log.warn({ count, step }, 'automatic maintenance of bots was turned, since the panel went or came back');
}
