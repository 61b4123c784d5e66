/** What a button of a review is about: a payment, and the receipt that was seen. */
export interface ReviewTarget {
  readonly paymentId: string;
  /** Rejections that the payment had when the button was shown. */
  readonly attempt: number;
  /** What is said beyond that, such as a reason; it may be anything. */
  readonly rest: string;
}

const shape = /^([1-9]\d{0,17})\.(\d{1,6})(?:\.([\w.-]{1,30}))?$/;

/** Writes the argument of a button. */
export const writeTarget = ({
  paymentId,
  attempt,
  rest,
}: Omit<ReviewTarget, 'rest'> & { rest?: string }): string =>
  [paymentId, attempt, ...(rest ? [rest] : [])].join('.');

/** Reads the argument of a button, which anybody may have made up. */
export function readTarget(argument: string): ReviewTarget | undefined {
  const [, paymentId, attempt, rest = ''] = shape.exec(argument) ?? [];
  return paymentId === undefined ? undefined : { paymentId, attempt: Number(attempt), rest };
}
