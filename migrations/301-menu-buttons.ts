import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

/** The main menu of a bot as its admins laid it out, with buttons of their own. */
export const menuButtons: Migration = {
  name: '301-menu-buttons',
  up: (run) =>
    createTenantTable(run, {
      name: 'menu_buttons',
      meaning:
        'A button of the main menu as the admins placed it: one that the bot has anyway, or one of their own',
      columns: {
        ...botColumn,
        position: ['integer not null check (position between 0 and 999)', 'Place in the menu, from 0'],
        kind: [
          "text not null check (kind in ('built_in', 'link', 'mini_app', 'page'))",
          'built_in: one that the bot has anyway. link, mini_app: opens an address. page: opens a page of the bot',
        ],
        action: [
          "text check (action ~ '^[a-z][a-z-]{0,23}$')",
          'Name of the built-in button, or of the page that is opened; null: it opens an address',
        ],
        url: ['text check (length(url) between 1 and 500)', 'Address that is opened; null: none'],
        labels: [
          "jsonb not null default '{}' check (jsonb_typeof(labels) = 'object')",
          'What it says, by language; of a built-in one, a language that is left out has the usual words',
        ],
        audience: [
          "text not null default 'everybody' check (audience in ('everybody', 'admins', 'subscribers', 'without_subscription'))",
          'Who sees it',
        ],
        is_shown: ['boolean not null default true', 'Is it in the menu at all?'],
        is_wide: ['boolean not null default false', 'Has it a row of its own?'],
        refused_at: [
          'timestamptz',
          'When Telegram refused its address, so that it is left out until the menu is laid out anew; null: it did not',
        ],
        refusal: ['text', 'The words of Telegram; null: it refused nothing'],
        ...timeColumns,
      },
      constraints: [
        'constraint menu_buttons_pkey primary key (bot_id, position)',
        `constraint menu_buttons_opens check (
           (kind in ('link', 'mini_app')) = (url is not null) and (kind in ('built_in', 'page')) = (action is not null))`,
        "constraint menu_buttons_labelled check (kind = 'built_in' or labels <> '{}')",
        "constraint menu_buttons_audience check (kind <> 'built_in' or audience = 'everybody')",
        'constraint menu_buttons_refused check ((refused_at is null) = (refusal is null))',
      ],
      indexes: [
        "create unique index menu_buttons_built_in on menu_buttons (bot_id, action) where kind = 'built_in'",
      ],
    }),
  down: dropTable('menu_buttons'),
};
