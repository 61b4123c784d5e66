import type { Tenant, Tx } from '#tenancy/scope.js';
import { claimNotice } from '../notices/claim-notice.js';
import { notify } from '../notices/notify.js';

const openPayouts = `
  select id::text from partner_payouts where bot_id = $1 and state in ('requested', 'approved') order by partner_payouts.id`;
const applications = `select user_id::text as id from partners where bot_id = $1 and state = 'asked' order by partners.id`;

/**
 * Those who decide are told once more of each payout and application that waits for them, in the open transaction: what they were told
 * before has buttons that lead nowhere any more. `why`: names the occasion, for ever; of one they hear once.
 */
export async function askAnew(tenant: Tenant, tx: Tx, { why }: { readonly why: string }): Promise<void> {
  const { botId } = tenant;
  const isNews = (kind: string, id: string): Promise<boolean> =>
    claimNotice(tenant, tx, { kind, about: `${id} ${why}`, again: 'never' });
  for (const { id } of await tx.sql<{ id: string }>(openPayouts, [botId]))
    if (await isNews('payout_requested', id))
      await notify(tenant, tx, { kind: 'payout_requested', about: { payout_id: id } });
  for (const { id } of await tx.sql<{ id: string }>(applications, [botId]))
    if (await isNews('partner_asks', id))
      await notify(tenant, tx, { kind: 'partner_asks', about: { user_id: id } });
}
