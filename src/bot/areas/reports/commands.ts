import type { Command } from '../../command.js';
import { openReport } from './open/open-report.js';

/** /report, /report week, /report month: what happened up to yesterday, for those who run the bot. */
const report: Command = {
  name: 'report',
  describe: (texts) => texts.reports.commands.report,
  isForFew: true,
  staysOpen: true,
  run: openReport,
};

/** What admins ask of the bot's figures. */
export const reportCommands: readonly Command[] = [report];
