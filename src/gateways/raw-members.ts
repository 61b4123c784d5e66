import { parseJson } from './call-gateway.js';

/** A member of a JSON object as it was sent, for signatures over the very text. */
export interface RawMember {
  readonly name: string;
  readonly value: unknown;
  /** What a text says; of anything else what stands there, letter for letter: `100.00` stays so. */
  readonly text: string;
}

const tokens = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/g;

const steps: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a JSON object in the order in which they were sent, doubles among them; undefined: the text is none. */
export function rawMembers(json: string): readonly RawMember[] | undefined {
  if (!isObject(parseJson(json))) return undefined;
  const members: RawMember[] = [];
  let depth = 0;
  let from = 0;
  let name: string | undefined;
  for (const { 0: token, index } of json.matchAll(tokens)) {
    const isOfMember = depth === 1;
    depth += steps[token] ?? 0;
    if (!isOfMember) continue;
    if (token === ':') from = index + 1;
    else if (token !== ',' && token !== '}') name ??= token;
    else if (name !== undefined) {
      members.push(memberOf(name, json.slice(from, index).trim()));
      name = undefined;
    }
  }
  return members;
}

function memberOf(name: string, raw: string): RawMember {
  const value: unknown = JSON.parse(raw);
  return { name: JSON.parse(name) as string, value, text: typeof value === 'string' ? value : raw };
}
