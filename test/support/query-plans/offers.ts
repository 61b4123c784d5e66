import { endDiscount, endPromisesTo } from '#services/discounts/end-discounts.js';
import { findDiscounts, listDiscounts } from '#services/discounts/list-discounts.js';
import { arePlans } from '#services/personal-offers/are-plans.js';
import { canHear, findAudience } from '#services/personal-offers/audience.js';
import { countSendings } from '#services/personal-offers/count-sendings.js';
import { endDueOffers } from '#services/personal-offers/end-offers.js';
import { enqueueDueOffers } from '#services/personal-offers/enqueue-due.js';
import { listOpenOffers, listOwnAccesses, readOpenOffer } from '#services/personal-offers/read-offers.js';
import { revokeOffer } from '#services/personal-offers/revoke-offer.js';
import { sendOfferPage } from '#services/personal-offers/send-offers.js';
import { startSending, stopSending } from '#services/personal-offers/start-sending.js';
import { takeOffer } from '#services/personal-offers/take-offer.js';
import type { Offering } from '#services/personal-offers/terms.js';
import { writeTestSquads } from '#services/personal-offers/test-squads.js';
import { tenantOf, type Tx } from '#tenancy/scope.js';
import { zoneAt } from '../zone-at.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const at = (): Date => new Date();
const squad = '7d1b4b6c-9c0a-4b3e-8f53-2f3d4b7a1c11';
const access: Offering = {
  ...{ kind: 'test_access', openHours: 24, holdsHours: 24, percent: null, amountToman: null },
  ...{ appliesTo: 'any', planIds: null, squads: [squad] },
};
const discount: Offering = { ...access, kind: 'discount', percent: 10, squads: [] };

const start = (tx: Tx, offering: Offering, to: Parameters<typeof startSending>[2]['to']) =>
  startSending(tenant, tx, { templateId: '1', offering, to });
/** A person of the big bot with an offer of their own. */
async function offerTo(tx: Tx, userId: string, offering: Offering): Promise<string> {
  const sendingId = await start(tx, offering, { userId });
  await sendOfferPage(tenant, tx);
  const [row] = await tx.sql<{ id: string }>(
    'select id::text from personal_offers where bot_id = $1 and sending_id = $2',
    ['1', sendingId],
  );
  return row?.id ?? '';
}
/** It is noon where the bot is: offers leave by day. */
const ready = (tx: Tx) =>
  tx.sql(
    `insert into bot_configurations (bot_id, config_key, config_value) values ($1, 'time_zone', to_jsonb($2::text))
     on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
    ['1', zoneAt(12)],
  );

/** Offers to single people. */
export const offerQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/discounts/end-discounts.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await endDiscount(tenant, tx, { discountId: '3', at: at() });
        await endPromisesTo(tenant, tx, { userId: '33', at: at() });
      }),
  },
  'src/services/discounts/list-discounts.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await listDiscounts(tenant, tx, '31');
        await findDiscounts(tenant, tx, ['3', '5']);
      }),
  },
  'src/services/personal-offers/are-plans.ts': { run: () => tenant.db((tx) => arePlans(tenant, tx, ['1'])) },
  'src/services/personal-offers/audience.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await canHear(tenant, tx, '31');
        await findAudience(tenant, tx, {
          ...{ segment: 'group', kind: 'discount', groupId: '1', after: '100', upTo: '200', at: at() },
          values: { expiry_warning_days: [3], trial_warning_hours: 2 },
        });
      }),
  },
  'src/services/personal-offers/count-sendings.ts': {
    run: () => tenant.db((tx) => countSendings(tenant, tx, ['1', '2'])),
    walks: { discount_offers: 'it counts what was given by sendings, of which one may be to everybody' },
  },
  'src/services/personal-offers/end-offers.ts': {
    run: async ({ database }) => {
      await database.query(
        `update personal_offers set due_at = now() - interval '1 hour' where bot_id = 1 and due_at is not null and id < 100`,
      );
      await endDueOffers(tenant);
    },
  },
  'src/services/personal-offers/enqueue-due.ts': {
    run: enqueueDueOffers,
    walks: { bots: 'one look into the index of offers for each bot' },
  },
  'src/services/personal-offers/read-offers.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const about = { userId: '31', at: at() };
        await listOpenOffers(tenant, tx, about);
        await readOpenOffer(tenant, tx, { ...about, offerId: '5' });
        await listOwnAccesses(tenant, tx, about);
      }),
  },
  'src/services/personal-offers/revoke-offer.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await ready(tx);
        await revokeOffer(tenant, tx, { offerId: await offerTo(tx, '41', discount), at: at() });
      }),
  },
  'src/services/personal-offers/send-offers.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await ready(tx);
        await start(tx, discount, { segment: 'everybody' });
        await sendOfferPage(tenant, tx);
      }),
  },
  'src/services/personal-offers/start-sending.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const sendingId = await start(tx, discount, { segment: 'group', groupId: '1' });
        await stopSending(tenant, tx, { sendingId, at: at() });
      }),
    walks: { users: 'it counts the people of the bot, once a sending' },
  },
  'src/services/personal-offers/take-offer.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await ready(tx);
        await takeOffer(tenant, tx, { userId: '51', offerId: await offerTo(tx, '51', discount) });
        await tx.sql(
          `update subscriptions set squads = array[gen_random_uuid()], status = 'active', ends_at = now() + interval '9 days'
           where bot_id = $1 and user_id = $2`,
          ['1', '52'],
        );
        await takeOffer(tenant, tx, { userId: '52', offerId: await offerTo(tx, '52', access) });
      }),
  },
  'src/services/personal-offers/test-squads.ts': {
    run: () => tenant.db((tx) => writeTestSquads(tenant, tx, ['31', '32'])),
  },
};
