import { isLanguage, type Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** Who asks, as staff see them. */
export interface Asker {
  readonly telegramId: string;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly username: string | null;
  readonly language: Language;
  readonly status: string;
  /** Since when the bot knows them. */
  readonly since: Date;
  readonly balanceToman: number;
}

interface Row extends Omit<Asker, 'balanceToman' | 'language'> {
  readonly language: string;
  readonly balance: string;
}

const find = `
  select telegram_id::text as "telegramId", first_name as "firstName", last_name as "lastName", username, language, status,
    created_at as since, balance_toman::text as balance
  from users where bot_id = $1 and id = $2`;

/** Who asks; undefined: the row is gone. */
export async function readAsker({ botId }: Tenant, tx: Tx, userId: string): Promise<Asker | undefined> {
  const [row] = await tx.sql<Row>(find, [botId, userId]);
  if (!row) return undefined;
  const { balance, language, ...rest } = row;
  return { ...rest, language: isLanguage(language) ? language : 'fa', balanceToman: Number(balance) };
}
