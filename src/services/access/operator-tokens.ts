import {
  operatorTokenId,
  publishOperatorTokens,
  type OperatorToken,
  type OperatorTokens,
} from '#directory/operator-tokens.js';
import type { Jobs } from '#jobs/queues.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { newApiToken, sha256 } from '#platform/secrets.js';
import { dayMs } from '#platform/units.js';
import { asFleet, type Tx } from '#tenancy/scope.js';

/** Where ingress looks. */
type Published = Pick<Jobs, 'redis' | 'prefix'>;

const none: OperatorTokens = { version: 0, tokens: [] };
const mostTokens = 100;

/**
 * Makes a token that opens `/queues` for looking and nothing else. Returns it: only its hash is kept. Throws
 * PermanentError `operator_token.exists`, or `operator_token.too_many` when there are a hundred.
 */
export async function addOperatorToken(
  jobs: Published,
  { name, days }: { name: string; days?: number | undefined },
): Promise<string> {
  const token = newApiToken();
  const hash = sha256(token);
  const made: OperatorToken = {
    id: operatorTokenId(hash),
    name,
    hash,
    created_at: now(),
    ...(days !== undefined && { expires_at: now() + days * dayMs }),
  };
  await change(jobs, (tokens) => {
    if (tokens.some((one) => one.name === name)) throw new PermanentError('operator_token.exists');
    if (tokens.length >= mostTokens) throw new PermanentError('operator_token.too_many');
    return [...tokens, made];
  });
  return token;
}

/** Ends a token, with every sign-in that it gave. Throws PermanentError `operator_token.unknown`. */
export async function revokeOperatorToken(jobs: Published, name: string): Promise<void> {
  await change(jobs, (tokens) => {
    const left = tokens.filter((one) => one.name !== name);
    if (left.length === tokens.length) throw new PermanentError('operator_token.unknown');
    return left;
  });
}

/** The tokens, in the order in which they were made. */
export async function listOperatorTokens(): Promise<readonly OperatorToken[]> {
  return (await asFleet('read the operator tokens', (tx) => read(tx))).tokens;
}

/** Gives Redis what PostgreSQL knows, such as after it was emptied. */
export async function republishOperatorTokens({ redis, prefix }: Published): Promise<void> {
  const tokens = await asFleet('publish the operator tokens', (tx) => read(tx));
  if (tokens.version > 0) await publishOperatorTokens(redis, tokens, prefix);
}

async function read(tx: Tx): Promise<OperatorTokens> {
  const [row] = await tx.sql<{ value: OperatorTokens }>(
    `select value from fleet_settings where key = 'operator_tokens'`,
  );
  return row?.value ?? none;
}

async function change(
  jobs: Published,
  edit: (tokens: readonly OperatorToken[]) => readonly OperatorToken[],
): Promise<void> {
  const changed = await asFleet('change the operator tokens', async (tx) => {
    const [row] = await tx.sql<{ value: OperatorTokens }>(
      `insert into fleet_settings (key, value) values ('operator_tokens', $1::jsonb)
       on conflict (key) do update set updated_at = now() returning value`,
      [JSON.stringify(none)],
    );
    const { version, tokens } = row?.value ?? none;
    const next: OperatorTokens = { version: version + 1, tokens: edit(tokens) };
    await tx.sql(
      `update fleet_settings set value = $1::jsonb, updated_at = now() where key = 'operator_tokens'`,
      [JSON.stringify(next)],
    );
    return next;
  });
  await publishOperatorTokens(jobs.redis, changed, jobs.prefix);
}
