import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** So many wrong codes from the first of them on within so long, then a pause until that time is over. */
export const mostGuesses = 10;
export const guessesWithinMs = hourMs;

interface Row {
  readonly count: number;
  readonly since: Date | null;
}

const readGuesses = `
  select wrong_code_count as count, wrong_code_since as since from users where bot_id = $1 and id = $2`;
const writeGuess = `
  update users set wrong_code_count = $3, wrong_code_since = $4, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

interface Guesser {
  readonly userId: string;
  readonly at: Date;
}

const isOver = ({ since }: Row, at: Date): boolean =>
  since === null || at.getTime() >= since.getTime() + guessesWithinMs;

async function read({ botId }: Tenant, tx: Tx, userId: string): Promise<Row> {
  const [row] = await tx.sql<Row>(readGuesses, [botId, userId]);
  return row ?? { count: 0, since: null };
}

/** Until when a person, who is locked, may send no codes, right ones neither; undefined: they may. */
export async function readPause(tenant: Tenant, tx: Tx, { userId, at }: Guesser): Promise<Date | undefined> {
  const row = await read(tenant, tx, userId);
  if (row.since === null || isOver(row, at) || row.count < mostGuesses) return undefined;
  return new Date(row.since.getTime() + guessesWithinMs);
}

/** Counts a wrong code of a person, who is locked. */
export async function countGuess(tenant: Tenant, tx: Tx, { userId, at }: Guesser): Promise<void> {
  const row = await read(tenant, tx, userId);
  const next = isOver(row, at) ? { count: 1, since: at } : { count: row.count + 1, since: row.since };
  await tx.sql(writeGuess, [tenant.botId, userId, next.count, next.since]);
}
