import { currentTracing, type OpenSpan } from './tracing.js';

/** How a driver sends a statement: by promise, or with a callback as the last argument. */
type Send = (...sent: unknown[]) => unknown;

/** Sends a statement in a span of its own while traces are on. The span holds the statement without its values. */
export function traceStatement(send: Send, sent: unknown[]): unknown {
  const tracing = currentTracing();
  if (!tracing?.active()) return send(...sent);
  const text = withoutValues(textOf(sent[0]));
  const span = tracing.open({
    name: nameOf(text),
    kind: 'client',
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
  });
  const last = sent.at(-1);
  if (typeof last === 'function') return send(...sent.slice(0, -1), endingWith(span, last as Send));
  const answer = send(...sent);
  if (answer instanceof Promise)
    answer.then(
      () => span.end(),
      (error: unknown) => span.end(error),
    );
  else span.end();
  return answer;
}

const endingWith =
  (span: OpenSpan, callback: Send): Send =>
  (...answered) => {
    span.end(answered[0] ?? undefined);
    return callback(...answered);
  };

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  const { text } = (query ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

const longest = 2_000;
const values = /'(?:[^']|'')*'|(?<![\w$."])-?\d+(?:\.\d+)?\b/g;

/** The statement with a ? for each text and number that was written into it. */
export const withoutValues = (sql: string): string =>
  sql.replace(values, '?').replace(/\s+/g, ' ').trim().slice(0, longest);

/** `SELECT users`, `COMMIT`: what is done, and to which table where one is named. */
function nameOf(text: string): string {
  const verb = /^\w+/.exec(text)?.[0].toUpperCase() ?? 'SQL';
  const table = /\b(?:from|into|update)\s+"?(\w+)/i.exec(text)?.[1];
  return table && verb !== 'START' ? `${verb} ${table}` : verb;
}
