import { z } from 'zod';
import { apiRoot, bodyBytesOf, isWrite, standardBodyBytes, successOf, type Endpoint } from './endpoint.js';
import { groupMeanings, groupOf } from './endpoint-groups.js';
import { endpoints, type EndpointName } from './index.js';
import { commonProblems, problem, problems, type ProblemCode } from './problem.js';
import { id } from './schemas.js';

type Json = Readonly<Record<string, unknown>>;

const headers = {
  Location: { description: 'Where it can be read', schema: { type: 'string' } },
  ETag: { description: 'Version of the resource, for `If-Match`', schema: { type: 'string' } },
  'X-Request-Id': { description: 'Id of the request in our logs', schema: { type: 'string' } },
} as const;

const parameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A repeat with the same key within two days, of the same token, is answered with the first result; another request with it is refused (422).',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'ETag of what was read; when it has changed since, nothing is done (412).',
    schema: { type: 'string', maxLength: 200 },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description:
      '`respond-async`: answer 202 at once. `wait=3`: after three seconds (at most, and unasked: ten).',
    schema: { type: 'string', maxLength: 200 },
  },
} as const;

const description = `Tenants and operators manage the fleet here. Ids are strings of digits, money is whole toman, instants are ISO 8601.

**Tokens.** \`X-API-Token\` or \`Authorization: Bearer\`. A bot's token reaches that bot only: every other bot is 404. The
master token reaches all. The tokens of a bot that is switched off go on working: its tenant may read and prepare it.

**Lists.** \`limit\` (at most 200), \`cursor\` (the \`next_cursor\` of the page before), filters and \`sort\`.

**Jobs.** Each request is run by a worker. A change that takes longer than ten seconds is answered with 202 and \`Location\`,
where the result can be read for a day (of each bot the newest 8 MB are kept); it is then done also when the database was
away in between. A look that takes longer is answered with 503.

**Refusals** are \`application/problem+json\` (RFC 9457); \`code\` is stable.

**Limits.** A body may have ${standardBodyBytes} bytes where an endpoint does not say more (413). \`RateLimit-Policy\` and
\`RateLimit\` (IETF draft) say how many requests a minute the token has left, and how many requests and bytes of bodies all
tokens of the bot together; a change counts as 16384 bytes at least. Changes a day, and the bytes of requests that wait, are
bounded for the bot too. 429 says in \`detail\` which bound it was, and comes with \`Retry-After\`. How many things a bot may
have, and how long its history is kept, is said with each of them: 409 names the bound and the cure.`;

/** The OpenAPI 3.1 document of the contract, as plain JSON; the same for every process of a version. */
export function openApiDocument(): Json {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [EndpointName, Endpoint][]) {
    const path = (paths[`${apiRoot}${endpoint.path}`] ??= {});
    path[endpoint.method.toLowerCase()] = operationOf(name, endpoint, schemas);
  }
  const groups = [...new Set(Object.keys(endpoints).map(groupOf))].sort();
  schemaOf(problem, 'output', schemas);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Remnafleet admin API',
      version: '1.0.0',
      description,
      contact: { name: 'The operators of this fleet' },
    },
    servers: [{ url: '/', description: 'This fleet' }],
    security: [{ apiToken: [] }, { bearer: [] }],
    tags: groups.map((group) => ({ name: group, description: groupMeanings[group] })),
    paths,
    components: {
      schemas,
      parameters,
      headers,
      responses: {
        Accepted: {
          description: 'It takes longer, or `Prefer: respond-async` was given: read the job at `Location`',
          headers: { Location: { $ref: '#/components/headers/Location' } },
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Accepted' } } },
        },
      },
      securitySchemes: {
        apiToken: { type: 'apiKey', in: 'header', name: 'X-API-Token' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operationOf(name: EndpointName, endpoint: Endpoint, schemas: Record<string, unknown>): Json {
  const { summary, access, body, etag } = endpoint;
  const who = access === 'master' ? 'Master token only.' : '';
  const text = [endpoint.description, who].filter(Boolean).join('\n\n') || summary;
  const ref = (parameter: keyof typeof parameters) => ({ $ref: `#/components/parameters/${parameter}` });
  return {
    operationId: name,
    tags: [groupOf(name)],
    summary,
    description: text,
    parameters: [
      ...namedParameters(endpoint, schemas),
      ...(isWrite(endpoint) ? [ref('Prefer'), ref('IdempotencyKey')] : []),
      ...(etag === 'checks' ? [ref('IfMatch')] : []),
    ],
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        description: `At most ${bodyBytesOf(endpoint)} bytes, unpacked`,
        content: { 'application/json': { schema: schemaOf(body, 'input', schemas) } },
      },
    }),
    responses: responsesOf(endpoint, schemas),
  };
}

function namedParameters(endpoint: Endpoint, schemas: Record<string, unknown>): Json[] {
  const own = endpoint.params?.shape ?? {};
  const inPath = endpoint.scope === 'bot' ? { bot_id: id, ...own } : own;
  const of = (place: 'path' | 'query', shape: Readonly<Record<string, z.core.$ZodType>>): Json[] =>
    Object.entries(shape).map(([name, schema]) => {
      const { description: says, ...made } = schemaOf(schema, 'input', schemas);
      const required = place === 'path' || !(schema as z.ZodType).safeParse(undefined).success;
      const description = says ?? `Only rows of this ${name.replaceAll('_', ' ')}`;
      return { name, in: place, required, schema: made, description };
    });
  return [...of('path', inPath), ...of('query', endpoint.query?.shape ?? {})];
}

function responsesOf(endpoint: Endpoint, schemas: Record<string, unknown>): Json {
  const { output, asCsv, etag, location, errors = [] } = endpoint;
  const given = {
    'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
    ...(etag && output && { ETag: { $ref: '#/components/headers/ETag' } }),
    ...(location && { Location: { $ref: '#/components/headers/Location' } }),
  };
  const success = {
    description: output ? 'Done' : 'Done; there is no body',
    headers: given,
    ...(output && {
      content: {
        'application/json': { schema: schemaOf(output, 'output', schemas) },
        ...(asCsv && { 'text/csv': { schema: { type: 'string' } } }),
      },
    }),
  };
  schemas.Accepted ??= schemaOf(accepted, 'output', schemas);
  return {
    [successOf(endpoint)]: success,
    ...(isWrite(endpoint) ? { 202: { $ref: '#/components/responses/Accepted' } } : {}),
    ...refusalsOf(endpoint, errors),
  };
}

const accepted = z.object({ job_id: z.string(), status: z.literal('waiting') });

/** Refusals grouped by status, each with its codes. */
function refusalsOf(endpoint: Endpoint, own: readonly ProblemCode[]): Json {
  const codes: ProblemCode[] = [...commonProblems, ...own, ...impliedBy(endpoint)];
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes))
    byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [
      status,
      {
        description: found.map((code) => `\`${code}\`: ${problems[code].means}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function impliedBy(endpoint: Endpoint): ProblemCode[] {
  const { access, body, etag, scope } = endpoint;
  return [
    ...(endpoint.path.includes('{bot_id}') ? (['bot.unknown'] as const) : []),
    ...(access === 'master' ? (['token.master_only'] as const) : []),
    ...(isWrite(endpoint)
      ? (['token.read_only', 'idempotency.mismatch', 'idempotency.unreadable'] as const)
      : []),
    ...(body ? (['request.malformed', 'request.too_large', 'request.type'] as const) : []),
    ...(etag === 'checks' ? (['precondition.failed'] as const) : []),
    ...(scope === 'ingress' ? [] : (['token.conflict'] as const)),
  ];
}

/** A schema as JSON Schema; those with an id of their own go among the components. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): Json {
  const made = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Record<string, unknown>;
  const { $schema: _, $defs: definitions = {}, id: name, ...rest } = made;
  for (const [key, definition] of Object.entries(definitions as Record<string, object>))
    schemas[key] = withoutIds(definition);
  const plain = withoutIds(rest);
  if (typeof name !== 'string') return plain;
  schemas[name] = plain;
  return { $ref: `#/components/schemas/${name}` };
}

/** zod writes `$ref: #/$defs/X` and leaves its own `id` in the definitions; OpenAPI has components instead. */
function withoutIds(value: object): Json {
  const text = JSON.stringify(value, (key, part: unknown) =>
    key === 'id' && typeof part === 'string' ? undefined : part,
  );
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}
