import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '#tenancy/scope.js';
import type { Actor } from './actor.js';
import { maskSecrets } from './mask-secrets.js';
import { shorten } from './shorten.js';

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

/** Read before it is masked: a secret that the cut would halve is not known as one any more, so its half goes afterwards. */
const window = { text: 400, things: 40, levels: 6, bytes: 16_384 };
const kept = { text: 250, things: 40, levels: 6, bytes: 4_096 };

const json = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : JSON.stringify(shorten(maskSecrets(shorten(value, window)), kept));

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Of two objects the fields in which they differ; anything else as it is. */
function difference(before: unknown, after: unknown): readonly [unknown, unknown] {
  if (!isPlain(before) || !isPlain(after)) return [before, after];
  const names = Object.keys({ ...before, ...after }).filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  const pick = (view: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(names.filter((name) => name in view).map((name) => [name, view[name]]));
  return [pick(before), pick(after)];
}

function valuesOf({ actor, action, subject, before, after, requestId }: AuditEntry): unknown[] {
  const [was, is] = difference(before, after);
  return [
    ...[actor.kind, actor.id, actor.name, action, subject?.slice(0, 200) ?? null],
    ...[json(was), json(is), requestId ?? null],
  ];
}

/**
 * Notes a change of something of a bot together with the commit of its transaction: in which fields it differs, at most 4 KB of each side,
 * secrets masked. The whole values of settings are in their history (services/settings/history.ts).
 */
export function writeAudit(tx: Tx, botId: string, entry: AuditEntry): void {
  tx.withCommit(insertEntry, [botId, ...valuesOf(entry)]);
}

/** Notes a change of the fleet, in a fleet scope; `botId` is whom it is about, who may be gone by then. */
export function writeFleetAudit(tx: Tx, botId: string | undefined, entry: AuditEntry): void {
  tx.withCommit(insertFleetEntry, [botId ?? null, ...valuesOf(entry)]);
}
