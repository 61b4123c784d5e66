import type { Tenant, Tx } from '#tenancy/scope.js';

/** Most rows that one page takes. */
export const pageLength = 200;

/**
 * Works through what is due of a bot, a page a transaction, until a page is not full; it can be killed between any two. `work` takes at
 * most `pageLength` rows, so that they are due no more, and returns how many it took.
 */
export async function inPages(tenant: Tenant, work: (tx: Tx) => Promise<number>): Promise<void> {
  while ((await tenant.db(work)) >= pageLength);
}
