import type { RunningPanel } from '../../scripts/sandbox/panel.js';

/** The variables by which a process finds a stand-in for the panel; its pace is no test's matter. */
export const panelVariables = ({ url, world }: RunningPanel): Record<string, string> => ({
  REMNAWAVE_API_URL: url,
  REMNAWAVE_API_TOKEN: world.token,
  REMNAWAVE_WEBHOOK_SECRET: world.webhookSecret,
  REMNAWAVE_CALLS_PER_SECOND: '1000',
  REMNAWAVE_CONCURRENCY: '200',
});
