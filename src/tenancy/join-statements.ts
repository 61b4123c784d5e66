import type { Statement } from '#platform/database.js';

/** A last statement of a transaction; one without rows for anybody may ride in the next one. */
export interface LastStatement extends Statement {
  readonly rides: boolean;
}

/** Statements as they are sent, and for each that was asked for the place of the one that holds its rows. */
export interface Joined {
  readonly sent: readonly Statement[];
  readonly places: readonly number[];
}

const isInsert = /^\s*insert\b/i;
const joinedMax = 200;
const joinedTexts = new Map<string, Map<string, string>>();
let kept = 0;

/** `with before as (…) …`, the parameters of the second counted on behind those of the first; made once a pair. */
function joinedText(first: Statement, second: Statement): string | undefined {
  const known = joinedTexts.get(first.text)?.get(second.text);
  if (known !== undefined || kept >= joinedMax) return known;
  const behind = second.text.replace(/\$(\d+)/g, (_, at: string) => `$${Number(at) + first.values.length}`);
  const text = `with before as (${first.text}) ${behind.trimStart()}`;
  const ofFirst = joinedTexts.get(first.text) ?? new Map<string, string>();
  joinedTexts.set(first.text, ofFirst.set(second.text, text));
  kept += 1;
  return text;
}

/** Lets each statement that may ride do so in the one behind it, when that is a plain insert. */
export function joinStatements(last: readonly LastStatement[]): Joined {
  const sent: Statement[] = [];
  const places: number[] = [];
  let rider: Statement | undefined;
  for (const { rides, ...statement } of last) {
    const text = rider && isInsert.test(statement.text) ? joinedText(rider, statement) : undefined;
    const isJoined = text !== undefined;
    if (rider && isJoined) sent[sent.length - 1] = { text, values: [...rider.values, ...statement.values] };
    else sent.push(statement);
    places.push(sent.length - 1);
    rider = rides && !isJoined ? statement : undefined;
  }
  return { sent, places };
}
