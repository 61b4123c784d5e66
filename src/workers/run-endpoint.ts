/**
 * Runs the endpoint of an admin request to an answer.
 *
 * A look: one transaction. A change: what asks the outside goes first, while no transaction is open; then one transaction
 * claims the request, makes the change, writes the audit log and keeps the answer. A repeat (same Idempotency-Key, or the
 * same job after a crash) finds the claim and gives that answer, so every effect happens once.
 */
import { isDeepStrictEqual } from 'node:util';
import { etagOf, namesEtag, type Answer } from '#api/answer.js';
import { callerKey } from '#api/caller.js';
import { apiRoot, isWrite, successOf, type Endpoint } from '#api/endpoint.js';
import { endpointOf, type EndpointName } from '#api/index.js';
import type { AdminRequestPayload } from '#jobs/catalog/admin.js';
import { maskCardFields } from '#platform/card-number.js';
import { sha256, type Vault } from '#platform/secrets.js';
import {
  claimRequest,
  keepAnswer,
  recallAnswer,
  type IdempotentRequest,
} from '#services/access/idempotent-request.js';
import { writeAudit, writeFleetAudit } from '#services/access/write-audit.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Call, Change } from './endpoints/handler.js';
import { refuse } from './endpoints/refuse.js';

/** Where an endpoint runs: a bot's scope, or the fleet's. */
export interface Ground {
  readonly tenant: Tenant | undefined;
  /** Opens a transaction there. */
  db<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** A checked request. */
export interface Request {
  readonly name: EndpointName;
  readonly payload: AdminRequestPayload;
  readonly input: { readonly params: unknown; readonly query: unknown; readonly body: unknown };
}

type Work = (tx: Tx) => Promise<unknown>;
/** A handler whose name is not known at compile time. */
export type AnyEndpointHandler =
  ((...args: readonly unknown[]) => Promise<unknown>) | { ask(...args: readonly unknown[]): Promise<Work> };

export interface RunParts {
  readonly vault: Vault;
  readonly handler: AnyEndpointHandler;
}

/** Runs it. Throws what the handler throws; nothing of a request that threw remains. */
export async function runEndpoint(parts: RunParts, ground: Ground, request: Request): Promise<Answer> {
  const endpoint = endpointOf(request.name);
  const remembered = rememberedOf(parts.vault, ground, request);
  const { call, changes, hasMatched } = openCall(remembered, request);
  const work = (): Promise<Work> => prepare(parts.handler, ground, call);
  if (!isWrite(endpoint)) return look(ground, request, await work());
  if ('ask' in parts.handler) {
    const known = await ground.db((tx) => recallAnswer(tx, remembered, parts.vault));
    if (known !== undefined) return replay(known, request);
  }
  const prepared = await work();
  return ground.db(async (tx) => {
    if (!(await claimRequest(tx, remembered)))
      return replay((await recallAnswer(tx, remembered, parts.vault)) ?? '', request);
    const output = await prepared(tx);
    if (request.payload.if_match !== undefined && !hasMatched())
      throw new Error(`${request.name} did not look at If-Match`);
    const answer = success(ground, request, output);
    writeChanges(tx, { ground, request, changes, actor: call.actor });
    keepAnswer(tx, remembered, { vault: parts.vault, answer: JSON.stringify(withoutCards(answer)) });
    return answer;
  });
}

async function prepare(handler: AnyEndpointHandler, { tenant }: Ground, call: Call): Promise<Work> {
  const before = tenant ? [tenant] : [];
  if ('ask' in handler) return handler.ask(...before, call);
  return (tx) => handler(...before, tx, call);
}

function look(ground: Ground, request: Request, work: Work): Promise<Answer> {
  return ground.db(async (tx) => {
    await requireBot(ground, tx);
    return success(ground, request, await work(tx));
  });
}

/**
 * The directory may know a bot a moment longer than PostgreSQL, and the master token reaches ids of no bot. A change finds
 * that out when it claims its request.
 */
async function requireBot({ tenant }: Ground, tx: Tx): Promise<void> {
  if (!tenant) return;
  const rows = await tx.sql('select 1 from bots where id = $1', [tenant.botId]);
  if (!rows.length) refuse('bot.unknown');
}

/** The answer as it is kept: numbers of cards are given in full once, to whoever asked. */
const withoutCards = (answer: Answer): Answer =>
  answer.body === null ? answer : { ...answer, body: maskCardFields(answer.body) };

function rememberedOf(
  vault: Vault,
  { tenant }: Ground,
  { name, payload, input }: Request,
): IdempotentRequest {
  const { idempotency_key: key, job_id: jobId, params } = payload;
  const asked = JSON.stringify([name, params, input.query, input.body]);
  return {
    botId: tenant?.botId,
    caller: callerKey(tenant?.botId, payload.caller),
    key: key === undefined ? `job:${jobId}` : `key:${key}`,
    fingerprint: vault.sign('request', asked),
    earlierFingerprint: sha256(asked),
  };
}

function replay(known: string, { payload }: Request): Answer {
  const answer = JSON.parse(known) as Answer;
  if (payload.idempotency_key === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
}

function openCall({ caller, key }: IdempotentRequest, { payload, input }: Request) {
  const changes: Change[] = [];
  let isMatched = false;
  const call: Call = {
    ...(input as Pick<Call, 'body' | 'params' | 'query'>),
    actor: payload.caller,
    requestKey: `${caller} ${key}`,
    note: (change) => void changes.push(change),
    requireMatch: (get, current) => {
      isMatched = true;
      const { if_match: wanted } = payload;
      if (wanted === undefined || namesEtag(wanted, etagOf(bodyOf(endpointOf(get), current) ?? ''))) return;
      refuse('precondition.failed');
    },
  };
  return { call, changes, hasMatched: () => isMatched };
}

/** The body as the contract has it: fields in its order, none that it does not name. */
function bodyOf(endpoint: Endpoint, output: unknown): string | null {
  return endpoint.output ? JSON.stringify(endpoint.output.parse(output)) : null;
}

const csvOf = ({ output: schema, asCsv }: Endpoint, output: unknown): string | null =>
  schema && asCsv ? (asCsv as (parsed: unknown) => string)(schema.parse(output)) : null;

function success({ tenant }: Ground, { name, payload, input }: Request, output: unknown): Answer {
  const endpoint = endpointOf(name);
  const isCsv = endpoint.asCsv !== undefined && (input.query as { format?: unknown }).format === 'csv';
  const body = isCsv ? csvOf(endpoint, output) : bodyOf(endpoint, output);
  const headers: Record<string, string> = isCsv ? { 'content-type': 'text/csv; charset=utf-8' } : {};
  if (endpoint.etag && body !== null) headers.etag = etagOf(body);
  if (endpoint.location) {
    const known = { ...payload.params, ...(tenant && { bot_id: tenant.botId }) };
    headers.location = apiRoot + fill(endpoint.location, [output, known]);
  }
  return { status: successOf(endpoint), headers, body };
}

/** Puts values into `{a.b}`, from the first source that has one. */
const fill = (template: string, sources: readonly unknown[]): string =>
  template.replace(/\{([^{}]+)\}/g, (_, path: string) => {
    const found = sources.map((source) => valueAt(source, path)).find((value) => typeof value === 'string');
    return encodeURIComponent(found ?? '');
  });

const valueAt = (source: unknown, path: string): unknown =>
  path.split('.').reduce((part, name) => (part as Record<string, unknown> | undefined)?.[name], source);

interface Written {
  readonly ground: Ground;
  readonly request: Request;
  readonly changes: readonly Change[];
  readonly actor: Call['actor'];
}

/** Every request that changes something is in the audit log, also when its handler had nothing to say of it. */
function writeChanges(tx: Tx, { ground, request, changes, actor }: Written): void {
  const { name, payload } = request;
  for (const { subject, before, after, botId } of changes.length ? changes : [{} as Change]) {
    if (before !== undefined && isDeepStrictEqual(before, after)) continue;
    const entry = { actor, action: name, subject, before, after, requestId: payload.request_id };
    if (ground.tenant) writeAudit(tx, ground.tenant.botId, entry);
    else writeFleetAudit(tx, botId, entry);
  }
}
