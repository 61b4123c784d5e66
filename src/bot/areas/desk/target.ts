/** What a button of a ticket is about. */
export interface DeskTarget {
  readonly ticketId: string;
  /** What is said beyond that, such as a priority; it may be anything. */
  readonly rest: string;
}

const shape = /^([1-9]\d{0,17})(?:\.([\w-]{1,30}))?$/;

/** Writes the argument of a button. */
export const writeDeskTarget = (ticketId: string, rest = ''): string =>
  rest === '' ? ticketId : `${ticketId}.${rest}`;

/** Reads the argument of a button, which anybody may have made up. */
export function readDeskTarget(argument: string): DeskTarget | undefined {
  const [, ticketId, rest = ''] = shape.exec(argument) ?? [];
  return ticketId === undefined ? undefined : { ticketId, rest };
}
