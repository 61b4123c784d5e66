import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeAudit, type AuditEntry } from '../access/write-audit.js';
import type { Staff } from './ticket-rows.js';

/** Notes in the audit log what somebody in Telegram did about a ticket; the admin API notes its own. */
export function noteDeed(
  { botId }: Tenant,
  tx: Tx,
  { staff, ...entry }: Omit<AuditEntry, 'actor'> & { readonly staff: Staff },
): void {
  if (staff.telegramId === null) return;
  writeAudit(tx, botId, { actor: { kind: 'person', id: staff.telegramId, name: staff.name }, ...entry });
}
