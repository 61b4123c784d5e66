import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Document, Operation, Response, Schema } from './operations.js';
import type { FuzzRequest } from './requests.js';

/** An answer as it came over the wire, unpacked. */
export interface FuzzAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly ms: number;
}

/** Says what the document has against an answer; undefined: nothing. */
export type Judge = (request: FuzzRequest, answer: FuzzAnswer) => string | undefined;

/** Refusals that the address or the headers bring, which no operation names for itself. */
const everywhere: Readonly<Record<number, readonly string[]>> = {
  400: ['precondition.unsupported', 'request.header', 'token.conflict'],
  404: ['route.unknown'],
  405: ['route.method'],
};
const isNamed = ({ responses }: Operation, status: number, code: string): boolean =>
  [...(responses.get(status)?.codes ?? []), ...(everywhere[status] ?? [])].includes(code);
const root = 'document.json';

/** A judge that knows the document's schemas. */
export function openJudge(document: Document): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: root, components: document.components });
  const compiled = new Map<Schema, ValidateFunction>();
  const faultOf = (schema: Schema, value: unknown): string | undefined => {
    const known = compiled.get(schema) ?? ajv.compile(rooted(schema));
    compiled.set(schema, known);
    return known(value) ? undefined : ajv.errorsText(known.errors);
  };
  const problem = { $ref: '#/components/schemas/Problem' };

  function refusal({ method, operation, isBent }: FuzzRequest, { status, headers, text }: FuzzAnswer) {
    if (!typeOf(headers).startsWith('application/problem+json'))
      return `is ${typeOf(headers) || 'nothing'}, not a problem document`;
    if (method === 'HEAD') return undefined;
    const body = parse(text) as { status: number; code: string };
    const fault = faultOf(problem, body);
    if (fault) return `is no problem document: ${fault}`;
    if (body.status !== status) return `says ${body.status} in its body`;
    return isBent || isNamed(operation, status, body.code)
      ? undefined
      : `the document does not name ${body.code}`;
  }

  function success({ method, operation, isBent }: FuzzRequest, answer: FuzzAnswer) {
    const { status, headers, text } = answer;
    if (method === 'OPTIONS') return status === 204 && !text ? undefined : 'OPTIONS is 204 without a body';
    if (status === 304) return text ? 'has a body' : undefined;
    if (isBent) return undefined;
    const promised = operation.responses.get(status);
    if (!promised) return 'the document does not have this status';
    if (status === 202 && !headers.location) return 'says no Location';
    if (method === 'HEAD') return text ? 'has a body' : undefined;
    return contentFault(promised, answer, faultOf);
  }

  return (request, answer) => {
    const { status, headers } = answer;
    if (status >= 500) return 'a fault of ours';
    if (!headers['x-request-id']) return 'says no X-Request-Id';
    return status >= 400
      ? refusal(request, answer)
      : (success(request, answer) ?? accepted(request, faultOf));
  };
}

function contentFault(
  { schema, type, others }: Response,
  { headers, text }: FuzzAnswer,
  faultOf: (schema: Schema, value: unknown) => string | undefined,
): string | undefined {
  if (!schema) return text ? 'has a body' : undefined;
  if (others.some((other) => typeOf(headers).startsWith(other))) return undefined;
  if (!typeOf(headers).startsWith(type ?? '')) return `is ${typeOf(headers)}, not ${type ?? ''}`;
  const body = parse(text);
  const fault = body === undefined ? 'it is no JSON' : faultOf(schema, body);
  return fault && `does not match the document: ${fault}`;
}

/** What the document forbids must not be done. */
function accepted(
  { operation, method, body, isBent }: FuzzRequest,
  faultOf: (schema: Schema, value: unknown) => string | undefined,
): string | undefined {
  if (isBent || !operation.body || method !== operation.method) return undefined;
  const value = body === undefined ? undefined : parse(body);
  const fault = value === undefined ? undefined : faultOf(operation.body, value);
  return fault && `was done, though the document forbids its body: ${fault}`;
}

const typeOf = (headers: FuzzAnswer['headers']): string => String(headers['content-type'] ?? '');

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The schema with its `$ref`s led into the document. */
const rooted = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', `"${root}#/components/`)) as Schema;

/** Name of an operation and its method, for tables. */
export const titleOf = ({ method, path }: Operation): string => `${method} ${path}`;
