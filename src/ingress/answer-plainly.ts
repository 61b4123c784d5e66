import type { IncomingMessage, ServerResponse } from 'node:http';
import { inSpan, type OpenSpan } from '#platform/tracing.js';
import { demandSoundHead } from './demand-sound-head.js';
import { problemBody, problemHeaders } from './problem.js';
import { problemOf } from './problem-of.js';
import {
  answerHeaders,
  logRequest,
  noteRequest,
  chooseRequestId,
  type RequestNotes,
} from './request-notes.js';

/** What a plain route answers. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The address that was asked for. */
export interface PlainAddress {
  /** Without the query. */
  readonly path: string;
  /** Its pattern, such as `/telegram/:bot_id`. */
  readonly route: string;
}

/**
 * Answers a request without Koa, with all that `middleware/` gives the others: sound heads, an id, problems for what
 * `work` throws, a line of the log, a span. Never rejects.
 */
export async function answerPlainly(
  request: IncomingMessage,
  response: ServerResponse,
  { path, route }: PlainAddress,
  work: (notes: RequestNotes) => Promise<PlainAnswer> | PlainAnswer,
): Promise<void> {
  const startedAt = performance.now();
  const { method = '' } = request;
  const notes: RequestNotes = { requestId: chooseRequestId(request.headers['x-request-id']), route };
  const answer = async (span?: OpenSpan): Promise<void> => {
    const { status, headers, body } = await worked(request, notes, work);
    const length = String(Buffer.byteLength(body));
    response.writeHead(status, { 'content-length': length, ...answerHeaders(notes.requestId), ...headers });
    response.end(body);
    logRequest({ method, path, status, startedAt, notes });
    if (span) noteRequest(span, { method, status, notes });
  };
  await inSpan({ name: method, kind: 'server', attributes: { 'http.request.method': method } }, answer);
}

async function worked(
  request: IncomingMessage,
  notes: RequestNotes,
  work: (notes: RequestNotes) => Promise<PlainAnswer> | PlainAnswer,
): Promise<PlainAnswer> {
  try {
    demandSoundHead(request);
    return await work(notes);
  } catch (error) {
    const problem = problemOf(error);
    const { status, code, detail } = problem;
    notes.code = code;
    return { status, headers: problemHeaders(problem), body: problemBody(status, code, detail) };
  }
}
