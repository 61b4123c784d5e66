import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

/** How the gateways of each bot have done lately. */
export const gatewayHealth: Migration = {
  name: '151-gateway-health',
  up: (run) =>
    createTenantTable(run, {
      name: 'gateway_health',
      meaning: 'How a payment gateway has done for a bot; a row is made by its first fault or callback',
      columns: {
        ...botColumn,
        gateway: ["text not null check (gateway ~ '^[a-z0-9_]{1,40}$')", 'Gateway in the registry'],
        faults: [
          'integer not null default 0 check (faults >= 0)',
          'Faults in a row of what was asked; an answer makes it 0',
        ],
        last_fault: ['text', 'Code of the last fault'],
        last_fault_at: ['timestamptz', 'When that was'],
        hidden_until: ['timestamptz', 'Until when people are not offered it; null: they are'],
        last_callback_at: ['timestamptz', 'When it last told us something'],
        ...timeColumns,
      },
      constraints: ['constraint gateway_health_pkey primary key (bot_id, gateway)'],
    }),
  down: dropTable('gateway_health'),
};
