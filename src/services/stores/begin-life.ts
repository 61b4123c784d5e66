import { randomUUID } from 'node:crypto';
import { RetryableError } from '#platform/errors.js';
import type { Vault } from '#platform/secrets.js';
import { asFleet, type Tx } from '#tenancy/scope.js';
import {
  announceLife,
  readFleetRecord,
  readNumbers,
  sealOf,
  type FleetRecord,
} from '#directory/fleet-record.js';
import type { Jobs } from '#jobs/queues.js';
import { findSent } from './find-sent.js';
import { readFleetRow, type FleetRow } from './read-fleet.js';

/** Numbers given out since Redis last heard of them are fewer than this; when it never did, they may be many. */
const stride = { known: 100_000, unknown: 1_000_000 };

/** What a new life found and did. */
export interface NewLife {
  readonly life: number;
  /** Pending jobs, which are handed over again under new numbers. */
  readonly owed: number;
  /** Messages that were pending and are not any more: they were sent before the restore. */
  readonly sent: number;
}

interface Change {
  readonly life: number;
  readonly beat: number;
  readonly redis: string;
}

/** Rows that get new numbers in one statement: it must end within its time. */
const atOnce = 20_000;
const forgetWebhooks = `
  update bot_connections set webhook_fingerprint = 'stale', commands_fingerprint = null, updated_at = now()`;
const noteLife = `
  update fleet_settings set value = value || $1::jsonb, updated_at = now() where key = 'fleet.life'`;

/**
 * Begins a new life of the fleet, after one of its stores was restored: numbers go on above all that Redis ever saw, what
 * is pending gets new ones and is handed over again but for messages that Redis knows as sent, jobs of earlier lives that
 * still lie in Redis are done no more, directory, webhooks and menus are set anew. PostgreSQL changes in one transaction;
 * a crash before Redis heard of it is made good at the next start. Processes of the earlier life end by themselves.
 */
export async function beginLife(jobs: Jobs, vault: Vault): Promise<NewLife> {
  const { redis, prefix } = jobs;
  const record = await readFleetRecord(redis, prefix);
  const numbers = await readNumbers(redis, prefix);
  const before = await asFleet('read the life of the fleet', (tx) => readFleetRow(tx));
  const sent = record ? await findSent(jobs, record.at) : [];
  const change: Change = {
    life: Math.max(before.life, record?.life ?? 0) + 1,
    beat: Math.max(before.beat, record?.beat ?? 0) + 1,
    redis: record?.redis ?? randomUUID(),
  };
  const begun = await asFleet('begin a new life', (tx) => changeRows(tx, { before, change, sent, numbers }));
  await announceLife(redis, prefix, recordOf(begun.row, vault));
  return { life: change.life, owed: begun.owed, sent: sent.length };
}

/** What Redis is to know of the fleet when all is well. */
export const recordOf = (row: FleetRow, vault: Vault): FleetRecord => ({
  fleet: row.fleet,
  life: row.life,
  redis: row.redis ?? '',
  beat: row.beat,
  at: row.now,
  name: row.name,
  seal: sealOf(vault, row.fleet),
});

interface Work {
  readonly before: FleetRow;
  readonly change: Change;
  readonly sent: readonly string[];
  readonly numbers: Record<string, number> | undefined;
}

async function changeRows(tx: Tx, { before, change, sent, numbers }: Work) {
  const { life, beat } = await readFleetRow(tx, true);
  if (life !== before.life || beat !== before.beat) throw new RetryableError('stores.changed_meanwhile');
  await tx.sql('delete from outbox where id = any($1::bigint[])', [sent]);
  const by = numbers ? stride.known : stride.unknown;
  const [raised] = await tx.sql<{ below: string }>('select raise_numbers($1, $2::jsonb, $3) as below', [
    change.life,
    JSON.stringify(numbers ?? {}),
    by,
  ]);
  const owed = await renumber(tx, raised?.below ?? '0');
  await tx.sql(forgetWebhooks);
  await tx.sql(noteLife, [JSON.stringify(change)]);
  return { row: await readFleetRow(tx), owed };
}

async function renumber(tx: Tx, below: string): Promise<number> {
  for (let all = 0; ;) {
    const [renumbered] = await tx.sql<{ count: number }>('select renumber_outbox($1, $2) as count', [
      below,
      atOnce,
    ]);
    all += renumbered?.count ?? 0;
    if (!renumbered || renumbered.count < atOnce) return all;
  }
}
