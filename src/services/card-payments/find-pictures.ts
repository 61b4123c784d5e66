import { comparePrints, isSamePrint, type Likeness } from '#platform/pictures/compare-prints.js';
import { bandsNear, mostDistance } from '#platform/pictures/picture-hash.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { mostPointed, pointedColumns, type LookedAt, type PointedPayment } from './find-copies.js';

/** Payments with a picture like one of a receipt, the newest first. */
export interface FoundPictures {
  readonly same: readonly PointedPayment[];
  /** Cut or scaled, or another receipt of the same look: only those of the same sum, as a cut receipt must show it. */
  readonly alike: readonly PointedPayment[];
}

interface OwnPicture {
  readonly hash: string;
  readonly print: Buffer;
}

interface NearPicture extends PointedPayment {
  readonly print: Buffer;
}

/** Pictures of one receipt that are looked at, and for each, near ones of the bot and whole comparisons: the newest. */
const mostPictures = 10;
const mostNear = 100;
const mostCompared = 20;

const ownText = `
  select picture_hash as hash, picture_print as print from card_receipts
  where bot_id = $1 and payment_id = $2 and attempt = $3 and picture_hash is not null and picture_print is not null
  order by id desc limit ${mostPictures}`;
const nearText = `
  select near.picture_print as print, ${pointedColumns}
  from card_receipts as near
  join card_to_card_payments as payment on payment.bot_id = near.bot_id and payment.id = near.payment_id
  where near.bot_id = $1 and near.picture_print is not null
    and (near.picture_band1 = any($6::int[]) or near.picture_band2 = any($7::int[])
      or near.picture_band3 = any($8::int[]) or near.picture_band4 = any($9::int[]))
    and (near.payment_id <> $2 or near.attempt < $4)
    and bit_count(('x' || near.picture_hash)::bit(64) # ('x' || $5)::bit(64)) <= ${mostDistance}
  order by near.id desc limit ${mostNear}`;

/**
 * Finds payments with the same picture as a receipt's, or one like it. The receipts of one bank's app all have near hashes, so among
 * the hundred newest near ones the prints decide.
 */
export async function findPictures(
  { botId }: Tenant,
  tx: Tx,
  { paymentId, userId, attempt, amountToman }: LookedAt & { readonly amountToman: number },
): Promise<FoundPictures> {
  const found = { same: new Map<string, PointedPayment>(), alike: new Map<string, PointedPayment>() };
  for (const own of await tx.sql<OwnPicture>(ownText, [botId, paymentId, attempt])) {
    const values = [botId, paymentId, userId, attempt, own.hash, ...bandsNear(own.hash)];
    const near = await tx.sql<NearPicture>(nearText, values);
    let compared = 0;
    for (const { print, ...payment } of near) {
      const isWhole = payment.amountToman === amountToman && (compared += 1) <= mostCompared;
      const likeness = isWhole ? comparePrints(print, own.print) : samePrint(print, own.print);
      if (likeness !== 'other') found[likeness].set(payment.paymentId, payment);
    }
  }
  const { same, alike } = found;
  return {
    same: newest([...same.values()]),
    alike: newest([...alike.values()].filter(({ paymentId: id }) => !same.has(id))),
  };
}

const samePrint = (one: Buffer, other: Buffer): Likeness => (isSamePrint(one, other) ? 'same' : 'other');

const newest = (payments: readonly PointedPayment[]): PointedPayment[] =>
  [...payments].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, mostPointed);
