import { createHash } from 'node:crypto';
import { createPanel, type PanelStandIn } from './panel.js';
import { startJobs } from './panel/jobs.js';
import { keepPanel, loadPanel } from './panel/keep-state.js';

/** The panel of the sandbox: always the same keys, so that a fleet goes on with its database when the file was lost. */
export interface SandboxPanel extends PanelStandIn {
  close(): void;
}

const secret = (of: string): string => createHash('sha256').update(`demo panel ${of}`).digest('hex');

/** Opens it, with what its file holds. */
export function openSandboxPanel({
  webhookUrl,
  file,
}: {
  readonly webhookUrl: string | undefined;
  readonly file: string | undefined;
}): SandboxPanel {
  const panel = createPanel({
    token: secret('token'),
    webhookSecret: secret('webhook'),
    // As operators are told to have it: what is sold as devices holds.
    deviceCheck: true,
    ...(webhookUrl !== undefined && { webhookUrl }),
  });
  if (file !== undefined) loadPanel(panel.world, file);
  const save = file === undefined ? () => undefined : keepPanel(panel.world, file);
  const stopJobs = startJobs(panel.world);
  return {
    ...panel,
    close: () => {
      stopJobs();
      save();
    },
  };
}
