import type { ReceiptPart } from '#services/card-payments/receipt-parts.js';
import { mostParts } from '#services/card-payments/receipt-parts.js';
import { hourMs } from '#platform/units.js';
import type { BotContext } from '../../context.js';

/** What a chat remembers of receipts beyond the next update. */
interface ReceiptMemory {
  /** The payment whose card was shown last. */
  readonly shown?: string;
  /** The payment that the album of now is a receipt of. */
  readonly album?: string;
  /** Parts of which the person has yet to say what they are for, since when. */
  readonly held?: { readonly at: number; readonly parts: readonly ReceiptPart[] };
}

const memoryOf = ({ conversation }: BotContext): ReceiptMemory =>
  (conversation.data.receipt ?? {}) as ReceiptMemory;

function remember(ctx: BotContext, change: Partial<Record<keyof ReceiptMemory, unknown>>): void {
  const { receipt: _, ...data } = ctx.conversation.data;
  const entries = Object.entries({ ...memoryOf(ctx), ...change }).filter(([, value]) => value !== undefined);
  const receipt = Object.fromEntries(entries);
  ctx.conversation = { ...ctx.conversation, data: entries.length > 0 ? { ...data, receipt } : data };
}

/** The payment whose card was shown last in this chat. */
export const shownPayment = (ctx: BotContext): string | undefined => memoryOf(ctx).shown;

/** The card of this payment is shown in the chat: receipts are for it from now on. */
export const rememberShown = (ctx: BotContext, paymentId: string): void =>
  remember(ctx, { shown: paymentId });

/** The payment that the first pictures of this album were taken for. */
export const albumPayment = (ctx: BotContext): string | undefined => memoryOf(ctx).album;

/** The rest of an album goes where its first picture went; undefined: another album begins, or none. */
export const rememberAlbum = (ctx: BotContext, paymentId: string | undefined): void =>
  remember(ctx, { album: paymentId });

/** Parts wait until the person says which payment they are for; older ones of another hour give way. */
export function holdParts(ctx: BotContext, parts: readonly ReceiptPart[]): void {
  const { held } = memoryOf(ctx);
  const at = ctx.at.getTime();
  const before = held && Math.abs(at - held.at) < hourMs ? held.parts : [];
  remember(ctx, { held: { at, parts: [...before, ...parts].slice(0, mostParts) } });
}

/** The parts that wait, which do so no longer. */
export function takeHeld(ctx: BotContext): readonly ReceiptPart[] {
  const { held } = memoryOf(ctx);
  if (held) remember(ctx, { held: undefined });
  return held?.parts ?? [];
}
