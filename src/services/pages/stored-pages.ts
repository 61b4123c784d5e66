import { isLanguage, type Language } from '#platform/language.js';
import { pageKinds, type PageKind } from '../settings/page-texts.js';

/** How a text stands: the number of its newest version (0: it was never written), and which one everybody must have accepted. */
export interface PageStanding {
  readonly version: number;
  readonly demanded: number;
}

/** A note for the main menu; `language` null: for everybody. */
export interface MenuNoteText {
  readonly language: Language | null;
  readonly body: string;
}

/** What a bot's snapshot knows of its pages. */
export interface Pages {
  readonly documents: Readonly<Record<PageKind, PageStanding>>;
  /** Is there a question among the frequent ones that people see? */
  readonly hasFaq: boolean;
  readonly notes: readonly MenuNoteText[];
}

/** The same as PostgreSQL gives it. */
export interface StoredPages {
  readonly documents: Readonly<Record<string, PageStanding>> | null;
  readonly has_faq: boolean;
  readonly notes: readonly { readonly language: string | null; readonly body: string }[] | null;
}

/** The part of a statement over `bots` that reads them. */
export const pagesText = `jsonb_build_object(
    'documents', (select jsonb_object_agg(kind, jsonb_build_object('version', version, 'demanded', demanded_version))
      from pages where bot_id = bots.id),
    'has_faq', exists (select from faq_entries where bot_id = bots.id and is_shown),
    'notes', (select jsonb_agg(jsonb_build_object('language', language, 'body', body) order by id)
      from menu_notes where bot_id = bots.id and is_shown))`;

const never: PageStanding = { version: 0, demanded: 0 };

/** What stored pages say; undefined: a cached row of a version before this one, which knows none. */
export const shapePages = (stored: StoredPages | undefined): Pages => ({
  documents: Object.fromEntries(
    pageKinds.map((kind) => [kind, stored?.documents?.[kind] ?? never]),
  ) as unknown as Pages['documents'],
  hasFaq: stored?.has_faq ?? false,
  notes: (stored?.notes ?? []).map(({ language, body }) => ({
    language: isLanguage(language) ? language : null,
    body,
  })),
});
