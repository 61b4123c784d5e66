import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { readTerms } from '../orders/terms.js';

const readInviter = `
  select referred_by::text as inviter from users where bot_id = $1 and id = $2 and referred_by is not null and not is_returning`;

/** Tells whoever brought a person that they came, where the programme is on; in the transaction in which they came. */
export async function tellJoined(tenant: Tenant, tx: Tx, userId: string): Promise<void> {
  const [row] = await tx.sql<{ inviter: string }>(readInviter, [tenant.botId, userId]);
  if (!row) return;
  const { features } = await readTerms(tenant, tx);
  if (!features.referral_program.isOn) return;
  await notify(tenant, tx, {
    kind: 'referral_joined',
    about: { user_id: row.inviter, invited_id: userId },
  });
}
