import { appRole, fleetRole } from '#platform/database.js';
import type { Migration } from './migration.js';
import { botColumn, createTable, dropTable, idColumn, protectRows, type Column } from './tenant-table.js';

const columns = {
  created_at: ['timestamptz not null default now()', 'When it was done'],
  actor_kind: [
    "text not null check (actor_kind in ('master', 'person', 'system', 'token'))",
    'Who did it: the master token, a person in Telegram, the system or its operator, an API token of the bot',
  ],
  actor_id: ['text', 'Number of the API token, or Telegram id of the person'],
  actor_name: ['text', 'How the actor is called'],
  action: ["text not null check (action <> '')", 'What was done: the name of the endpoint'],
  subject: ['text', 'To what: a kind and a number, such as `user 12`'],
  value_before: ['jsonb', 'How it was, secrets masked'],
  value_after: ['jsonb', 'How it is since, secrets masked'],
  request_id: ['text', 'X-Request-Id of the request'],
} as const satisfies Record<string, Column>;

/** Who changed what: written in the transaction of the change. Rows are added only. */
export const auditLog: Migration = {
  name: '024-audit-log',
  up: async (run) => {
    await createTable(run, {
      name: 'audit_log',
      meaning: 'A change of something of a bot; rows are added only',
      columns: { ...idColumn, ...botColumn, ...columns },
      constraints: ['constraint audit_log_pkey primary key (bot_id, id)'],
    });
    await protectRows(run, { table: 'audit_log', owner: 'bot_id', appMay: 'select, insert' });
    await createTable(run, {
      name: 'fleet_audit_log',
      meaning:
        'A change of the fleet, such as a bot made or deleted; rows are added only and outlive the bot',
      columns: {
        ...idColumn,
        about_bot_id: ['bigint', 'Bot it is about; it may be gone. Null: no single bot'],
        ...columns,
      },
      constraints: ['constraint fleet_audit_log_pkey primary key (id)'],
      indexes: ['create index fleet_audit_log_bot on fleet_audit_log (about_bot_id, id)'],
    });
    await run(`revoke all on fleet_audit_log from ${appRole}, ${fleetRole}`);
    await run(`grant select, insert on fleet_audit_log to ${fleetRole}`);
  },
  down: async (run) => {
    await dropTable('fleet_audit_log')(run);
    await dropTable('audit_log')(run);
  },
};
