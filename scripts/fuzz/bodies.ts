import fc, { type Arbitrary } from 'fast-check';
import type { Operation, Parameter } from './operations.js';
import { badValue, goodValue, junk, often, type Source } from './values.js';

export type Headers = Record<string, string | string[]>;

/** Headers that the operation knows, and some that are odd. */
export function headersOf(parameters: readonly Parameter[]): Arbitrary<Headers> {
  const known: Readonly<Record<string, Arbitrary<Headers[string]>>> = {
    prefer: fc.constantFrom(
      'respond-async',
      'wait=0',
      'wait=1',
      'wait=99999',
      'return=minimal',
      ',;=',
      'wait=-1',
    ),
    'idempotency-key': often<Headers[string]>(
      [4, fc.constantFrom('k1', 'k2', 'x'.repeat(255))],
      [1, fc.constantFrom<Headers[string]>('x'.repeat(256), '', ['a', 'b'], 'é')],
    ),
    'if-match': often<Headers[string]>(
      [4, fc.constantFrom('*', '"x"', 'W/"x"', ',')],
      [1, fc.constantFrom<Headers[string]>('"', '', 'x'.repeat(201), ['"a"', '"b"'])],
    ),
  };
  const common: Readonly<Record<string, Arbitrary<Headers[string]>>> = {
    'if-none-match': fc.constantFrom('*', '"x"', 'W/', ''),
    'x-request-id': fc.constantFrom('short', 'a-good-request-id', 'x'.repeat(300), '${jndi:ldap://x}', ''),
    'accept-encoding': fc.constantFrom('gzip', 'br', 'identity;q=0', '*;q=0', 'gzip;q=2'),
    accept: fc.constantFrom('text/xml', '*/*', 'application/json;q=0', ',,,'),
    'x-http-method-override': fc.constantFrom('DELETE', 'PUT'),
    'x-forwarded-for': fc.constantFrom("1.2.3.4, ' or 1=1", '::1'),
    range: fc.constantFrom('bytes=0-1', 'bytes=-1'),
    origin: fc.constantFrom('null', 'https://elsewhere.test'),
    cookie: fc.constantFrom('a=b; __proto__=c', ';;;'),
    traceparent: fc.constantFrom('00-00000000000000000000000000000000-0000000000000000-01', 'x'),
  };
  const names = parameters.map(({ name }) => name.toLowerCase());
  const own = fc.record(
    Object.fromEntries(
      Object.entries(known).map(([name, values]) => [
        name,
        often<Headers[string] | undefined>(
          [names.includes(name) ? 5 : 40, fc.constant(undefined)],
          [1, values],
        ),
      ]),
    ),
  );
  const strange = often<Headers>(
    [8, fc.constant({})],
    [1, fc.record(common, { requiredKeys: [] }) as Arbitrary<Headers>],
  );
  return fc
    .tuple(own, strange)
    .map(
      (both) =>
        Object.fromEntries(
          both.flatMap((one) => Object.entries(one).filter(([, value]) => value !== undefined)),
        ) as Headers,
    );
}

/** A body as it is sent, with the headers that go with it. */
export interface Body {
  readonly text: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export const json = { 'content-type': 'application/json' } as const;
const asJson = (value: unknown): Body => ({ text: JSON.stringify(value), headers: json });

/** A body as the document has it, one that is bent, or what is no body. */
export function bodyOf({ body: schema }: Operation, source: Source): Arbitrary<Body | undefined> {
  if (!schema)
    return often<Body | undefined>(
      [12, fc.constant(undefined)],
      [1, junk.map(asJson)],
      [1, fc.constant({ text: '{', headers: {} })],
    );
  const good = goodValue(source, schema) as Arbitrary<Record<string, unknown>>;
  const fields = Object.entries((schema.properties ?? {}) as Record<string, never>);
  const bend = good.chain((whole) =>
    fc.constantFrom(...fields).chain(([name, field]) =>
      fc.oneof(
        badValue(source, field).map((value) => asJson({ ...whole, [name]: value })),
        fc.constant(asJson({ ...whole, [name]: undefined })),
        fc.constantFrom('nonsense', 'id', '__proto__', 'constructor', '').map((extra) => {
          const text = JSON.stringify(whole);
          const member = `${JSON.stringify(extra)}:1${text === '{}' ? '' : ','}`;
          return { text: `{${member}${text.slice(1)}`, headers: json };
        }),
        badValue(source, field).map((value) => ({
          text: `{"${name}":${JSON.stringify(value)},"${name}":${JSON.stringify(whole[name] ?? null)}}`,
          headers: json,
        })),
      ),
    ),
  );
  return often<Body | undefined>(
    [30, good.map(asJson)],
    [15, bend],
    [2, junk.map(asJson)],
    [3, good.chain((whole) => oddBody(JSON.stringify(whole)))],
    [1, fc.constant(undefined)],
  );
}

/** Bodies that are odd before anybody reads their fields. */
const oddBody = (text: string): Arbitrary<Body> =>
  fc.constantFrom<Body>(
    { text, headers: {} },
    { text, headers: { 'content-type': 'text/plain' } },
    { text, headers: { 'content-type': 'application/json; charset=koi8-q' } },
    { text, headers: { 'content-type': 'application/json; charset=utf-16le' } },
    { text, headers: { 'content-type': 'application/json;;;' } },
    { text, headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    { text, headers: { ...json, 'content-encoding': 'gzip' } },
    { text, headers: { ...json, 'content-encoding': 'br, gzip' } },
    { text: text.slice(0, -1), headers: json },
    { text: `${text}${text}`, headers: json },
    { text: `\ufeff${text}`, headers: json },
    { text: text.replaceAll('"', "'"), headers: json },
    { text: '', headers: json },
    { text: `${'['.repeat(50_000)}${']'.repeat(50_000)}`, headers: json },
    { text: `{"name":"${'x'.repeat(1_100_000)}"}`, headers: json },
    { text: `{${'"a":1,'.repeat(50_000)}"b":2}`, headers: json },
    { text: '1e999', headers: json },
  );
