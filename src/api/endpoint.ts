import { z } from 'zod';
import type { ProblemCode } from './problem.js';

/** Every path of the contract is below this one. */
export const apiRoot = '/api/v1';

export type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/**
 * Who may call: `tenant` is a bot's own token (reading needs scope `read`, everything else `write`) and the master
 * token; `master` is the master token alone.
 */
export type Access = 'master' | 'tenant';

/** What every endpoint says of itself; routes, checks, the workers' types and OpenAPI are made from it. */
export interface Definition {
  readonly method: Method;
  /** Below `/api/v1`, with `{names}` for what varies; a fixed word goes before a name (`/cards/statistics`, `/cards/{id}`). */
  readonly path: string;
  readonly access: Access;
  /** What the path's names may be, `bot_id` of a bot's endpoint left out; anything else is 404. */
  readonly params?: z.ZodObject;
  /** What may follow the `?`; unknown names are refused. */
  readonly query?: z.ZodObject;
  /** The JSON body; left out: there is none. */
  readonly body?: z.ZodType;
  /** Most bytes of the body, unpacked; left out: `standardBodyBytes`. */
  readonly bodyBytes?: number;
  /** The JSON answer; left out: there is none. Workers strip what it does not name. */
  readonly output?: z.ZodType;
  /** The same answer as CSV, for a query with `format=csv`; left out: there is none. */
  readonly asCsv?: (output: never) => string;
  /** Status of success: 200, or 201 of what makes something, or 204 without `output`. */
  readonly status?: 200 | 201;
  /** Where what was made can be read, below `/api/v1`: `{names}` are fields of the answer, or of the request's path. */
  readonly location?: string;
  /** `gives`: the answer carries an ETag. `checks`: it does, and `If-Match` is looked at before anything changes. */
  readonly etag?: 'gives' | 'checks';
  /** One line, for lists. */
  readonly summary: string;
  readonly description?: string;
  /** Problems beside those that any request can get; the first 404 is for ids that are nothing's. */
  readonly errors?: readonly ProblemCode[];
}

/**
 * Where an endpoint runs: `bot` in the scope of one bot (its path begins with `/bots/{bot_id}`), `fleet` over all bots,
 * `ingress` in the process that took the request, without a job.
 */
export type EndpointScope = 'bot' | 'fleet' | 'ingress';
export type Endpoint = Definition & { readonly scope: EndpointScope };

/** Something of one bot; its handler gets the tenant and an open transaction. */
export const botEndpoint = <const D extends Definition & { readonly path: `/bots/{bot_id}${string}` }>(
  definition: D,
): D & { readonly scope: 'bot' } => ({ ...definition, scope: 'bot' });

/** Something of the whole fleet, for the master token only. */
export const fleetEndpoint = <const D extends Definition & { readonly access: 'master' }>(
  definition: D,
): D & { readonly scope: 'fleet' } => ({ ...definition, scope: 'fleet' });

/** Something that ingress knows by itself, also while PostgreSQL is away. */
export const ingressEndpoint = <const D extends Definition>(
  definition: D,
): D & { readonly scope: 'ingress' } => ({ ...definition, scope: 'ingress' });

/** What has no fields. */
type Empty = Readonly<Record<string, never>>;
type Parsed<E, Part extends 'body' | 'params' | 'query'> =
  E extends Readonly<Record<Part, infer Schema extends z.ZodType>> ? z.output<Schema> : Empty;

/** The checked request as a handler gets it. */
export interface EndpointInput<E extends Endpoint> {
  readonly params: Parsed<E, 'params'>;
  readonly query: Parsed<E, 'query'>;
  readonly body: Parsed<E, 'body'>;
}

/** What a handler answers; fields that the contract does not name are stripped. */
export type EndpointOutput<E extends Endpoint> = E extends { readonly output: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : undefined;

/** Status of success. */
export const successOf = ({ output, status }: Endpoint): 200 | 201 | 204 => (output ? (status ?? 200) : 204);

/** Most bytes that a body may have where an endpoint does not name more. */
export const standardBodyBytes = 65_536;

/** Most bytes that the body of an endpoint may have. */
export const bodyBytesOf = ({ bodyBytes = standardBodyBytes }: Pick<Definition, 'bodyBytes'>): number =>
  bodyBytes;

/** Does it change anything? */
export const isWrite = ({ method }: Pick<Endpoint, 'method'>): boolean => method !== 'GET';

/** A request as it came: strings of the path and the query, and parsed JSON. */
export interface RawInput {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** A field that the contract refuses: where it is (`body.price_toman`, `query.limit`) and why. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

export type CheckedInput =
  | { readonly ok: true; readonly input: { params: unknown; query: unknown; body: unknown } }
  | { readonly ok: false; readonly part: 'params' | 'input'; readonly faults: readonly FieldFault[] };

const nothing = z.strictObject({});

/** Checks a request against the contract; ingress does it to answer at once, the worker to trust what it works with. */
export function checkInput(endpoint: Endpoint, raw: RawInput): CheckedInput {
  const params = (endpoint.params ?? nothing).safeParse(raw.params);
  if (!params.success) return { ok: false, part: 'params', faults: faultsOf('path', params.error) };
  const query = (endpoint.query ?? nothing).strict().safeParse(raw.query);
  const body = endpoint.body?.safeParse(raw.body);
  const faults = [
    ...(query.success ? [] : faultsOf('query', query.error)),
    ...(!body || body.success ? [] : faultsOf('body', body.error)),
  ];
  if (faults.length) return { ok: false, part: 'input', faults };
  return { ok: true, input: { params: params.data, query: query.data, body: body?.data ?? {} } };
}

/** At most so many faults are told of one request, and so many characters of a field's name. */
const mostFaults = 20;
const longestName = 200;

function faultsOf(part: string, error: z.ZodError): FieldFault[] {
  const faults = error.issues.slice(0, mostFaults).flatMap((issue) => {
    const path = [part, ...issue.path.map(String)];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, mostFaults).map((key) => ({
        field: [...path, key].join('.'),
        message: 'There is no such field.',
      }));
    return [{ field: path.join('.'), message: issue.message }];
  });
  return faults
    .slice(0, mostFaults)
    .map(({ field, message }) => ({ field: field.slice(0, longestName), message }));
}
