import type { Tenant, Tx } from '#tenancy/scope.js';

const readSwitch = `
  select config_value = 'true' as is_on from bot_configurations where bot_id = $1 and config_key = 'maintenance_mode'`;
const readRow = `
  select by_hand_since, automatic_since, automatic_reason,
    (select count(*)::int from maintenance_askers where bot_id = $1) as waiting
  from (values (1)) as one left join bot_maintenance on bot_id = $1`;

interface Row {
  readonly by_hand_since: Date | null;
  readonly automatic_since: Date | null;
  readonly automatic_reason: string | null;
  readonly waiting: number;
}

/** How a bot's maintenance stands. */
export interface Maintenance {
  /** Is its switch on? `since` is null for the moment until that was noted. */
  readonly byHand: { readonly since: Date | null } | undefined;
  /** Is the panel away? `reason`: a code of an error. */
  readonly automatic: { readonly since: Date; readonly reason: string | null } | undefined;
  /** People who came meanwhile and are told when it is over. */
  readonly waiting: number;
}

/** Is the bot's own switch on? */
export async function isSwitchedOn({ botId }: Tenant, tx: Tx): Promise<boolean> {
  const [row] = await tx.sql<{ is_on: boolean }>(readSwitch, [botId]);
  return row?.is_on === true;
}

/** Reads it, in the open transaction. */
export async function readMaintenance(tenant: Tenant, tx: Tx): Promise<Maintenance> {
  const isOn = await isSwitchedOn(tenant, tx);
  const [row] = await tx.sql<Row>(readRow, [tenant.botId]);
  const { by_hand_since, automatic_since: since, automatic_reason: reason, waiting } = row as Row;
  return {
    byHand: isOn ? { since: by_hand_since } : undefined,
    automatic: since === null ? undefined : { since, reason },
    waiting,
  };
}

/** Does the bot serve its admins alone? */
export async function isUnderMaintenance(tenant: Tenant, tx: Tx): Promise<boolean> {
  const { byHand, automatic } = await readMaintenance(tenant, tx);
  return byHand !== undefined || automatic !== undefined;
}
