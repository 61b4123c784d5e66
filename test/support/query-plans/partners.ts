import { openVault } from '#platform/secrets.js';
import { askAnew } from '#services/partners/ask-anew.js';
import { applyAsPartner } from '#services/partners/apply-as-partner.js';
import { closePartner } from '#services/partners/close-partner.js';
import { creditPartner, takeBackFromPartner } from '#services/partners/credit-partner.js';
import { decideApplication, decidedElsewhere, setPartner } from '#services/partners/decide-partner.js';
import { approvePayout, cancelPayout, payPayout, rejectPayout } from '#services/partners/decide-payout.js';
import { movePartner } from '#services/partners/move-partner.js';
import { moveToWallet } from '#services/partners/move-to-wallet.js';
import {
  lockPartner,
  newestMovement,
  readPartner,
  readPartnerHold,
} from '#services/partners/partner-rows.js';
import { readPartnerStatistics } from '#services/partners/partner-statistics.js';
import { readPartnerTerms } from '#services/partners/partner-terms.js';
import {
  lockPayout,
  readOpenPayout,
  readPayouts,
  readSealedRequisites,
} from '#services/partners/payout-rows.js';
import { readCabinet } from '#services/partners/read-cabinet.js';
import { readPartnerMovement } from '#services/partners/read-movement.js';
import { readPartnerFace } from '#services/partners/read-partner-face.js';
import { readPayoutBounds, requestPayout } from '#services/partners/request-payout.js';
import { settleOwed } from '#services/partners/settle-owed.js';
import { showRequisites } from '#services/partners/show-requisites.js';
import { resealRequisites } from '#services/partners/reseal-requisites.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const vault = openVault('a secret of the query plans, 32 characters');
const at = (): Date => new Date();
/** A partner who has something, for each statement anew. */
const userId = '31';
const reference = { kind: 'gateway_payments', id: '1' };
const event = 'payment of the plans';
let asked = 0;

/** A payout of the partner, requested anew. */
async function newPayout(tx: Tx): Promise<string> {
  const open = await readOpenPayout(tenant, tx, userId);
  if (open) return open.id;
  asked += 1;
  await movePartner(tenant, tx, { userId, kind: 'earned', amountToman: 10_000_000, event: `given ${asked}` });
  const wish = { userId, amountToman: 1_000_000, requisites: '6037 9975 9981 2345', vault };
  const made = await requestPayout(tenant, tx, wish);
  if (made.kind !== 'requested') throw new Error(made.reason);
  return made.payout.id;
}
const decide = (payoutId: string) => ({ payoutId, ...decidedElsewhere });

/** People who earn on those they brought. */
export const partnerQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/partners/apply-as-partner.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await tx.sql(
          `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'partner_applications', 'true')`,
          [tenant.botId],
        );
        await applyAsPartner(tenant, tx, '32');
      }),
  },
  'src/services/partners/ask-anew.ts': {
    walks: {
      partner_payouts: 'all open ones of the bot are told',
      partners: 'all who ask of the bot are told',
    },
    run: () => tenant.db((tx) => askAnew(tenant, tx, { why: 'of the plans' })),
  },
  'src/services/partners/credit-partner.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await creditPartner(tenant, tx, { userId, fromUserId: '33', paidToman: 1_000, event, reference });
        await takeBackFromPartner(tenant, tx, { event, refundedToman: 500 });
      }),
  },
  'src/services/partners/decide-partner.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await setPartner(tenant, tx, { userId: '34', state: 'accepted', decidedBy: decidedElsewhere });
        const decidedBy = { by: '1', byName: 'Sara' };
        await decideApplication(tenant, tx, { userId: '32', isAccepted: true, decidedBy });
      }),
  },
  'src/services/partners/decide-payout.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const id = await newPayout(tx);
        await approvePayout(tenant, tx, decide(id));
        await showRequisites(tenant, tx, { payoutId: id, by: '5', byName: 'Sara' });
        await payPayout(tenant, tx, decide(id));
        await rejectPayout(tenant, tx, decide(await newPayout(tx)));
        await cancelPayout(tenant, tx, { payoutId: await newPayout(tx), userId });
      }),
  },
  'src/services/partners/move-partner.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const twice = { userId, kind: 'earned', amountToman: 5, event: 'twice' } as const;
        await movePartner(tenant, tx, twice);
        await movePartner(tenant, tx, twice);
      }),
  },
  'src/services/partners/move-to-wallet.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await movePartner(tenant, tx, {
          userId,
          kind: 'earned',
          amountToman: 5_000_000,
          event: 'for the wallet',
        });
        await moveToWallet(tenant, tx, { userId, after: await newestMovement(tenant, tx, userId) });
      }),
  },
  'src/services/partners/partner-rows.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await readPartner(tenant, tx, userId);
        await lockPartner(tenant, tx, userId);
        await readPartnerHold(tenant, tx, { userId, at: at() });
        await newestMovement(tenant, tx, userId);
      }),
  },
  'src/services/partners/partner-statistics.ts': {
    walks: {
      partners: 'it counts every partner of the bot',
      partner_payouts: 'it counts the open ones of the bot',
      partner_transactions: 'it sums up what moved in the bot',
    },
    run: () => tenant.db((tx) => readPartnerStatistics(tenant, tx, { from: new Date(0), to: at() })),
  },
  'src/services/partners/partner-terms.ts': { run: () => tenant.db((tx) => readPartnerTerms(tenant, tx)) },
  'src/services/partners/payout-rows.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const id = await newPayout(tx);
        await lockPayout(tenant, tx, id);
        await readSealedRequisites(tenant, tx, id);
        await readPayouts(tenant, tx, { userId, most: 10 });
      }),
  },
  'src/services/partners/read-cabinet.ts': {
    run: () => tenant.db((tx) => readCabinet(tenant, tx, { userId, timeZone: 'Asia/Tehran' })),
  },
  'src/services/partners/read-movement.ts': {
    run: () => tenant.db((tx) => readPartnerMovement(tenant, tx, '31')),
  },
  'src/services/partners/read-partner-face.ts': {
    run: () => tenant.db((tx) => readPartnerFace(tenant, tx, userId)),
  },
  'src/services/partners/request-payout.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const open = await readOpenPayout(tenant, tx, userId);
        if (open) await rejectPayout(tenant, tx, decide(open.id));
        await newPayout(tx);
        await readPayoutBounds(tenant, tx, userId);
      }),
  },
  'src/services/partners/reseal-requisites.ts': {
    walks: { partner_payouts: 'it seals those of all bots' },
    run: () => {
      const next = openVault('the secret to come of the plans, 32 characters');
      return asFleet('test', (tx) => resealRequisites(tx, { present: vault, next }));
    },
  },
  'src/services/partners/settle-owed.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await tx.sql(
          `insert into referral_accounts (bot_id, user_id, owed_toman) values ($1, $2, 1000)
           on conflict (bot_id, user_id) do update set owed_toman = 1000`,
          [tenant.botId, userId],
        );
        const given = { userId, kind: 'earned', amountToman: 10_000_000, event: 'to settle' } as const;
        await movePartner(tenant, tx, given);
        if ((await settleOwed(tenant, tx, { userId })) === 0) throw new Error('nothing was settled');
      }),
  },
  'src/services/partners/show-requisites.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const id = await newPayout(tx);
        await approvePayout(tenant, tx, decide(id));
        await showRequisites(tenant, tx, decide(id));
        await payPayout(tenant, tx, decide(id));
      }),
  },
  // The last: it takes all that the partner has.
  'src/services/partners/close-partner.ts': {
    run: () => tenant.db((tx) => closePartner(tenant, tx, { userId, mayForfeit: true })),
  },
};
