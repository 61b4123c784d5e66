import type { Actions } from '../../action.js';
import { openReport, sendChart } from './open/open-report.js';

/** Reports of other spans, and the picture. */
export const reportActions: Actions<'report' | 'report-chart'> = {
  report: { isForRegistered: true, staysOpen: true, run: openReport },
  'report-chart': { isForRegistered: true, staysOpen: true, run: sendChart },
};
