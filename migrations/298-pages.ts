import type { Migration, Run } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  dropTable,
  idColumn,
  timeColumns,
  type Table,
} from './tenant-table.js';

const ofUsers: Table['columns'] = {
  rules_version: [
    'integer check (rules_version >= 0)',
    'Version of the rules that the person accepted; 0: our own, null: not known',
  ],
  privacy_version: [
    'integer check (privacy_version >= 0)',
    'Version of the privacy policy that the person accepted; null: none',
  ],
};

const kinds = "('rules', 'privacy_policy', 'public_offer', 'welcome')";

async function makeTables(run: Run): Promise<void> {
  await createTenantTable(run, {
    name: 'pages',
    meaning: 'A text of a bot whose versions are kept, and which of them people must have accepted',
    columns: {
      ...botColumn,
      kind: [`text not null check (kind in ${kinds})`, 'rules, privacy_policy, public_offer or welcome'],
      version: ['integer not null check (version > 0)', 'Number of the newest version'],
      demanded_version: [
        'integer not null default 0',
        'Everybody must have accepted this version or a later one; 0: only who registers is asked',
      ],
      demanded_at: ['timestamptz', 'When everybody was asked again for the last time; null: never'],
      ...timeColumns,
    },
    constraints: [
      'constraint pages_pkey primary key (bot_id, kind)',
      'constraint pages_demanded check (demanded_version between 0 and version)',
    ],
  });
  await createTenantTable(run, {
    name: 'page_versions',
    meaning: 'A text of a bot as it was from one change to the next',
    columns: {
      ...idColumn,
      ...botColumn,
      kind: ['text not null', 'Which text'],
      number: ['integer not null check (number > 0)', 'Number of the version, from 1 on'],
      texts: ['jsonb not null', "The text in Telegram's HTML by language; empty: there was none"],
      actor_kind: [
        "text check (actor_kind in ('master', 'person', 'system', 'token'))",
        'Who wrote it; null: not known',
      ],
      actor_id: ['text', 'Number of the API token, or Telegram id of the person'],
      actor_name: ['text', 'Name of the token or person'],
      ...timeColumns,
    },
    constraints: [
      'constraint page_versions_pkey primary key (bot_id, id)',
      'constraint page_versions_number unique (bot_id, kind, number)',
    ],
  });
  await createTenantTable(run, {
    name: 'page_acceptances',
    meaning: 'That a person accepted a version of the rules or of the privacy policy',
    columns: {
      ...idColumn,
      ...botColumn,
      user_id: ['bigint not null', 'Who accepted it'],
      kind: ["text not null check (kind in ('rules', 'privacy_policy'))", 'What was accepted'],
      version: ['integer', 'Which version; null: our own text, the bot having had none'],
      accepted_at: ['timestamptz not null default now()', 'When'],
      ...timeColumns,
    },
    constraints: [
      'constraint page_acceptances_pkey primary key (bot_id, id)',
      'constraint page_acceptances_once unique nulls not distinct (bot_id, user_id, kind, version)',
      'constraint page_acceptances_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
      `constraint page_acceptances_version_fkey foreign key (bot_id, kind, version)
         references page_versions (bot_id, kind, number)`,
    ],
    indexes: ['create index page_acceptances_version on page_acceptances (bot_id, kind, version, id)'],
  });
}

// What a bot has written already is its first version.
const takeOver = [
  `insert into pages (bot_id, kind, version)
   select bot_id, replace(config_key, '_text', ''), 1 from bot_configurations
   where config_key in ('rules_text', 'privacy_policy_text', 'public_offer_text', 'welcome_text')
     and jsonb_typeof(config_value) = 'object' and config_value <> '{}'`,
  `insert into page_versions (bot_id, kind, number, texts)
   select pages.bot_id, kind, 1, config_value from pages
   join bot_configurations stored on stored.bot_id = pages.bot_id and stored.config_key = kind || '_text'`,
];

/** Versions of rules, policies, offers and welcomes, and who accepted which. */
export const pages: Migration = {
  name: '298-pages',
  up: async (run) => {
    await makeTables(run);
    await addColumns(run, 'users', ofUsers);
    for (const statement of takeOver) await run(statement);
  },
  down: async (run) => {
    await dropColumns(run, 'users', ofUsers);
    for (const name of ['page_acceptances', 'page_versions', 'pages']) await dropTable(name)(run);
  },
};
