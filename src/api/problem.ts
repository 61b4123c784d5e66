import { z } from 'zod';
import { errorCodes, type ErrorCode } from '#platform/error-codes/error-codes.js';

/** The codes of errors of which clients are told. */
export type ProblemCode = {
  [Code in ErrorCode]: (typeof errorCodes)[Code] extends { readonly status: number } ? Code : never;
}[ErrorCode];

/** Every refusal that a client can read, alphabetical by its stable code; workers and ingress take the status from here. */
export const problems = Object.fromEntries(
  Object.entries(errorCodes)
    .filter(([, kind]) => 'status' in kind)
    .sort(([one], [other]) => (one < other ? -1 : 1)),
) as { readonly [Code in ProblemCode]: (typeof errorCodes)[Code] };

/** Are clients told of the code by its name? */
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** Problems that any request can get, and that are not repeated at each endpoint. */
export const commonProblems: readonly ProblemCode[] = [
  'rate.limited',
  'request.headers_too_large',
  'request.invalid',
  'request.too_slow',
  'request.url_too_long',
  'server.bug',
  'server.busy',
  'token.invalid',
];

/** A refusal (RFC 9457), `application/problem+json`. */
export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'The status in words' }),
    status: z.int(),
    code: z.string().meta({ description: 'Stable name of the refusal', examples: ['request.invalid'] }),
    detail: z.string().optional().meta({ description: 'What is wrong, for people' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that is wrong: `body.name`, `query.limit`' }),
  })
  .meta({ id: 'Problem', description: 'A refusal (RFC 9457)' });
