import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Panel, TrafficReset } from '#panels/panel.js';
import type { TrafficPeriod } from '#models/subscription.js';
import type { Tenant } from '#tenancy/scope.js';
import type { SettingValues } from '../setting-catalog.js';
import type { Order } from './bring-in-line.js';
import type { OwedRow } from './owed-row.js';

const gigabyte = 1_073_741_824;
const resets: Readonly<Record<TrafficPeriod, TrafficReset>> = {
  none: 'NO_RESET',
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  month_rolling: 'MONTH_ROLLING',
};

/** What an account says of itself; only one that says this is ours. */
export const descriptionOf = (botId: string, row: Pick<OwedRow, 'id' | 'telegram_id'>): string =>
  `Remnafleet bot ${botId} subscription ${row.id} telegram ${row.telegram_id}`;

/** What the account of a row shall have, by the row and the bot's settings. Throws PermanentError `panel.squad_unknown`. */
export async function makeOrder(
  tenant: Tenant,
  row: OwedRow,
  { panel, values }: { readonly panel: Panel; readonly values: SettingValues },
): Promise<Order> {
  const tag = row.is_trial ? values.trial_panel_tag : values.paid_panel_tag;
  return {
    row,
    removal: values.panel_removal,
    wish: {
      trafficLimitBytes: row.traffic_limit_gb * gigabyte,
      trafficReset: resets[row.traffic_reset],
      deviceLimit: row.device_limit,
      description: descriptionOf(tenant.botId, row),
      tag: tag || null,
      squads: row.is_removal_wanted ? [] : await pickSquads(panel, row.squads),
    },
  };
}

const squadsHoldMs = 60_000;
const seenSquads = new WeakMap<Panel, { readonly squads: readonly string[]; readonly at: number }>();

async function knownSquads(panel: Panel, isFresh: boolean): Promise<readonly string[]> {
  const seen = seenSquads.get(panel);
  if (!isFresh && seen && now() - seen.at < squadsHoldMs) return seen.squads;
  const squads = await panel.squads();
  seenSquads.set(panel, { squads, at: now() });
  return squads;
}

/** The row's squads that the panel still has; a row that names none gets all. */
async function pickSquads(panel: Panel, wanted: readonly string[]): Promise<string[]> {
  for (const isFresh of [false, true]) {
    const known = await knownSquads(panel, isFresh);
    const picked = wanted.length ? wanted.filter((uuid) => known.includes(uuid)) : [...known];
    if (picked.length) return picked;
  }
  throw new PermanentError('panel.squad_unknown', { context: { wanted } });
}
