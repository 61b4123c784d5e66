import { countFailed } from '#jobs/queue-stats.js';
import { enqueueDueReports } from '#services/daily-reports/enqueue-due.js';
import { tellDueReport } from '#services/daily-reports/tell-due.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Finds bots whose daily report is due. */
export const findReportsHandler = (): Handler<'fleet.find-reports'> => ({
  run: async () => void (await enqueueDueReports()),
});

/** Has a bot's daily report told. */
export const tellReportHandler = ({ jobs }: Pick<WorkerDeps, 'jobs'>): Handler<'report.tell'> => ({
  run: async (tenant) => {
    const failedJobs = await countFailed(jobs);
    await tenant.db((tx) => tellDueReport(tenant, tx, failedJobs));
  },
});
