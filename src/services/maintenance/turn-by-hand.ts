import type { Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeAudit } from '../access/write-audit.js';
import { changeSettingsIn, type ChangeMeans, type SettingChange } from '../settings/change-settings.js';

/** Why a bot is under maintenance, in Telegram's HTML of each language that has it. */
export type MaintenanceReason = Partial<Record<Language, string>>;

/** `reason` takes the place of the one of before; without any there is none. */
export type MaintenanceTurn =
  { readonly isOn: true; readonly reason: MaintenanceReason } | { readonly isOn: false };

/**
 * Switches a bot's maintenance on or off by its settings, in the open transaction, and notes it in the audit log as the admin API does.
 * Doing it twice changes nothing. Throws RefusedValueError for a reason that nobody could read.
 */
export async function turnByHand(
  tenant: Tenant,
  tx: Tx,
  turn: MaintenanceTurn,
  means: ChangeMeans,
): Promise<void> {
  const { actor } = means;
  const changed = await changeSettingsIn(tenant, tx, changesOf(turn), means);
  for (const { key, before, after } of changed)
    writeAudit(tx, tenant.botId, {
      ...{ actor, action: 'config.change-many', subject: `setting ${key}` },
      ...{ before: before ?? null, after: after ?? null },
    });
}

function changesOf(turn: MaintenanceTurn): SettingChange[] {
  const mode = { key: 'maintenance_mode', put: turn.isOn };
  if (!turn.isOn) return [mode];
  const key = 'maintenance_reason';
  const hasReason = Object.keys(turn.reason).length > 0;
  return [mode, hasReason ? { key, put: turn.reason } : { key, unset: true }];
}
