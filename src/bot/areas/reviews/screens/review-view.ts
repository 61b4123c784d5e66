import type { Flag } from '#services/card-payments/read-flags.js';
import type { ReceiptVerdict } from '#services/card-payments/read-verdict.js';
import type { Review } from '#services/card-payments/read-review.js';

/** What the buttons of a review can show: the first menu, reasons to reject, a question. */
export const menus = ['', 'block', 'details', 'reasons', 'undo'] as const;
export type Menu = (typeof menus)[number];

/** Where a page of /receipts stands among the receipts that wait. */
export interface PagePlace {
  readonly at: number;
  readonly count: number;
  readonly last: string | undefined;
  readonly next: string | undefined;
}

/** What a message about a receipt shows. */
export interface ReviewView {
  readonly review: Review;
  /** Whose receipt it is: the rejections that the payment had then. */
  readonly attempt: number;
  readonly menu: Menu;
  /** Where it stands among those that wait; undefined: it is no page of /receipts. */
  readonly page: PagePlace | undefined;
  /** Can whoever reads it undo a decision? */
  readonly mayUndo: boolean;
  /** What was decided about it, where another receipt came after it; undefined: none did, or nothing knows any more. */
  readonly verdict: ReceiptVerdict | undefined;
  /** What is odd about a receipt that waits. */
  readonly flags: readonly Flag[];
  /** Could a part of the receipt not be shown in this chat? */
  readonly isPartLost: boolean;
}

/** Is it about a receipt that another one came after? */
export const isSuperseded = ({ review, attempt }: Pick<ReviewView, 'attempt' | 'review'>): boolean => {
  const { status, onCard } = review.payment;
  return attempt < (onCard?.tries ?? 0) - (status === 'failed' ? 1 : 0);
};
