import { enqueue } from '#jobs/enqueue.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { canHear, suits, type Segment } from './audience.js';
import { termsOf, type Offering } from './terms.js';

/** To whom a template is sent: one person, or everybody of a segment. */
export type Addressed =
  | { readonly userId: string }
  | { readonly segment: Exclude<Segment, 'group'> }
  | { readonly segment: 'group'; readonly groupId: string };

const findGroup = 'select 1 from promo_groups where bot_id = $1 and id = $2 for key share';
const countPeople = `
  select count(*)::int as people, coalesce(max(id), 0)::text as last from users where bot_id = $1`;
const insertSending = `
  insert into personal_offer_sendings
    (bot_id, template_id, kind, terms, audience, user_id, group_id, after_user_id, until_user_id, people_count)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id::text`;

interface Range {
  readonly after: string;
  readonly last: string;
  readonly people: number;
}

/**
 * Begins to send a template, which is locked, as it is now; jobs do the rest. Returns the number of the sending. Throws
 * PermanentError 'personal_offer.unreachable' of a person who cannot hear of it, 'personal_offer.nobody_suits' of a segment whose
 * people could not take it, and 'personal_offer.group_unknown'.
 */
export async function startSending(
  tenant: Tenant,
  tx: Tx,
  { templateId, offering, to }: { templateId: string; offering: Offering; to: Addressed },
): Promise<string> {
  const range = await rangeOf(tenant, tx, { to, offering });
  const { kind } = offering;
  const [row] = await tx.sql<{ id: string }>(insertSending, [
    ...[tenant.botId, templateId, kind, termsOf(offering), 'userId' in to ? 'person' : to.segment],
    ...['userId' in to ? to.userId : null, 'groupId' in to ? to.groupId : null],
    ...[range.after, range.last, range.people],
  ]);
  await enqueue(tenant, 'offers.send', {});
  return (row as { id: string }).id;
}

/** Who is gone over: one person, or all whom the bot knows by now. */
async function rangeOf(
  tenant: Tenant,
  tx: Tx,
  { to, offering }: { readonly to: Addressed; readonly offering: Offering },
): Promise<Range> {
  if ('userId' in to) {
    if (!(await canHear(tenant, tx, to.userId))) throw new PermanentError('personal_offer.unreachable');
    return { after: String(BigInt(to.userId) - 1n), last: to.userId, people: 1 };
  }
  if (!suits(to.segment, offering.kind)) throw new PermanentError('personal_offer.nobody_suits');
  if ('groupId' in to && (await tx.sql(findGroup, [tenant.botId, to.groupId])).length === 0)
    throw new PermanentError('personal_offer.group_unknown');
  const [row] = await tx.sql<{ people: number; last: string }>(countPeople, [tenant.botId]);
  return { after: '0', last: row?.last ?? '0', people: row?.people ?? 0 };
}

const stop = `
  update personal_offer_sendings set state = 'stopped', ended_at = $3, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state = 'running' returning id`;

/** Ends a sending: whoever was not reached by it is not. False: it had ended before. */
export const stopSending = async (
  { botId }: Tenant,
  tx: Tx,
  { sendingId, at }: { readonly sendingId: string; readonly at: Date },
): Promise<boolean> => (await tx.sql(stop, [botId, sendingId, at])).length > 0;
