import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  panel_changed_at: [
    'timestamptz',
    "When the account itself was last changed, by the panel's clock, as far as we saw it; what is older is no news. Null: not known",
  ],
  panel_told_at: [
    'timestamptz',
    "When the panel told the newest event that was taken in, by the panel's clock; null: none",
  ],
  panel_taken: [
    "jsonb check (jsonb_typeof(panel_taken) = 'object')",
    'What the panel took over last and the row does not say: squads (uuids), tag; null: not known',
  ],
  panel_mends: [
    "jsonb check (jsonb_typeof(panel_mends) = 'object')",
    'How often differences of the account from the row were mended of late: revision, at, counts by what differed; null: never',
  ],
} as const;

/** What keeps the fleet from fighting with the panel: how new a look is, what was taken over, how often it was mended. */
export const panelStates: Migration = {
  name: '100-panel-states',
  up: (run) => addColumns(run, 'subscriptions', columns),
  down: (run) => dropColumns(run, 'subscriptions', columns),
};
