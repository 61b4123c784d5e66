import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { FieldFault } from './endpoint.js';
import { problems, type ProblemCode } from './problem.js';

/** What a request is answered with, on its way from the worker through the ingress; JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body, as text, so that its ETag is that of the bytes; null when there is none. */
  readonly body: string | null;
}

/** A refusal as the contract has it. */
export interface RefusedRequest {
  readonly code: ProblemCode;
  /** What is wrong, for people; what the code means when left out. */
  readonly detail?: string | undefined;
  readonly faults?: readonly FieldFault[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The problem document (RFC 9457) of a refusal. */
export function refusalAnswer({ code, detail, faults, headers = {} }: RefusedRequest): Answer {
  const { status, means } = problems[code];
  const document = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: detail ?? means,
    ...(faults && { errors: faults }),
  };
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify(document),
  };
}

/** The version of a representation: a strong ETag. */
export const etagOf = (body: string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

/** Does `If-Match` or `If-None-Match` name this version? `W/` is looked past only where a weak match will do. */
export function namesEtag(header: string, etag: string, { isWeak = false } = {}): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((one) => {
    const given = one.trim();
    return (isWeak ? given.replace(/^W\//, '') : given) === etag;
  });
}
