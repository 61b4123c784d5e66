import {
  findReviewMessage,
  noteLost,
  notePosted,
  type ReviewMessage,
} from '#services/card-payments/review-messages.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { requestReview } from './request-review.js';

interface Put {
  readonly message: Pick<ReviewMessage, 'id'>;
  /** The rest of an album. */
  readonly rest?: readonly Pick<ReviewMessage, 'id'>[];
  /** What Telegram answered, or why it did not take it. */
  readonly sent: { readonly result?: unknown; readonly refusal?: string };
  readonly settings: BotSettings;
}

/**
 * Remembers what became of a message to reviewers: its number in its chat, or that this takes none; then the receipt goes to the reviewers
 * elsewhere.
 */
export async function noteReview(tenant: Tenant, tx: Tx, put: Put): Promise<void> {
  const { message, rest = [], sent, settings } = put;
  const { id } = message;
  const results: readonly unknown[] = Array.isArray(sent.result) ? sent.result : [sent.result];
  const posted = results.map(readPosted);
  for (const [at, one] of [message, ...rest].entries()) {
    const place = posted[at];
    if (place) await notePosted(tenant, tx, { id: one.id, ...place });
  }
  if (posted[0]) return;
  const row = sent.refusal === undefined ? undefined : await findReviewMessage(tenant, tx, id);
  if (row?.messageId !== null || sent.refusal === undefined) return;
  await noteLost(tenant, tx, { id, reason: sent.refusal });
  if (row.kind === 'review') await requestReview(tenant, tx, { paymentId: row.paymentId, settings });
}

interface Posted {
  readonly chatId: string;
  readonly messageId: number;
}

/** Where a message of Telegram's answer is; undefined: it has none. */
function readPosted(result: unknown): Posted | undefined {
  const { message_id: messageId, chat } = (result ?? {}) as { message_id?: unknown; chat?: { id?: unknown } };
  if (typeof messageId !== 'number' || typeof chat?.id !== 'number') return undefined;
  return { chatId: String(chat.id), messageId };
}
