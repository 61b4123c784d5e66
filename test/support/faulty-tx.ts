import type { Tenant, Tx } from '#tenancy/scope.js';

/** The process died here, as far as the database can tell: nothing after it is sent, and the transaction is lost. */
export class SimulatedDeath extends Error {
  override readonly name = 'SimulatedDeath';
}

/** What became of work that dies at a statement. */
export type Fate<T> = { readonly died: true } | { readonly died: false; readonly value: T };

/** Runs work in one transaction of the tenant that dies right before its `at`-th statement (1, 2, …), or before the commit. */
export async function dieBefore<T>(
  tenant: Tenant,
  at: number,
  work: (tx: Tx) => Promise<T>,
): Promise<Fate<T>> {
  let sent = 0;
  const step = (): void => {
    sent += 1;
    if (sent === at) throw new SimulatedDeath(`before statement ${at}`);
  };
  try {
    const value = await tenant.db(async (tx) => {
      const faulty: Tx = {
        ...tx,
        sql: (text, values) => {
          step();
          return tx.sql(text, values);
        },
      };
      const done = await work(faulty);
      step();
      return done;
    });
    return { died: false, value };
  } catch (error) {
    if (error instanceof SimulatedDeath) return { died: true };
    throw error;
  }
}
