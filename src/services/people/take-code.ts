import type { Tenant, Tx } from '#tenancy/scope.js';

const find = `
  select inviter.referral_code as code from users inviter
  where inviter.bot_id = $1 and inviter.referral_code = $2 and inviter.id <> $3
    and inviter.status = 'active' and inviter.registered_at is not null and not exists (
      select from referral_accounts where bot_id = $1 and user_id = inviter.id and is_off)`;
const cameByLink = `
  select from users where bot_id = $1 and id = $2 and (start_payload is not null or is_returning)`;

/** Signs that keyboards and programs slip in and that no code has. */
const stray = /[\s\p{Cf}\p{Cc}]/gu;

/** What a person typed as a code: the code of a link that they pasted, in the signs and case that codes have. */
export function readTypedCode(typed: string): string {
  const text = typed.slice(0, 500).normalize('NFKC').replace(stray, '');
  const word = /[?&]start=([\w-]{1,64})/.exec(text)?.[1] ?? text;
  return word.replace(/^ref/i, 'ref');
}

/** The code, as it is written, of another person of this bot who may invite; undefined: it is none. */
export async function findInviterCode(
  { botId }: Tenant,
  tx: Tx,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<string | undefined> {
  const [row] = await tx.sql<{ code: string }>(find, [botId, code, userId]);
  return row?.code;
}

/** Is a person not to be asked for a code: a link brought them, or they were here before? */
export const isBrought = async ({ botId }: Tenant, tx: Tx, userId: string): Promise<boolean> =>
  (await tx.sql(cameByLink, [botId, userId])).length > 0;
