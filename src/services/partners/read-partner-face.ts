import type { Tenant, Tx } from '#tenancy/scope.js';
import { readPartner, type PartnerStanding } from './partner-rows.js';

/** A person as those who decide about them read of them. */
export interface PartnerFace {
  readonly userId: string;
  readonly telegramId: string;
  readonly username: string | null;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly registeredAt: Date | null;
  /** How many people they have brought. */
  readonly people: number;
  readonly standing: PartnerStanding;
  /** The name of who decided. */
  readonly decidedByName: string | null;
}

const text = `
  select person.id::text as "userId", telegram_id::text as "telegramId", username, first_name as "firstName",
    last_name as "lastName", registered_at as "registeredAt",
    (select count(*)::int from users where bot_id = $1 and referred_by = $2) as people,
    (select decided_by_name from partners where bot_id = $1 and user_id = $2) as "decidedByName"
  from users as person where bot_id = $1 and id = $2`;

/** A partner, or who asked to become one; undefined: they are neither. */
export async function readPartnerFace(
  tenant: Tenant,
  tx: Tx,
  userId: string,
): Promise<PartnerFace | undefined> {
  if (!/^[1-9]\d{0,17}$/.test(userId)) return undefined;
  const standing = await readPartner(tenant, tx, userId);
  if (!standing) return undefined;
  const [row] = await tx.sql<Omit<PartnerFace, 'standing'>>(text, [tenant.botId, userId]);
  return row && { ...row, standing };
}
