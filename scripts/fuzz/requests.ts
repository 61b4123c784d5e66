import fc, { type Arbitrary } from 'fast-check';
import { bodyOf, headersOf, json } from './bodies.js';
import type { Operation, Parameter } from './operations.js';
import { badValue, goodValue, odd, often, type Source } from './values.js';

/** Whose token a request carries; `own` is the bot that it is about, unless its path says otherwise. */
export type Bearer = 'both' | 'expired' | 'junk' | 'master' | 'none' | 'other' | 'own' | 'read';

/** A request, with all that it needs to be sent again. */
export interface FuzzRequest {
  readonly operation: Operation;
  readonly method: string;
  /** With the query, as it goes over the wire. */
  readonly path: string;
  /** Does the path lead elsewhere than to the operation? */
  readonly isBent: boolean;
  readonly bearer: Bearer;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** Undefined: none is sent. */
  readonly body: string | undefined;
}

/** A path and a body that belong together. */
export interface Whole {
  readonly path: string;
  readonly body: unknown;
}

/** Ids that are there, by the name that paths have for them. */
export interface Pools {
  /** Whole requests of an operation, made from what is there. */
  readonly wholes: Readonly<Record<string, readonly Whole[]>>;
  readonly byName: Readonly<Record<string, readonly string[]>>;
  /** Bots that requests are mostly about, and one that they are not. */
  readonly bots: { readonly own: string; readonly foreign: readonly string[] };
}

/** Requests of all operations: whole ones, and broken ones of every kind. */
export function anyRequest(
  operations: readonly Operation[],
  source: Source,
  pools: Pools,
): Arbitrary<FuzzRequest> {
  const atPlace = new Map(operations.map((one) => [`${one.method} ${one.path}`, one]));
  const any = operations.map((operation) =>
    requestOf(operation, source, pools).map((request) => ({
      ...request,
      operation: atPlace.get(`${request.method.replace('HEAD', 'GET')} ${operation.path}`) ?? operation,
    })),
  );
  return fc.oneof(...any);
}

function requestOf(operation: Operation, source: Source, pools: Pools): Arbitrary<FuzzRequest> {
  const wholes = pools.wholes[operation.id] ?? [];
  const made = madeRequest(operation, source, pools);
  if (!wholes.length) return made;
  const whole = fc.record({
    operation: fc.constant(operation),
    method: fc.constant(operation.method),
    isBent: fc.constant(false),
    bearer: fc.constantFrom<Bearer>('own', 'master'),
  });
  const copied = fc
    .tuple(whole, fc.constantFrom(...wholes))
    .map(([rest, { path, body }]) => ({ ...rest, path, headers: json, body: JSON.stringify(body) }));
  return often<FuzzRequest>([4, made], [1, copied]);
}

function madeRequest(operation: Operation, source: Source, pools: Pools): Arbitrary<FuzzRequest> {
  const place = (wanted: Parameter['in']) => operation.parameters.filter((one) => one.in === wanted);
  return fc
    .record({
      method: often<string>([40, fc.constant(operation.method)], [1, fc.constantFrom(...otherMethods)]),
      address: pathOf(operation, place('path'), source, pools),
      query: queryOf(place('query'), source, pools),
      bearer: often<Bearer>(
        [8, fc.constant('master')],
        [10, fc.constant('own')],
        [2, fc.constantFrom('other', 'read')],
        [1, fc.constantFrom('both', 'expired', 'junk', 'none')],
      ),
      headers: headersOf(place('header')),
      body: bodyOf(operation, source),
    })
    .map(({ method, address: { path, isBent }, query, bearer, headers, body }) => ({
      operation,
      method,
      path: query ? `${path}?${query}` : path,
      isBent,
      bearer,
      headers: { ...headers, ...body?.headers },
      body: body?.text,
    }));
}

const otherMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE', 'PROPFIND'];

/** A half of a pair of surrogates cannot be written into an address. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

/** Where a request goes. */
type Address = Pick<FuzzRequest, 'isBent' | 'path'>;

function pathOf(
  { path }: Operation,
  parameters: readonly Parameter[],
  source: Source,
  { byName, bots }: Pools,
): Arbitrary<Address> {
  const parts = parameters.map(({ name, schema }): Arbitrary<string> => {
    const known =
      name === 'bot_id'
        ? often<string>([19, fc.constant(bots.own)], [1, fc.constantFrom(...bots.foreign)])
        : fc.constantFrom(...(byName[name]?.length ? byName[name] : ['1']));
    const any = goodValue(source, schema).map((value) => encode(String(value)));
    const broken = often<string>(
      [4, fc.constantFrom(...odd).map(encode)],
      [1, fc.constantFrom('.', '..', '%', '%2e%2e', '%2F', '%ff', '%00', '', '1/2', '1;x=1')],
    );
    return often<string>([name === 'bot_id' ? 40 : 16, known.map(encode)], [2, any], [2, broken]);
  });
  const whole = fc.tuple(...parts).map((values): Address => {
    const filled = parameters.reduce(
      (now, { name }, n) => now.replace(`{${name}}`, () => values[n] ?? ''),
      path,
    );
    return { path: filled, isBent: values.some((value) => value === '' || value.includes('/')) };
  });
  return often<Address>(
    [60, whole],
    [1, whole.chain((address) => bentPath(address.path).map((bent) => ({ path: bent, isBent: true })))],
  );
}

const bentPath = (path: string): Arbitrary<string> =>
  fc.constantFrom(
    `${path}/`,
    `${path}/x`,
    path.replaceAll('/', '//'),
    path.toUpperCase(),
    `${path}%20`,
    `${path}/../..`,
    path.replace('/api/v1', '/api/v2'),
    `http://elsewhere.test${path}`,
    `${path}#x`,
  );

function queryOf(parameters: readonly Parameter[], source: Source, { byName }: Pools): Arbitrary<string> {
  const one = ({ name, schema, required }: Parameter): Arbitrary<string[]> => {
    const written = (value: unknown): string[] => [`${name}=${encode(String(value))}`];
    const text = (value: unknown): unknown =>
      typeof value === 'object' && value ? JSON.stringify(value) : value;
    const known = byName[name] ?? [];
    const any = goodValue(source, schema);
    const good = (known.length ? often([4, fc.constantFrom<unknown>(...known)], [1, any]) : any).map(written);
    return often<string[]>(
      [required ? 1 : 24, fc.constant([])],
      [required ? 20 : 12, good],
      [1, badValue(source, schema).map((value) => written(text(value)))],
      [1, fc.tuple(good, good).map((both) => both.flat())],
    );
  };
  const extra = often<string[]>(
    [24, fc.constant([])],
    [
      1,
      fc.constantFrom(
        ['nonsense=1'],
        ['__proto__=1'],
        ['a[b]=c', 'a[b]=d'],
        ['%'],
        ['='],
        ['x'.repeat(4_000)],
      ),
    ],
  );
  return fc.tuple(...parameters.map(one), extra).map((parts) => parts.flat().join('&'));
}
