import { languages, type Language } from '#platform/language.js';
import { searchKeyOf } from '#platform/search-key.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { textFor, type Reading, type TextsByLanguage } from './text-for.js';

/** A frequent question, in the language in which the person reads it. */
export interface FaqAnswer {
  readonly id: string;
  readonly title: string;
  /** In Telegram's HTML. */
  readonly answer: string;
}

interface Row {
  readonly id: string;
  readonly title: TextsByLanguage;
  readonly answer: TextsByLanguage;
}

const listShown = `
  select id::text, title from faq_entries where bot_id = $1 and is_shown order by position, faq_entries.id`;
const findShown = `select id::text, title, answer from faq_entries where bot_id = $1 and is_shown and id = $2`;
const listWhole = `
  select id::text, title, answer from faq_entries where bot_id = $1 and is_shown order by position, faq_entries.id`;

/** The questions that people see, in their order, in the language in which a person reads each. */
export async function listFaq(
  tenant: Tenant,
  tx: Tx,
  reading: Reading,
): Promise<Pick<FaqAnswer, 'id' | 'title'>[]> {
  const rows = await tx.sql<Pick<Row, 'id' | 'title'>>(listShown, [tenant.botId]);
  return rows.map(({ id, title }) => ({ id, title: textFor(title, reading) }));
}

/** One of them with its answer; undefined: there is none of that number, or nobody shall see it. `entryId` may be anything. */
export async function readFaqEntry(
  tenant: Tenant,
  tx: Tx,
  { entryId, reading }: { readonly entryId: string; readonly reading: Reading },
): Promise<FaqAnswer | undefined> {
  if (!/^[1-9]\d{0,17}$/.test(entryId)) return undefined;
  const [row] = await tx.sql<Row>(findShown, [tenant.botId, entryId]);
  return row && inLanguage(row, reading);
}

/** Title and answer of one language: of the first that has both by the rule of `textFor`. */
function inLanguage({ id, title, answer }: Row, { language, botLanguage }: Reading): FaqAnswer {
  const spoken = [language, botLanguage, ...languages].find((one: Language) => title[one]?.trim());
  const read = (texts: TextsByLanguage) => (spoken && texts[spoken]?.trim()) ?? '';
  return { id, title: read(title), answer: read(answer) };
}

/** A text by its words, as `searchKeyOf` compares them: a blank for everything that is neither letter nor digit. */
const foldText = (text: string): string =>
  searchKeyOf(text, 16_000)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words that a search looks for at most. */
const mostWords = 8;

/**
 * The questions in which every typed word occurs, those with all of them in the title first; capitals, accents, half-spaces, Arabic letters
 * and digits make no difference. Empty for words without a letter or digit.
 */
export async function searchFaq(
  tenant: Tenant,
  tx: Tx,
  { typed, reading }: { readonly typed: string; readonly reading: Reading },
): Promise<Pick<FaqAnswer, 'id' | 'title'>[]> {
  const words = foldText(typed).split(' ').filter(Boolean).slice(0, mostWords);
  if (words.length === 0) return [];
  const rows = await tx.sql<Row>(listWhole, [tenant.botId]);
  const entries = rows.map((row) => inLanguage(row, reading));
  const holds = (text: string) => words.every((word) => text.includes(word));
  const inTitle = entries.filter(({ title }) => holds(foldText(title)));
  const inAnswer = entries.filter((entry) => !inTitle.includes(entry) && holds(foldText(shownOf(entry))));
  return [...inTitle, ...inAnswer].map(({ id, title }) => ({ id, title }));
}

/** What a reader sees, roughly: tags are blanks. */
const shownOf = ({ title, answer }: FaqAnswer): string =>
  `${title} ${answer.replace(/<[^<>]*>/g, ' ').replace(/&(?:lt|gt|amp|quot);/g, ' ')}`;
