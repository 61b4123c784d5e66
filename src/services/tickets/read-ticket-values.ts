import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';

const stored = `
  select jsonb_object_agg(config_key, config_value) as configuration from bot_configurations
  where bot_id = $1 and (config_key = 'time_zone' or starts_with(config_key, 'ticket_'))`;

/** What the rules of tickets are made of. */
export type TicketValues = Pick<
  SettingValues,
  | 'ticket_close_days'
  | 'ticket_escalate_after'
  | 'ticket_sla'
  | 'ticket_sla_minutes'
  | 'ticket_sla_repeat_minutes'
  | 'ticket_work_days'
  | 'ticket_work_from'
  | 'ticket_work_to'
  | 'time_zone'
>;

/** They as they are in the open transaction. */
export async function readTicketValues({ botId }: Tenant, tx: Tx): Promise<TicketValues> {
  const [row] = await tx.sql<{ configuration: Record<string, unknown> | null }>(stored, [botId]);
  return valuesOf(botId, row?.configuration ?? {});
}
