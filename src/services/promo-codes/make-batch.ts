import { PermanentError } from '#platform/errors.js';
import { readPromoCode, type WrittenCode } from '#platform/promo-code-key.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { makeCodes, type NewCodes } from './make-codes.js';
import { randomCode } from './random-code.js';

/** Codes that are made at once, each for one use. */
export interface NewBatch extends Pick<NewCodes, 'effect' | 'terms'> {
  readonly name: string;
  readonly size: number;
  /** What each code begins with; '': nothing. */
  readonly prefix: string;
}

const insertBatch = `
  insert into promo_code_batches (bot_id, name, size) values ($1, $2, $3) returning id::text`;

/** Hardly ever is one of them made that was there before. */
const mostTries = 5;

/** Makes a batch in the open transaction; returns its number. Throws as `makeCodes` does. */
export async function makeBatch(
  tenant: Tenant,
  tx: Tx,
  { name, size, prefix, effect, terms }: NewBatch,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(insertBatch, [tenant.botId, name, size]);
  const batchId = row?.id ?? '';
  const once = { ...terms, mostUses: 1, mostPerPerson: 1 };
  let missing = size;
  for (let tries = 0; missing > 0 && tries < mostTries; tries += 1) {
    const codes = Array.from({ length: missing }, () => newCode(prefix));
    missing -= (await makeCodes(tenant, tx, { codes, effect, terms: once, batchId })).length;
  }
  if (missing > 0) throw new PermanentError('promo_code.exists');
  return batchId;
}

function newCode(prefix: string): WrittenCode {
  const written = readPromoCode(prefix === '' ? randomCode() : `${prefix}-${randomCode()}`);
  if (!written) throw new Error(`the prefix ${prefix} makes no code`);
  return written;
}
