import { readPause } from '#services/promo-codes/count-guess.js';
import { readBatchCounts, switchCodes } from '#services/promo-codes/batches.js';
import { deleteBatch, deleteCode } from '#services/promo-codes/delete-codes.js';
import { giveEffect } from '#services/promo-codes/give-effect.js';
import { lockCode } from '#services/promo-codes/lock-code.js';
import { makeBatch } from '#services/promo-codes/make-batch.js';
import { readUse } from '#services/promo-codes/read-use.js';
import { sumUses } from '#services/promo-codes/sum-uses.js';
import { countUsesBack, takeUsesBack } from '#services/promo-codes/take-uses-back.js';
import { useCode } from '#services/promo-codes/use-code.js';
import { readTerms } from '#services/orders/terms.js';
import { lockBuyer } from '#services/orders/weigh-order.js';
import { tenantOf } from '#tenancy/scope.js';
import { addCode, codeTerms } from '../promo-codes.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const at = (): Date => new Date();
const wholeBatch = { cost: 1_000, why: 'all codes of a batch are looked at, or changed' };

/** Makes a code for the plan of bot 1, and lets a person use it. */
const use = async (code: string, effect: Parameters<typeof addCode>[1]['effect'], userId = '31') => {
  await addCode(tenant, { code, effect, audience: 'plan_buyers', audiencePlanIds: [await anyPlan()] });
  await tenant.db((tx) => useCode(tenant, tx, { userId, typed: code }));
};

const anyPlan = async (): Promise<string> => {
  const [row] = await tenant.db((tx) =>
    tx.sql<{ id: string }>('select min(id)::text as id from bot_plans where bot_id = $1', [tenant.botId]),
  );
  return row!.id;
};

/** Promo codes. */
export const promoCodeQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/promo-codes/batches.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await readBatchCounts(tenant, tx, ['1']);
        await switchCodes(tenant, tx, { batchId: '1', isActive: false });
      }),
    most: wholeBatch,
  },
  'src/services/promo-codes/count-guess.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await useCode(tenant, tx, { userId: '31', typed: 'no such code' });
        await readPause(tenant, tx, { userId: '31', at: at() });
      }),
  },
  'src/services/promo-codes/delete-codes.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await deleteCode(tenant, tx, '3');
        await deleteBatch(tenant, tx, '2');
      }),
    most: { cost: 10_000, why: 'each unused code of a batch is looked for among the uses' },
  },
  'src/services/promo-codes/give-effect.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const buyer = (await lockBuyer(tenant, tx, '31'))!;
        const taker = { buyer, held: [], terms: await readTerms(tenant, tx), at: at(), useId: '999999' };
        const off = {
          percent: 5,
          amountToman: null,
          validHours: 1,
          appliesTo: 'any',
          planIds: ['1'],
        } as const;
        await giveEffect(tenant, tx, { ...taker, effect: { kind: 'discount', ...off } });
        await giveEffect(tenant, tx, { ...taker, effect: { kind: 'group', groupId: '1' } });
      }),
  },
  'src/services/promo-codes/give-trial.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const buyer = {
          ...(await lockBuyer(tenant, tx, '33'))!,
          hasHadTrial: false,
          hasPaid: false,
          hasHadSubscription: false,
        };
        const taker = { buyer, held: [], terms: await readTerms(tenant, tx), at: at(), useId: '31' };
        await giveEffect(tenant, tx, { ...taker, effect: { kind: 'trial', days: 3 } });
      }),
  },
  'src/services/promo-codes/lock-code.ts': { run: () => tenant.db((tx) => lockCode(tenant, tx, 'C0DE31')) },
  'src/services/promo-codes/make-batch.ts': {
    run: () =>
      tenant.db((tx) =>
        makeBatch(tenant, tx, {
          ...{ name: 'plans', size: 2, prefix: '', terms: codeTerms() },
          effect: { kind: 'balance', amountToman: 5 },
        }),
      ),
  },
  'src/services/promo-codes/make-codes.ts': {
    run: async () => {
      await addCode(tenant, { code: 'PLANS-1', effect: { kind: 'days', days: 3, planId: await anyPlan() } });
      await addCode(tenant, { code: 'PLANS-2', effect: { kind: 'group', groupId: '1' } });
    },
    most: { cost: 1_000, why: 'all codes of the bot are counted, once for each that an admin makes' },
  },
  'src/services/promo-codes/read-use.ts': { run: () => tenant.db((tx) => readUse(tenant, tx, '31')) },
  'src/services/promo-codes/sum-uses.ts': {
    run: () =>
      tenant.db((tx) => sumUses(tenant, tx, { from: new Date(at().getTime() - 3_600_000), to: at() })),
  },
  'src/services/promo-codes/take-uses-back.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await takeUsesBack(tenant, tx, [{ useId: '33', userId: '33', at: at() }]);
        await countUsesBack(tenant, tx, [{ codeId: '33', day: '2026-01-01' }]);
      }),
  },
  'src/services/promo-codes/use-code.ts': {
    run: async () => {
      await use('PLANS-3', { kind: 'balance', amountToman: 5 });
      await addCode(tenant, { code: 'PLANS-4', effect: { kind: 'balance', amountToman: 5 } });
      await tenant.db((tx) => useCode(tenant, tx, { userId: '31', typed: 'plans4' }));
    },
  },
};
