import type { Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isRowId } from '#platform/row-id.js';
import type { OfferTerms } from './terms.js';

/** Words of a template; a bot need not have them in each language. */
type Words = Readonly<Partial<Record<Language, string>>>;

/** An offer as the person sees it to whom it was made. */
export interface OwnOffer {
  readonly id: string;
  readonly sendingId: string;
  readonly terms: OfferTerms;
  readonly title: Words;
  /** Telegram's HTML. */
  readonly words: Words;
  readonly button: Words;
  readonly openUntil: Date;
}

/** Servers that a person tries. */
export interface OwnAccess {
  readonly subscriptionId: string;
  readonly until: Date;
}

const openOffers = `
  select o.id::text, o.sending_id::text as "sendingId", s.terms, t.title, t.words, t.button, o.open_until as "openUntil"
  from personal_offers o
  join personal_offer_sendings s on s.bot_id = $1 and s.id = o.sending_id
  join personal_offer_templates t on t.bot_id = $1 and t.id = s.template_id
  where o.bot_id = $1 and o.user_id = $2 and o.taken_at is null and o.ended_at is null and o.open_until > $3`;
const listOpen = `${openOffers} order by o.open_until, o.id`;
const readOne = `${openOffers} and o.id = $4`;
const listAccesses = `
  select subscription_id::text as "subscriptionId", max(access_until) as until from personal_offers
  where bot_id = $1 and user_id = $2 and ended_at is null and access_until > $3
  group by subscription_id order by max(access_until)`;

/** What a person can take at an instant, what ends first first; of each kind one at most. */
export const listOpenOffers = (
  { botId }: Tenant,
  tx: Tx,
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<OwnOffer[]> => tx.sql<OwnOffer>(listOpen, [botId, userId, at]);

/** One of them; undefined: it is not theirs, was taken, or is over. */
export async function readOpenOffer(
  { botId }: Tenant,
  tx: Tx,
  { userId, offerId, at }: { readonly userId: string; readonly offerId: string; readonly at: Date },
): Promise<OwnOffer | undefined> {
  if (!isRowId(offerId)) return undefined;
  const [row] = await tx.sql<OwnOffer>(readOne, [botId, userId, at, offerId]);
  return row;
}

/** What a person tries at an instant, a line a subscription. */
export const listOwnAccesses = (
  { botId }: Tenant,
  tx: Tx,
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<OwnAccess[]> => tx.sql<OwnAccess>(listAccesses, [botId, userId, at]);
