import type { Migration } from './migration.js';

const key = 'constraint promocodes_plan_fkey foreign key (bot_id, plan_id) references bot_plans (bot_id, id)';

/** A promo code that was deleted and is kept for its uses keeps no plan. */
export const plansOfDeletedCodes: Migration = {
  name: '312-plans-of-deleted-codes',
  up: (run) =>
    run(`alter table promocodes drop constraint promocodes_plan_fkey,
      add ${key} on delete set null (plan_id)`),
  down: (run) => run(`alter table promocodes drop constraint promocodes_plan_fkey, add ${key}`),
};
