import { openVault } from '#platform/secrets.js';
import { creditPartner } from '#services/partners/credit-partner.js';
import { decidedElsewhere, setPartner, type PartnerChange } from '#services/partners/decide-partner.js';
import { readPartnerHold, availableOf, readPartner } from '#services/partners/partner-rows.js';
import { requestPayout } from '#services/partners/request-payout.js';
import type { Tenant } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../database.js';

/** The vault of these tests. */
export const partnerVault = openVault('a secret of the partners, of 32 characters');

/** What a partner has now, by the rows. */
export interface Holding {
  readonly balance: number;
  readonly held: number;
  readonly reserved: number;
  readonly available: number;
}

/** Doings around the partners of a bot, each a transaction. */
export function partnersOf(tenant: Tenant) {
  const { botId } = tenant;
  const set = (userId: string, change: PartnerChange = {}) =>
    tenant.db((tx) =>
      setPartner(tenant, tx, { userId, state: 'accepted', decidedBy: decidedElsewhere, ...change }),
    );
  const pay = async (
    userId: string,
    paidToman: number,
    { event = `payment ${uniqueNumber()}`, fromUserId }: { event?: string; fromUserId?: string } = {},
  ) => {
    const from = fromUserId ?? (await buildUser(tenant)).id;
    const reference = { kind: 'gateway_payments', id: String(uniqueNumber()) } as const;
    return tenant.db((tx) =>
      creditPartner(tenant, tx, { userId, fromUserId: from, paidToman, event, reference }),
    );
  };
  const ask = (userId: string, amountToman: number, requisites = '6037 9975 9981 2345 Sara') =>
    tenant.db((tx) => requestPayout(tenant, tx, { userId, amountToman, requisites, vault: partnerVault }));
  return {
    set,
    /** Somebody whom the partner brought pays so much; is it booked on the partner? */
    pay,
    /** A new partner who can be paid out so many toman. */
    add: async (availableToman = 0) => {
      const { id } = await buildUser(tenant);
      await set(id, { commissionPercent: 100, holdDays: 0 });
      if (availableToman > 0) await pay(id, availableToman);
      return id;
    },
    holding: (userId: string): Promise<Holding> =>
      tenant.db(async (tx) => {
        const partner = await readPartner(tenant, tx, userId);
        if (!partner) throw new Error(`user ${userId} is no partner`);
        const held = await readPartnerHold(tenant, tx, { userId, at: new Date() });
        const { balanceToman: balance, reservedToman: reserved } = partner;
        return { balance, held, reserved, available: availableOf(partner, held) };
      }),
    /** Kind and both amounts of each row of a partner's ledger, oldest first. */
    ledger: async (userId: string) =>
      (
        await ownerQuery<{ kind: string; amount: number; reserved: number }>(
          `select kind, amount_toman::float8 as amount, reserved_toman::float8 as reserved from partner_transactions
           where bot_id = $1 and user_id = $2 order by id`,
          [botId, userId],
        )
      ).map(({ kind, amount, reserved }) => [kind, amount, reserved] as const),
    ask,
    /** A partner asks for so many toman, and may; the payout. */
    request: async (userId: string, amountToman: number): Promise<string> => {
      const asked = await ask(userId, amountToman);
      if (asked.kind !== 'requested') throw new Error(asked.reason);
      return asked.payout.id;
    },
    /** Lets what is held become available. */
    age: (userId: string, days: number) =>
      ownerQuery(
        `update partner_transactions set available_at = available_at - make_interval(days => $3)
         where bot_id = $1 and user_id = $2`,
        [botId, userId, days],
      ),
  };
}
