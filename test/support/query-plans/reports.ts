import { enqueueDueReports } from '#services/daily-reports/enqueue-due.js';
import { tellDueReport } from '#services/daily-reports/tell-due.js';
import { readEnding } from '#services/reports/count-ending.js';
import { readFleet, readTotals } from '#services/reports/count-totals.js';
import { readTrials } from '#services/reports/count-trials.js';
import { countUndone } from '#services/reports/count-undone.js';
import * as period from '#services/reports/sum-period.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const inPast = { botIds: ['1'], starts: ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'] };

/** Figures, and the reports that are made of them. */
export const reportQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/daily-reports/enqueue-due.ts': { run: enqueueDueReports },
  'src/services/daily-reports/tell-due.ts': {
    run: async ({ database }) => {
      await database.query(
        "insert into daily_reports (bot_id, due_at) values (1, '-infinity') on conflict (bot_id) do update set due_at = excluded.due_at",
      );
      await tenant.db((tx) => tellDueReport(tenant, tx, 0));
    },
  },
  'src/services/reports/count-totals.ts': {
    walks: {
      bots: 'the fleet is all of its bots',
      subscriptions: 'it counts every subscription of the bots',
      users: 'it counts every person of the bots',
    },
    run: async () => {
      await tenant.db((tx) => readTotals(tx, ['1']));
      await asFleet('test', async (tx) => readTotals(tx, (await readFleet(tx)).botIds));
    },
  },
  'src/services/reports/count-ending.ts': {
    run: () => tenant.db((tx) => readEnding(tx, ['1'], Date.now())),
  },
  'src/services/reports/count-trials.ts': { run: () => tenant.db((tx) => readTrials(tx, inPast)) },
  'src/services/reports/count-undone.ts': {
    walks: { outbox: 'it counts what waits of a bot, most of the rows where there are many' },
    run: () => tenant.db((tx) => countUndone(tx, ['1'])),
  },
  'src/services/reports/sum-period.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await period.readTimeZone(tx, '1');
        await period.readNewUsers(tx, inPast);
        await period.readSales(tx, inPast);
        await period.readRevenue(tx, inPast);
        await period.readTraffic(tx, { botIds: ['1'], from: '2026-02-01', to: '2026-03-02' });
      }),
  },
};
