import type { Panel } from '#panels/panel.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { SimulatedDeath } from './faulty-tx.js';

/** Counts what a run does to the world, and ends it for good right before the `at`-th of these steps (1, 2, …). */
export function dyingRun(at: number) {
  let steps = 0;
  let isDead = false;
  const step = (): void => {
    steps += 1;
    if (isDead || steps === at) {
      isDead = true;
      throw new SimulatedDeath(`before step ${at}`);
    }
  };
  return {
    /** A tenant whose statements and commits are steps. */
    tenant: (tenant: Tenant): Tenant => ({
      botId: tenant.botId,
      db: (work) =>
        tenant.db(async (tx) => {
          const counted: Tx = {
            ...tx,
            sql: (text, values) => {
              step();
              return tx.sql(text, values);
            },
          };
          const value = await work(counted);
          step();
          return value;
        }),
    }),
    /** A panel whose calls are two steps each: before the request leaves, and before the answer is heard. */
    panel: (panel: Panel): Panel =>
      new Proxy(panel, {
        get: (target, name, receiver) => {
          const method = Reflect.get(target, name, receiver) as unknown;
          if (typeof method !== 'function') return method;
          return async (...args: unknown[]) => {
            step();
            const answer: unknown = await (method as (...given: unknown[]) => Promise<unknown>)(...args);
            step();
            return answer;
          };
        },
      }),
  };
}
