/** The method whose payments people approve: from card to card. */
export const cardMethod = 'card_to_card';

/** What only payments from card to card have. */
export interface OnCard {
  /** Card that the money is sent to; null: a row of another hand. */
  readonly cardId: string | null;
  /** Part of the amount that only tells it from payments of the same sum, in toman. */
  readonly extraToman: number;
  /** When its last receipt came; while the payment is pending, it is under review from then on. */
  readonly submittedAt: Date | null;
  /** Receipts that were rejected, or of which a better picture was asked for. */
  readonly tries: number;
  /** How many of them were the latter. */
  readonly pictureAsks: number;
  /** When its payer was told that it ends soon. */
  readonly warnedAt: Date | null;
  /** Telegram id of who decided last; null: nobody, or not in Telegram. */
  readonly reviewedBy: string | null;
  /** Who that was, for messages. */
  readonly reviewedByName: string | null;
  readonly reviewedAt: Date | null;
  /** Code of the reason of the last rejection. */
  readonly rejectReason: string | null;
  /** What its evidence said of the payer. */
  readonly note: string | null;
  /** Words of who decided. */
  readonly notes: string | null;
}

/** The same as a column of JSON: instants are text. */
export type OnCardRow = Readonly<Record<keyof OnCard, unknown>>;

const instant = (text: unknown): Date | null => (text === null ? null : new Date(text as string));

/** What the column says. */
export const toOnCard = (row: OnCardRow): OnCard => ({
  ...(row as unknown as OnCard),
  submittedAt: instant(row.submittedAt),
  warnedAt: instant(row.warnedAt),
  reviewedAt: instant(row.reviewedAt),
});
