import * as groups from '#services/discounts/change-groups.js';
import { countMembers } from '#services/discounts/count-members.js';
import { joinBySpending, leaveBySpending } from '#services/orders/groups-by-spending.js';
import { hasLevels, readGroupFace, readLevels } from '#services/orders/read-levels.js';
import { findPage } from '#services/orders/take-into-groups.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('2');
const userId = '10050';

/** Groups of people who pay less. */
export const groupQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/discounts/change-groups.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await groups.reserveGroup(tenant, tx);
        await groups.haveGroups(tenant, tx, ['1', '2']);
        const [group] = await tx.sql<{ id: string }>(
          `insert into promo_groups (bot_id, name) values (2, 'plans ' || random()) returning id::text`,
        );
        const groupId = group!.id;
        await groups.takeIntoGroup(tenant, tx, { userId, groupId });
        await groups.dropFromGroup(tenant, tx, { userId, groupId });
        for (const mayDrop of [false, true]) await groups.emptyGroup(tenant, tx, { groupId, mayDrop });
      }),
    walks: { bot_plans: 'a bot has a handful of plans', promo_groups: 'a bot has a handful of groups' },
  },
  'src/services/discounts/count-members.ts': {
    run: () => tenant.db((tx) => countMembers(tenant, tx)),
    walks: { promo_groups: 'a bot has a handful of groups', user_promo_groups: 'it counts who is in them' },
  },
  'src/services/orders/groups-by-spending.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await joinBySpending(tenant, tx, userId);
        await leaveBySpending(tenant, tx, { userId, amountToman: 5 });
      }),
    walks: { promo_groups: 'a bot has a handful of groups' },
  },
  'src/services/orders/read-levels.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await readLevels(tenant, tx, userId);
        await hasLevels(tenant, tx, userId);
        await readGroupFace(tenant, tx, '1');
      }),
    walks: { promo_groups: 'a bot has a handful of groups' },
  },
  'src/services/orders/take-into-groups.ts': {
    run: () => tenant.db((tx) => findPage(tenant, tx, '10000')),
    walks: { promo_groups: 'a bot has a handful of groups' },
  },
};
