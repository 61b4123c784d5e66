import { z } from 'zod';
import { sameSecret } from '#platform/secrets.js';
import { parseJson } from '../call-gateway.js';
import { signHeleket } from './call-heleket.js';

/** Its servers call from here. */
const senders = ['31.133.220.8', '::ffff:31.133.220.8'];

/** Does a webhook come from an address of Heleket's? */
export const isFromHeleket = (ip: string): boolean => senders.includes(ip);

const signature = z.string().regex(/^[0-9a-f]{32}$/i);
const told = z.object({
  sign: signature,
  uuid: z.string().min(1).max(200),
  type: z.string().nullish().catch(undefined),
  order_id: z.string().optional().catch(undefined),
});

/** What a webhook's body says, or as much as names the invoice; undefined: it is none, or has no signature. */
export const readHeleketWebhook = (body: Buffer) => told.safeParse(parseJson(body.toString())).data;

/** The text without its member `sign`, as it was signed; in a text inside of it, the quotes would be escaped. */
const withoutSign = (text: string, sign: string): string =>
  text.replace(/,\s*"sign"\s*:\s*"[0-9a-f]{32}"|"sign"\s*:\s*"[0-9a-f]{32}"\s*,?/gi, (member) =>
    member.includes(sign) ? '' : member,
  );

const escapeUnicode = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
/** Escapes are read one by one, so that an escaped backslash before `u0441` stays what it is. */
const plainUnicode = (text: string): string =>
  text.replace(/\\(u[0-9a-f]{4}|.)/gi, (escape, what: string) => {
    const code = what.length === 5 ? Number.parseInt(what.slice(1), 16) : 0;
    return code >= 0x80 ? String.fromCharCode(code) : escape;
  });
const plainSlashes = (text: string): string =>
  text.replace(/\\(.)/g, (escape, what: string) => (what === '/' ? '/' : escape));
const escapeSlashes = (text: string): string => plainSlashes(text).replaceAll('/', '\\/');

/** A text of JSON as PHP writes it with each choice of its flags for Unicode and slashes. */
const formsOf = (text: string): string[] =>
  [plainUnicode(text), escapeUnicode(text)].flatMap((form) => [escapeSlashes(form), plainSlashes(form)]);

/**
 * Is a webhook signed by the key? What was signed is the text without `sign`, in one of the forms that PHP writes; the text as it
 * came is tried first, so that numbers and the order of members are theirs, and a text written anew after it.
 */
export function isSignedByHeleket(body: Buffer, apiKey: string): boolean {
  const text = body.toString();
  const sign = readHeleketWebhook(body)?.sign;
  if (sign === undefined) return false;
  // Not as the schema has it, which moves what it names to the front.
  const { sign: _, ...rest } = parseJson(text) as Readonly<Record<string, unknown>>;
  const bare = withoutSign(text, sign);
  const forms = new Set([bare, ...formsOf(bare), ...formsOf(JSON.stringify(rest))]);
  return [...forms].some((form) => sameSecret(signHeleket(form, apiKey), sign.toLowerCase()));
}
