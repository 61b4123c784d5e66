import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

/** Times in which a bot serves its admins alone, and who came to it meanwhile. */
export const maintenance: Migration = {
  name: '305-maintenance',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'bot_maintenance',
      meaning: 'Since when a bot serves its admins alone; one row a bot that ever did',
      columns: {
        ...botColumn,
        by_hand_since: [
          'timestamptz',
          'Since when by its setting, as its admins were told; null: the setting is off',
        ],
        automatic_since: [
          'timestamptz',
          'Since when because the panel is away; null: it is there, or the bot does not follow it',
        ],
        automatic_reason: ['text', 'Code of what the panel answered when it began'],
        ...timeColumns,
      },
      constraints: [
        'constraint bot_maintenance_pkey primary key (bot_id)',
        'constraint bot_maintenance_reason check (automatic_since is not null or automatic_reason is null)',
      ],
      indexes: [
        'create index bot_maintenance_automatic on bot_maintenance (automatic_since) where automatic_since is not null',
      ],
    });
    await createTenantTable(run, {
      name: 'maintenance_askers',
      meaning: 'A person who came to a bot while it served its admins alone, and is told when that is over',
      columns: {
        ...botColumn,
        user_id: ['bigint not null', 'Who came'],
        start_payload: [
          "text check (start_payload <> '' and length(start_payload) <= 64)",
          'Payload of the link by which they came last; null: by none',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint maintenance_askers_pkey primary key (bot_id, user_id)',
        `constraint maintenance_askers_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)
           on delete cascade`,
      ],
    });
  },
  down: async (run) => {
    await dropTable('maintenance_askers')(run);
    await dropTable('bot_maintenance')(run);
  },
};
