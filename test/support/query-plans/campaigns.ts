import { countVisit } from '#services/campaigns/count-visit.js';
import { giveKeptBonus } from '#services/campaigns/give-kept-bonus.js';
import { giveWelcomeTrial } from '#services/campaigns/give-welcome-trial.js';
import { isCampaignUsed, isParameterTaken } from '#services/campaigns/parameter-use.js';
import { readRegistration } from '#services/campaigns/read-registration.js';
import { rewardNewcomer } from '#services/campaigns/reward-newcomer.js';
import { sumFigures } from '#services/campaigns/sum-figures.js';
import { readTerms } from '#services/orders/terms.js';
import { takeBonusBack } from '#services/campaigns/take-bonus-back.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const userOf = `select id::text from users where bot_id = 1 and telegram_id = $1`;

/** Advertising links and who came by them. */
export const campaignQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/campaigns/count-visit.ts': {
    run: () => tenant.db((tx) => countVisit(tenant, tx, { userId: '12', parameter: 'campaign3' })),
  },
  'src/services/campaigns/give-kept-bonus.ts': {
    run: async ({ database }) => {
      const [user] = await database.query<{ id: string }>(userOf, ['105']);
      const { id: userId } = user!;
      await database.query(
        `update campaign_people set bonus_kind = null, bonus_refusal = 'channel' where bot_id = 1 and user_id = $1`,
        [userId],
      );
      await tenant.db((tx) => giveKeptBonus(tenant, tx, { userId }));
    },
  },
  'src/services/campaigns/give-welcome-trial.ts': {
    run: async ({ database }) => {
      const [user] = await database.query<{ id: string }>(userOf, ['91']);
      const { id: userId } = user!;
      await database.query(
        'update subscriptions set removal_wanted_at = now(), was_never_made = true where bot_id = 1 and user_id = $1',
        [userId],
      );
      await tenant.db((tx) => countVisit(tenant, tx, { userId, parameter: 'campaign3' }));
      const [visit] = await database.query<{ id: string }>(
        'select campaign_id::text as id from campaign_people where bot_id = 1 and user_id = $1 limit 1',
        [userId],
      );
      const { id: campaignId } = visit!;
      await tenant.db(async (tx) =>
        giveWelcomeTrial(tenant, tx, {
          ...{ userId, campaignId, terms: await readTerms(tenant, tx), at: new Date(), event: 'plans' },
          bonus: { kind: 'subscription', days: 3, traffic_gb: 5, device_limit: 1, squads: [] },
        }),
      );
    },
  },
  'src/services/campaigns/parameter-use.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await isParameterTaken(tenant, tx, 'campaign3');
        await isCampaignUsed(tenant, tx, '3');
      }),
  },
  'src/services/campaigns/read-registration.ts': {
    run: () => tenant.db((tx) => readRegistration(tenant, tx, { campaignId: '3', userId: '12' })),
  },
  'src/services/campaigns/reward-newcomer.ts': {
    run: async ({ database }) => {
      const [user] = await database.query<{ id: string }>(userOf, ['103']);
      const { id: userId } = user!;
      const [campaign] = await database.query<{ code: string }>(
        `update campaign_people as person set registered_at = null from campaigns
         where person.bot_id = 1 and person.user_id = $1 and campaigns.bot_id = 1 and campaigns.id = campaign_id
         returning start_parameter as code`,
        [userId],
      );
      await database.query(
        `update campaigns set bonus = '{"kind": "balance", "amount_toman": 5}' where bot_id = 1 and start_parameter = $1`,
        [campaign!.code],
      );
      await tenant.db((tx) => rewardNewcomer(tenant, tx, { userId, campaignCode: campaign!.code }));
    },
  },
  'src/services/campaigns/sum-figures.ts': {
    run: () => tenant.db((tx) => sumFigures(tenant, tx, { from: null, until: null })),
    walks: { campaign_people: 'it adds up all that campaigns of a bot brought' },
  },
  'src/services/campaigns/take-bonus-back.ts': {
    run: () => tenant.db((tx) => takeBonusBack(tenant, tx, { campaignId: '3', userId: '12' })),
  },
};
