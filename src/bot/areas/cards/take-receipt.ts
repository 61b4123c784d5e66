import { expectedReviewMinutes } from '#services/card-payments/review-time.js';
import type { ReceiptPart } from '#services/card-payments/receipt-parts.js';
import { findReceiptTargets, type ReceiptTarget } from '#services/card-payments/receipt-targets.js';
import { submitReceipt, type Submitted } from '#services/card-payments/submit-receipt.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import type { BotContext } from '../../context.js';
import { formsOf } from './open/open-card-payment.js';
import {
  albumPayment,
  holdParts,
  rememberAlbum,
  rememberShown,
  shownPayment,
  takeHeld,
} from './receipt-memory.js';
import { excessOf, partOf } from './receipt-part.js';
import { receiptAnswer, receiptAsked, receiptChoice } from './screens/receipt-answers.js';

/**
 * Takes a message as a receipt, or as more of one; false: it is none. A picture or file is one wherever a payment of the person
 * may be paid by it; words are where the person was asked for it, or where they hold a number of a transfer and nothing else was
 * asked for. `isRest`: of an album whose first picture was handled before; then at most one answer is given for the whole.
 */
export async function takeReceipt(ctx: BotContext, { isRest = false } = {}): Promise<boolean> {
  const part = partOf(ctx);
  if (!part || ctx.person.status !== 'active') return false;
  const album = isRest ? albumPayment(ctx) : undefined;
  if (album === heldAlbum) {
    holdParts(ctx, [part]);
    return true;
  }
  const aim = album ?? ctx.oneShot.receiptOf ?? aimOf(await targetsOf(ctx), shownPayment(ctx));
  if (aim === undefined) return false;
  await (typeof aim === 'string'
    ? takeFor(ctx, { paymentId: aim, part, isSilent: album !== undefined })
    : ask(ctx, part, aim));
  return true;
}

/** Takes a part of the receipt of this payment. */
async function takeFor(
  ctx: BotContext,
  taking: { readonly paymentId: string; readonly part: ReceiptPart; readonly isSilent: boolean },
): Promise<void> {
  const { paymentId, part, isSilent } = taking;
  const submitted = await submit(ctx, paymentId, { parts: [part], isAlbum: isAlbum(ctx) });
  if (isAlbum(ctx)) rememberAlbum(ctx, paymentId);
  if (!isSilent) await answer(ctx, submitted);
}

/** Asks which of these payments a part is for, and keeps it until the person says. */
function ask(ctx: BotContext, part: ReceiptPart, payments: readonly Payment[]): void {
  holdParts(ctx, [part]);
  if (isAlbum(ctx)) rememberAlbum(ctx, heldAlbum);
  ctx.send(receiptChoice(ctx.voice, payments));
}

/** Takes the parts that waited for the person to say which payment they are for; false: none wait. */
export async function takeHeldReceipt(ctx: BotContext, paymentId: string): Promise<boolean> {
  const parts = takeHeld(ctx);
  if (parts.length === 0) return false;
  if (albumPayment(ctx) === heldAlbum) rememberAlbum(ctx, paymentId);
  await answer(ctx, await submit(ctx, paymentId, { parts }));
  return true;
}

/**
 * Says what a receipt looks like to who sends something else while a payment waits for one; false: none does. Nothing that was
 * asked for is forgotten.
 */
export async function hintReceipt(ctx: BotContext): Promise<boolean> {
  if (ctx.incoming.kind !== 'message') return false;
  const payment = await awaited(ctx);
  if (!payment) return false;
  const at = ctx.at.getTime();
  const { puzzledAt } = ctx.oneShot;
  const isInRow = puzzledAt !== undefined && Math.abs(at - puzzledAt) < hintMs;
  ctx.leave({ ...ctx.oneShot, puzzledAt: isInRow ? puzzledAt : at, receiptOf: payment.id });
  if (!isInRow) {
    const asked = { forms: formsOf(ctx.settings.values), excess: excessOf(ctx) };
    ctx.send(receiptAsked(ctx.voice, payment, asked));
  }
  return true;
}

/** In place of a payment: the rest of an album is held too. */
const heldAlbum = 'held';

/** How long one such answer does for all that a person sends in a row. */
const hintMs = 10_000;

const isAlbum = ({ incoming }: BotContext): boolean =>
  incoming.kind === 'message' && incoming.albumId !== undefined;

const targetsOf = ({ tenant, tx, person }: BotContext): Promise<ReceiptTarget[]> =>
  findReceiptTargets(tenant, tx, person.id);

/** The payment whose receipt the person was asked for, or that waits for one. */
async function awaited(ctx: BotContext): Promise<Payment | undefined> {
  const { receiptOf } = ctx.oneShot;
  if (receiptOf !== undefined) {
    const asked = await findPayment(ctx.tenant, ctx.tx, receiptOf);
    // Whose money is there is asked for nothing more.
    return asked?.transactionId === null ? asked : undefined;
  }
  const waiting = (await targetsOf(ctx)).filter(({ standing }) => standing === 'waiting');
  return (waiting.find(({ payment }) => payment.id === shownPayment(ctx)) ?? waiting[0])?.payment;
}

/**
 * Which payment a receipt is for: the one whose card was shown last and waits, else the only one that waits, or is under review,
 * or ended of late; several of these: the person says.
 */
function aimOf(
  targets: readonly ReceiptTarget[],
  shown: string | undefined,
): string | readonly Payment[] | undefined {
  for (const standing of ['waiting', 'review', 'late'] as const) {
    const found = targets.filter((one) => one.standing === standing).map(({ payment }) => payment);
    const [first, second] = found;
    if (standing === 'waiting' && found.some(({ id }) => id === shown)) return shown;
    if (first) return second ? found : first.id;
  }
  return undefined;
}

async function submit(
  { tenant, tx, person, settings }: BotContext,
  paymentId: string,
  { parts, isAlbum = false }: { readonly parts: readonly ReceiptPart[]; readonly isAlbum?: boolean },
): Promise<Submitted> {
  const openHours = settings.values.payment_open_hours;
  return submitReceipt(tenant, tx, { paymentId, userId: person.id, parts, openHours, isAlbum });
}

/** Says what became of it; what comes next may be more of it. */
async function answer(ctx: BotContext, submitted: Submitted): Promise<void> {
  if (submitted.kind !== 'over') {
    rememberShown(ctx, submitted.payment.id);
    ctx.leave({ receiptOf: submitted.payment.id });
  }
  const isNew = submitted.kind === 'taken' && submitted.isFirst;
  const minutes = isNew ? await expectedReviewMinutes(ctx.tenant, ctx.tx) : undefined;
  ctx.send(receiptAnswer(ctx.voice, submitted, minutes));
}
