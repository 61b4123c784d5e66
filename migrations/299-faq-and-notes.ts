import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Questions that people ask often, and notes in the main menu. */
export const faqAndNotes: Migration = {
  name: '299-faq-and-notes',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'faq_entries',
      meaning: 'A question that people ask often, with its answer',
      columns: {
        ...idColumn,
        ...botColumn,
        title: ['jsonb not null', 'The question by language, plain'],
        answer: ['jsonb not null', "The answer in Telegram's HTML, in the same languages"],
        position: ['integer not null', 'Place in the list, from 1 on'],
        is_shown: ['boolean not null default true', 'Do people see it?'],
        ...timeColumns,
      },
      constraints: ['constraint faq_entries_pkey primary key (bot_id, id)'],
      indexes: ['create index faq_entries_place on faq_entries (bot_id, position, id)'],
    });
    await createTenantTable(run, {
      name: 'menu_notes',
      meaning: 'A short text that stands in the main menu now and then',
      columns: {
        ...idColumn,
        ...botColumn,
        language: [
          "text check (language in ('fa', 'en', 'ru'))",
          'Who speaks it reads the note; null: everybody',
        ],
        body: ["text not null check (body <> '')", "The note in Telegram's HTML"],
        is_shown: ['boolean not null default true', 'Is it one of those that are shown?'],
        ...timeColumns,
      },
      constraints: ['constraint menu_notes_pkey primary key (bot_id, id)'],
    });
  },
  down: async (run) => {
    await dropTable('menu_notes')(run);
    await dropTable('faq_entries')(run);
  },
};
