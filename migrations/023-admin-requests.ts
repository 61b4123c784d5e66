import { appRole, fleetRole } from '#platform/database.js';
import type { Migration } from './migration.js';
import { botColumn, createTable, createTenantTable, dropTable, type Column } from './tenant-table.js';

const columns = {
  caller: ["text not null check (caller <> '')", 'Whose request it was: master, or token and its number'],
  request_key: [
    "text not null check (request_key <> '')",
    'Idempotency-Key of the request after `key:`, or the number of its job after `job:`',
  ],
  fingerprint: ['text not null', 'SHA-256 of what was asked: the same key goes with the same request only'],
  sealed_answer: [
    'text',
    'The answer, encrypted under APP_SECRET; null: not known yet (in the open transaction)',
  ],
  created_at: ['timestamptz not null default now()', 'When it had its effect; forgotten after two days'],
} as const satisfies Record<string, Column>;

/** Requests of the admin API that had their effect: written in the same transaction, so a repeat has none. */
export const adminRequests: Migration = {
  name: '023-admin-requests',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'admin_requests',
      meaning: 'A request of the admin API that changed something of a bot, with its answer',
      columns: { ...botColumn, ...columns },
      constraints: ['constraint admin_requests_pkey primary key (bot_id, caller, request_key)'],
      indexes: ['create index admin_requests_created on admin_requests (created_at)'],
    });
    await createTable(run, {
      name: 'fleet_admin_requests',
      meaning: 'A request of the admin API that changed something of the fleet, with its answer',
      columns,
      constraints: ['constraint fleet_admin_requests_pkey primary key (caller, request_key)'],
      indexes: ['create index fleet_admin_requests_created on fleet_admin_requests (created_at)'],
    });
    await run(`revoke all on fleet_admin_requests from ${appRole}`);
    await run(`grant select, insert, update, delete on fleet_admin_requests to ${fleetRole}`);
  },
  down: async (run) => {
    await dropTable('fleet_admin_requests')(run);
    await dropTable('admin_requests')(run);
  },
};
