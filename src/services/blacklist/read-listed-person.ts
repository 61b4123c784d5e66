import type { Tenant, Tx } from '#tenancy/scope.js';
import { findListing } from '../access/find-listing.js';

/** Somebody on the black list, as admins read of them. */
export interface ListedPerson {
  readonly person: {
    readonly telegramId: string;
    readonly firstName: string;
    readonly lastName: string | null;
    readonly username: string | null;
  };
  /** As the list says; null: it does not. */
  readonly reason: string | null;
}

const face = `
  select telegram_id::text as "telegramId", first_name as "firstName", last_name as "lastName", username
  from users where bot_id = $1 and id = $2 and status <> 'deleted'`;

/** A person and why they are on the black list; undefined: there is no such person, or they are off it by now. */
export async function readListedPerson(
  tenant: Tenant,
  tx: Tx,
  userId: string,
): Promise<ListedPerson | undefined> {
  const [person] = await tx.sql<ListedPerson['person']>(face, [tenant.botId, userId]);
  const listing = person && (await findListing(tenant, tx, person));
  return listing && { person, reason: listing.reason };
}
