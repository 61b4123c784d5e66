import type { Panel } from '#panels/panel.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { accountTerms } from './account-terms.js';
import type { PendingAccount } from './bring-in-line.js';
import { isOver } from './differences.js';
import type { PendingRow } from './pending-row.js';

/** What the account of a row shall have, by the row and the bot's settings. Throws PermanentError `panel.squad_unknown`. */
export async function desiredAccountOf(
  tenant: Tenant,
  row: PendingRow,
  { panel, values }: { readonly panel: Panel; readonly values: SettingValues },
): Promise<PendingAccount> {
  const tag = row.is_trial ? values.trial_panel_tag : values.paid_panel_tag;
  const isOff = row.status === 'disabled' || !row.may_use;
  const picked = row.is_removal_wanted ? [] : await pickSquads(panel, row.squads);
  // Switching off must not fail for want of servers; then they stay as they are.
  if (!picked && !isOff && !isOver(row.ends_at))
    throw new PermanentError('panel.squad_unknown', { context: { wanted: row.squads } });
  return {
    row,
    isOff,
    removal: values.panel_removal,
    wish: { ...accountTerms(tenant.botId, row), tag: tag || null, ...(picked && { squads: picked }) },
  };
}

const squadsHoldMs = 60_000;
/** So soon after a look the panel is not asked again, however many rows lack a squad. */
const justSeenMs = 2_000;
const seenSquads = new WeakMap<Panel, { readonly squads: readonly string[]; readonly at: number }>();

/** The panel did not take an account: mostly for a squad that was removed. The next order asks for them anew. */
export const forgetSquads = (panel: Panel): void => void seenSquads.delete(panel);

async function knownSquads(panel: Panel, holdsMs: number): Promise<readonly string[]> {
  const seen = seenSquads.get(panel);
  if (seen && now() - seen.at < holdsMs) return seen.squads;
  const squads = (await panel.squads()).map(({ uuid }) => uuid);
  seenSquads.set(panel, { squads, at: now() });
  return squads;
}

/** The row's squads that the panel still has; a row that names none gets all. Undefined: none is left. */
async function pickSquads(panel: Panel, wanted: readonly string[]): Promise<string[] | undefined> {
  for (const holdsMs of [squadsHoldMs, justSeenMs]) {
    const known = await knownSquads(panel, holdsMs);
    const picked = wanted.length ? known.filter((uuid) => wanted.includes(uuid)) : [...known];
    if (picked.length) return picked;
  }
  return undefined;
}
