import fc, { type Arbitrary } from 'fast-check';
import { deref, type Document, type Schema } from './operations.js';

/** Values that are there: ids and keys, of all kinds. */
export type Known = readonly string[];

/** What values are made from. */
export interface Source {
  readonly document: Document;
  readonly known: Known;
}

/** One of several, by weight. */
export const often = <T>(
  ...choices: readonly (readonly [weight: number, value: Arbitrary<T>])[]
): Arbitrary<T> => fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const likelyLongest = 40;

/** Values that a schema allows, its borders among them. */
export function goodValue(source: Source, given: Schema): Arbitrary<unknown> {
  const schema = deref<Schema>(source.document, given);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const cases = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(cases)) return fc.oneof(...(cases as Schema[]).map((one) => goodValue(source, one)));
  const make = byType[String(schema.type)];
  return make ? make(source, schema) : fc.jsonValue({ maxDepth: 2 });
}

const byType: Readonly<Record<string, (source: Source, schema: Schema) => Arbitrary<unknown>>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: (_, schema) => numbers(schema),
  number: (_, schema) => fc.oneof(numbers(schema), fc.double({ noNaN: true, noDefaultInfinity: true })),
  string: texts,
  array: (source, { items = {}, minItems = 0, maxItems = 1_000 }) =>
    fc.array(goodValue(source, items as Schema), {
      minLength: Number(minItems),
      maxLength: Math.min(4, Number(maxItems)),
    }),
  object: objects,
};

function numbers({ minimum, maximum }: Schema): Arbitrary<number> {
  const min = typeof minimum === 'number' ? minimum : Number.MIN_SAFE_INTEGER;
  const max = typeof maximum === 'number' ? maximum : Number.MAX_SAFE_INTEGER;
  const near = Math.max(min, Math.min(max, min + 100));
  return fc.oneof(fc.integer({ min, max }), fc.integer({ min, max: near }), fc.constantFrom(min, max));
}

function texts({ known }: Source, schema: Schema): Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 200, examples } = schema;
  const least = Number(minLength);
  const most = Number(maxLength);
  const rule = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  const fits = (text: string) => text.length >= least && text.length <= most && (rule?.test(text) ?? true);
  const likely = [known, (examples as string[] | undefined) ?? []]
    .map((all) => all.filter(fits))
    .filter((all) => all.length)
    .map((all) => ({ weight: 2, arbitrary: fc.constantFrom(...all) }));
  if (format === 'date-time') return fc.date({ noInvalidDate: true, ...years }).map((at) => at.toISOString());
  if (format === 'uuid') return fc.uuid();
  if (rule)
    return fc.oneof(...likely, {
      weight: 1,
      arbitrary: fc.stringMatching(rule).filter((text) => text.length <= most),
    });
  const spoken = fc
    .string({ unit: 'grapheme', minLength: least, maxLength: Math.min(most, likelyLongest) })
    .filter((text) => text.length <= most);
  return fc.oneof(
    ...likely,
    { weight: 3, arbitrary: spoken },
    { weight: 1, arbitrary: fc.constantFrom('ق'.repeat(Math.max(1, most)), 'x'.repeat(Math.max(1, least))) },
  );
}
const years = { min: new Date('1990-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z') };

function objects(source: Source, schema: Schema): Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const fields = Object.entries(properties as Record<string, Schema>);
  const must = required as string[];
  const model = Object.fromEntries(fields.map(([name, one]) => [name, goodValue(source, one)]));
  const whole = fc.record(model, { requiredKeys: must });
  if (fields.length || additionalProperties === false) return whole;
  const names = goodValue(source, (propertyNames ?? { type: 'string' }) as Schema) as Arbitrary<string>;
  return fc.dictionary(names, goodValue(source, (additionalProperties ?? {}) as Schema), { maxKeys: 4 });
}

/** Texts that break what is careless: SQL, paths, templates, borders of Unicode, odd numbers and times. */
export const odd: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u200f\u2066',
  '\ufeff',
  '🛍👩‍👩‍👧‍👦',
  '٤٢',
  "'",
  "' or '1'='1",
  "1'; drop table users; --",
  '1;select pg_sleep(30)',
  '$1',
  '%',
  '_%\\',
  '../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%c0%ae',
  '${7*7}{{7*7}}#{7*7}',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'true',
  'NaN',
  'Infinity',
  '-0',
  '0',
  '01',
  '+1',
  '-1',
  '1e3',
  '0x10',
  '1.5',
  '1 ',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '9'.repeat(19),
  '9'.repeat(400),
  '2026-02-30T00:00:00Z',
  '2026-01-31',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999999999-23:59',
  '2026-01-31T12:00:00Z; x',
  'x'.repeat(1_001),
];

const oddNumbers = [-1, 0, 1, 1.5, -0.0000001, 1e21, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 2 ** 64];
const nested = (depth: number): unknown => (depth ? { a: [nested(depth - 1)] } : {});

/** Any JSON, mostly of the wrong kind. */
export const junk: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...odd),
  fc.constantFrom<unknown>(...oddNumbers, true, false, null),
  fc.constantFrom<unknown>([], {}, [[]], [null], { $ne: null }, { toString: 1 }, nested(10), nested(30)),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values just outside what a schema allows, or of another kind. */
export function badValue({ document }: Source, given: Schema): Arbitrary<unknown> {
  const { minimum, maximum, maxLength, minLength, maxItems } = deref<Schema>(document, given);
  const edges: unknown[] = [];
  if (typeof minimum === 'number') edges.push(minimum - 1, minimum + 0.5, String(minimum));
  if (typeof maximum === 'number') edges.push(maximum + 1, maximum * 10);
  if (typeof maxLength === 'number') edges.push('x'.repeat(maxLength + 1), '🛍'.repeat(maxLength));
  if (minLength) edges.push('', ' '.repeat(Number(minLength)), '\u200b', '\u0085');
  if (typeof maxItems === 'number') edges.push(Array.from({ length: maxItems + 1 }, (_, n) => String(n + 1)));
  return edges.length ? fc.oneof(junk, fc.constantFrom(...edges)) : junk;
}
