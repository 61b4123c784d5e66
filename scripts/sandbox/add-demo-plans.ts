import { BotPlan } from '#models/bot-plan.js';
import { pause } from '#platform/clock.js';
import { listPlanIds } from '#services/plans/sort-plans.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { runScript } from '../open-fleet.js';

/*
 * Gives every bot of the sandbox a few plans to buy, unless it has some. `npm start` runs it when the fleet is ready; the
 * master bot may be made a moment later.
 */

const plans = [
  { name: '🌱 ۳۰ روز · ۵۰ گیگ', periodDays: 30, priceToman: 120_000, trafficLimitGb: 50, deviceLimit: 1 },
  { name: '🌿 ۳۰ روز · نامحدود', periodDays: 30, priceToman: 250_000, trafficLimitGb: 0, deviceLimit: 2 },
  { name: '🌳 ۹۰ روز · نامحدود', periodDays: 90, priceToman: 650_000, trafficLimitGb: 0, deviceLimit: 3 },
] as const;

const patienceMs = 15_000;

async function addPlans(): Promise<string> {
  let given = 0;
  for (const botId of await findBots()) {
    const tenant = tenantOf(botId);
    await tenant.db(async (tx) => {
      if ((await listPlanIds(tenant, tx)).length > 0) return;
      for (const [at, plan] of plans.entries()) await BotPlan.create({ ...plan, sortOrder: at + 1 });
      given += 1;
    });
  }
  return given > 0 ? `${given} bots have plans now.` : 'The bots have plans already.';
}

/** The numbers of all bots, once the master is among them. */
async function findBots(): Promise<string[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const rows = await asFleet('list the bots', (tx) =>
      tx.sql<{ id: string; is_master: boolean }>('select id::text, is_master from bots order by id'),
    );
    if (rows.some(({ is_master }) => is_master) || performance.now() > until) return rows.map(({ id }) => id);
    await pause(200);
  }
}

await runScript('add-demo-plans', addPlans);
