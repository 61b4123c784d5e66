import { dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { metrics } from '#platform/metrics.js';
import { readPromoCode } from '#platform/promo-code-key.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { completeWaiting } from '../orders/complete-waiting.js';
import { readHeld } from '../orders/held.js';
import { isNewcomer } from '../orders/pricing/price-order.js';
import { tellKeptOut } from '../orders/tell-kept-out.js';
import { readTerms } from '../orders/terms.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { countGuess, readPause } from './count-guess.js';
import { giveEffect } from './give-effect.js';
import type { EffectRefusal, Given, Taker } from './given.js';
import { judgeCode, usesOn, type CodeRefusal } from './judge-code.js';
import { lockCode, type LockedCode } from './lock-code.js';
import { wordsOfTyped } from './words-of-typed.js';

/** Why a code that a person sent gave nothing. */
export type PromoRefusal = CodeRefusal | EffectRefusal | 'kept_out' | 'off' | 'paused' | 'unknown';

/** What became of a code that a person sent. */
export type CodeUsed =
  | { readonly kind: 'given'; readonly given: Given }
  | {
      readonly kind: 'refused';
      readonly reason: PromoRefusal;
      /** From when it can be used (`not_yet`), or codes can be sent again (`paused`). */
      readonly from?: Date;
    };

interface Sent extends Pick<Taker, 'isOutside'> {
  readonly userId: string;
  /** As the person typed it; it may be anything. */
  readonly typed: string;
}

const countOwnUses = `
  select count(*)::int as uses from promo_code_uses
  where bot_id = $1 and user_id = $2 and code_id = $3 and taken_back_at is null`;
const findPurchase = `
  select 1 from orders
  where bot_id = $1 and user_id = $2 and state = 'paid' and kind not in ('gift', 'taking', 'trial')
    and plan_id = any($3::bigint[]) limit 1`;
const drawId = `select nextval('promo_code_uses_id_seq')::text as id`;
const insertUse = `
  insert into promo_code_uses (id, bot_id, code_id, user_id, transaction_id, subscription_id, discount_id)
  overriding system value values ($2, $1, $3, $4, $5, $6, $7)`;
const countUse = `
  update promocodes set use_count = use_count + 1, counted_day = greatest(counted_day, $3::date), day_count = $4,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/**
 * A person sends a code: they are given what it gives, and the use is counted, in the open transaction, or nothing is done
 * and it is said why. The person is locked first, then the code, so that its last use is one person's, once.
 */
export async function useCode(tenant: Tenant, tx: Tx, sent: Sent): Promise<CodeUsed> {
  const used = await take(tenant, tx, sent);
  const outcome = used.kind === 'given' ? 'given' : used.reason;
  tx.afterCommit(() => Promise.resolve(metrics.promoCodeSent(tenant.botId, outcome)));
  return used;
}

const refused = (reason: PromoRefusal, from?: Date | null): CodeUsed => ({
  kind: 'refused',
  reason,
  ...(from && { from }),
});

async function take(tenant: Tenant, tx: Tx, { userId, typed, isOutside }: Sent): Promise<CodeUsed> {
  const at = new Date(now());
  const buyer = await lockBuyer(tenant, tx, userId);
  if (buyer?.status !== 'active') return refused('unavailable');
  const terms = await readTerms(tenant, tx);
  if (!terms.features.promo_codes.isOn) return refused('off');
  // Who is on the black list buys nothing, and so is given nothing.
  if (await tellKeptOut(tenant, tx, { buyer, terms })) return refused('kept_out');
  const pause = await readPause(tenant, tx, { userId, at });
  if (pause) return refused('paused', pause);
  // A text that is no code is looked for too: nothing of the answer says what a code looks like.
  const code = await findCode(tenant, tx, typed);
  if (!code) {
    await countGuess(tenant, tx, { userId, at });
    return refused('unknown');
  }
  const held = await readHeld(tenant, tx, { userId, isLocked: true });
  return give(tenant, tx, { code, taker: { buyer, held, terms, at, ...(isOutside && { isOutside }) } });
}

/** The code that is meant, locked; undefined: there is none. */
async function findCode(tenant: Tenant, tx: Tx, typed: string): Promise<LockedCode | undefined> {
  for (const word of wordsOfTyped(typed)) {
    const code = await lockCode(tenant, tx, readPromoCode(word)?.key ?? '');
    if (code) return code;
  }
  return undefined;
}

interface Use {
  readonly code: LockedCode;
  readonly taker: Omit<Taker, 'useId'>;
}

async function give(tenant: Tenant, tx: Tx, { code, taker }: Use): Promise<CodeUsed> {
  const { buyer, held, terms, at } = taker;
  const day = dayOf(at.getTime(), terms.values.time_zone);
  const reason = judgeCode(code, {
    ...{ hasPaid: buyer.hasPaid, isNewcomer: isNewcomer({ buyer, held }), at, day },
    ownUses: await readOwnUses(tenant, tx, { userId: buyer.id, codeId: code.id }),
    hasBoughtPlan: await hasBought(tenant, tx, { userId: buyer.id, planIds: code.audiencePlanIds }),
  });
  if (reason) return refused(reason, reason === 'not_yet' ? code.startsAt : undefined);
  const [drawn] = await tx.sql<{ id: string }>(drawId);
  const useId = drawn?.id ?? '';
  const given = await giveEffect(tenant, tx, { ...taker, useId, effect: code.effect });
  if (typeof given === 'string') return refused(given);
  await tx.sql(insertUse, [tenant.botId, useId, code.id, buyer.id, ...rowsOf(given)]);
  await notify(tenant, tx, { kind: 'promo_code_used', about: { use_id: useId } });
  if (given.kind === 'balance') await completeWaiting(tenant, tx, { userId: buyer.id });
  // At last: who makes codes has locked the bot and waits for a code that is written, which is only locked until here.
  await tx.sql(countUse, [tenant.botId, code.id, day, usesOn(code, day) + 1]);
  return { kind: 'given', given };
}

async function readOwnUses(
  { botId }: Tenant,
  tx: Tx,
  { userId, codeId }: { readonly userId: string; readonly codeId: string },
): Promise<number> {
  const [row] = await tx.sql<{ uses: number }>(countOwnUses, [botId, userId, codeId]);
  return row?.uses ?? 0;
}

/** Did the person buy one of these plans? Nobody did of none. */
async function hasBought(
  { botId }: Tenant,
  tx: Tx,
  { userId, planIds }: { readonly userId: string; readonly planIds: readonly string[] | null },
): Promise<boolean> {
  if (!planIds) return false;
  return (await tx.sql(findPurchase, [botId, userId, planIds])).length > 0;
}

/** The rows that came of it: of the ledger, of subscriptions, of discounts. */
const rowsOf = (given: Given): (string | null)[] => [
  'transactionId' in given ? given.transactionId : null,
  'subscriptionId' in given ? given.subscriptionId : null,
  'discountId' in given ? given.discountId : null,
];
