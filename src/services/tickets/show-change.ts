import type { Tenant, Tx } from '#tenancy/scope.js';
import { putTicket } from './put-ticket.js';

const turn = `
  update tickets set revision = revision + 1, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

/** What the card of a ticket says has changed, outside of its row too: it is put again. */
export async function showChange(
  tenant: Tenant,
  tx: Tx,
  { ticketId }: { readonly ticketId: string },
): Promise<void> {
  await tx.sql(turn, [tenant.botId, ticketId]);
  await putTicket(tenant, tx, { ticketId });
}
