import type { Tx } from '#tenancy/scope.js';
import type { Actor } from './actor.js';
import { maskSecrets } from './mask-secrets.js';

/** A change as the audit log keeps it. */
export interface AuditEntry {
  readonly actor: Actor;
  /** What was done: the name of an endpoint, or of a deed in Telegram. */
  readonly action: string;
  readonly subject?: string | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly requestId?: string | undefined;
}

const insertEntry = `
  insert into audit_log (bot_id, actor_kind, actor_id, actor_name, action, subject, value_before, value_after, request_id)
  values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)`;
const insertFleetEntry = `
  insert into fleet_audit_log
    (about_bot_id, actor_kind, actor_id, actor_name, action, subject, value_before, value_after, request_id)
  values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)`;

const json = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(maskSecrets(value));

const valuesOf = ({ actor, action, subject, before, after, requestId }: AuditEntry): unknown[] => [
  actor.kind,
  actor.id,
  actor.name,
  action,
  subject ?? null,
  json(before),
  json(after),
  requestId ?? null,
];

/** Notes a change of something of a bot, in the transaction of the change; secrets are masked. */
export async function writeAudit(tx: Tx, botId: string, entry: AuditEntry): Promise<void> {
  await tx.sql(insertEntry, [botId, ...valuesOf(entry)]);
}

/** Notes a change of the fleet, in a fleet scope; `botId` is whom it is about, who may be gone by then. */
export async function writeFleetAudit(tx: Tx, botId: string | undefined, entry: AuditEntry): Promise<void> {
  await tx.sql(insertFleetEntry, [botId ?? null, ...valuesOf(entry)]);
}
