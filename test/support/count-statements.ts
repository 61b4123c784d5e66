import type { Database } from '#platform/database.js';
import { bindScopes } from '#tenancy/scope.js';
import { testDatabase } from './database.js';

/** What a piece of work asked of PostgreSQL. */
export interface Asked {
  /** The statements, without blanks, in order; those that were sent with the commit too. */
  readonly statements: readonly string[];
  /** Packets that were sent and answered. */
  readonly roundTrips: number;
}

/** Tells what `work` asks in the scopes that it opens; nothing else may run meanwhile. */
export async function countStatements(work: () => Promise<unknown>): Promise<Asked> {
  const database = testDatabase();
  const statements: string[] = [];
  const note = (text: string) => void statements.push(text.replace(/\s+/g, ' ').trim());
  const begin: Database['begin'] = async (settings) => {
    const transaction = await database.begin(settings);
    return {
      ...transaction,
      query: (text, values) => {
        note(text);
        return transaction.query(text, values);
      },
      commit: (last = []) => {
        for (const { text } of last) note(text);
        return transaction.commit(last);
      },
    };
  };
  const before = database.roundTrips();
  bindScopes({ ...database, begin });
  try {
    await work();
  } finally {
    bindScopes(database);
  }
  return { statements, roundTrips: database.roundTrips() - before };
}
