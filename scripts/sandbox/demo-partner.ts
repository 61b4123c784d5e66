import { operator } from '#services/access/actor.js';
import type { Vault } from '#platform/secrets.js';
import { creditPartner } from '#services/partners/credit-partner.js';
import { decidedElsewhere, setPartner } from '#services/partners/decide-partner.js';
import { requestPayout } from '#services/partners/request-payout.js';
import { changeSettingsIn } from '#services/settings/change-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A partner, and who came by his link; neither ever writes, so no bot can write to them. */
const nima = { telegramId: '500100295', firstName: 'نیما', code: 'nima' } as const;
const parisa = { telegramId: '500100296', firstName: 'پریسا', code: 'parisa' } as const;

const find = 'select 1 from users where bot_id = $1 and telegram_id = $2';
const add = `
  insert into users (bot_id, telegram_id, language, first_name, referral_code, registered_at, referred_by,
    can_receive, unreachable_since)
  values ($1, $2, 'fa', $3, $4, now(), $5, false, now()) returning id::text`;

async function addPersonOf(
  { botId }: Tenant,
  tx: Tx,
  { telegramId, firstName, code }: typeof nima | typeof parisa,
  referredBy: string | null = null,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(add, [botId, telegramId, firstName, code, referredBy]);
  return row?.id ?? '';
}

/**
 * Lets people of a bot apply as partners, and gives it one who has earned and waits to be paid out, in the open transaction. False: it
 * has him already.
 */
export async function addDemoPartner(tenant: Tenant, tx: Tx, vault: Vault): Promise<boolean> {
  if ((await tx.sql(find, [tenant.botId, nima.telegramId])).length > 0) return false;
  await changeSettingsIn(tenant, tx, [{ key: 'partner_applications', put: true }], {
    actor: operator,
    vault,
  });
  const userId = await addPersonOf(tenant, tx, nima);
  const fromUserId = await addPersonOf(tenant, tx, parisa, userId);
  const reference = { kind: 'gateway_payments', id: '0' };
  const pay = (holdDays: number, paidToman: number, event: string) =>
    setPartner(tenant, tx, { userId, state: 'accepted', holdDays, decidedBy: decidedElsewhere }).then(() =>
      creditPartner(tenant, tx, { userId, fromUserId, paidToman, event, reference }),
    );
  await pay(0, 3_200_000, 'demo partner 1');
  await pay(14, 650_000, 'demo partner 2');
  const requisites = '6037 9900 0000 0014 نیما رستمی';
  await requestPayout(tenant, tx, { userId, amountToman: 600_000, requisites, vault });
  return true;
}
