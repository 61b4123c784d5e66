import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sameSecret } from '#platform/secrets.js';
import type { CallbackHint, RawCallback } from '../callback.js';
import { rawMembers, type RawMember } from '../raw-members.js';
import { referencePattern } from '../reference.js';

const id = z.union([z.int().positive(), z.string().regex(/^\d{1,18}$/)]).transform(String);

const membersOf = ({ body }: RawCallback): readonly RawMember[] | undefined => rawMembers(body.toString());

/** Which payment a callback names; undefined: it is none of MulenPay's. */
export function readMulenpayCallback(request: RawCallback): CallbackHint | undefined {
  const members = request.method === 'POST' ? membersOf(request) : undefined;
  const said = (name: string): unknown => members?.find((one) => one.name === name)?.value;
  const { data: externalId } = id.safeParse(said('id'));
  const uuid = said('uuid');
  const reference = typeof uuid === 'string' && referencePattern.test(uuid) ? uuid : undefined;
  if (externalId === undefined && reference === undefined) return undefined;
  return { ...(externalId !== undefined && { externalId }), ...(reference !== undefined && { reference }) };
}

const inPython: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** How a value may have been written down where it was signed: as it stands, as JavaScript has it, as Python has it. */
const writings: readonly ((member: RawMember) => string)[] = [
  ({ text }) => text,
  ({ text, value }) => (typeof value === 'number' ? String(value) : text),
  ({ text, value }) => (typeof value === 'string' ? text : (inPython[text] ?? text)),
];

const isSign = ({ name }: RawMember): boolean => name === 'sign';

/** Is there a signature, and is it wrong? It is of all other members, in the order in which they were sent, and the secret key. */
export function isForged(request: RawCallback, secretKey: string): boolean {
  const members = membersOf(request) ?? [];
  const signatures = members.filter((one) => isSign(one) && one.value !== null);
  const right = writings.map((write) => {
    const signed = members.filter((one) => !isSign(one)).map(write);
    return createHash('sha1')
      .update(signed.join('') + secretKey)
      .digest('hex');
  });
  return !signatures.every(({ text }) => right.some((one) => sameSecret(text.toLowerCase(), one)));
}
