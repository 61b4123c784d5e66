import { languages, type Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** An answer that staff keep ready. */
export interface ReadyAnswer {
  readonly id: string;
  /** What staff type to send it, in lower case. */
  readonly word: string;
  readonly title: string;
  /** HTML of Telegram, in the languages in which it was written. */
  readonly texts: Readonly<Partial<Record<Language, string>>>;
}

const columns = 'id::text, word, title, texts';
const shown = `
  select ${columns} from canned_answers where bot_id = $1 and is_shown order by position, canned_answers.id`;
const byWord = `select ${columns} from canned_answers where bot_id = $1 and word = $2 and is_shown`;
const byId = `select ${columns} from canned_answers where bot_id = $1 and id = $2 and is_shown`;

/** The answers of a bot that staff see, as they are sorted. */
export const listReadyAnswers = ({ botId }: Tenant, tx: Tx): Promise<ReadyAnswer[]> =>
  tx.sql<ReadyAnswer>(shown, [botId]);

/** The answer that a word stands for, however it is capitalized; undefined: none that staff see. */
export async function findReadyAnswer(
  { botId }: Tenant,
  tx: Tx,
  word: string,
): Promise<ReadyAnswer | undefined> {
  return (await tx.sql<ReadyAnswer>(byWord, [botId, answerKey(word)]))[0];
}

/** The answer of a button; undefined: none that staff see. */
export async function findReadyAnswerById(
  { botId }: Tenant,
  tx: Tx,
  id: string,
): Promise<ReadyAnswer | undefined> {
  return (await tx.sql<ReadyAnswer>(byId, [botId, id]))[0];
}

/** Its text in a language, else in the bot's own, else in the first that it was written in. */
export function readyTextOf(
  { texts }: ReadyAnswer,
  { language, standard }: { readonly language: Language; readonly standard: Language },
): string {
  const sorted = [language, standard, ...languages].map((one) => texts[one]);
  return sorted.find((text) => text !== undefined && text !== '') ?? '';
}

/** A word of an answer as it is kept: in lower case, without blanks around it. */
export const answerKey = (word: string): string => word.normalize('NFKC').trim().toLowerCase();
