/** A JSON Schema as the document has it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Something that goes into the path, the query or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: 'header' | 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}

/** What an operation may answer with one status. */
export interface Response {
  /** Undefined: there is no body. */
  readonly schema: Schema | undefined;
  readonly type: string | undefined;
  /** Other media types in which it may come, as text. */
  readonly others: readonly string[];
  /** Codes of refusals that the document names for it. */
  readonly codes: ReadonlySet<string>;
}

/** One operation of an OpenAPI document. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With `{names}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly responses: ReadonlyMap<number, Response>;
}

/** An OpenAPI 3.1 document as it was served; only what is read here is typed. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Written>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Written {
  readonly operationId: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, unknown>>;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** Every operation of the document. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, written]) => ({
      id: written.operationId,
      method: method.toUpperCase(),
      path,
      parameters: (written.parameters ?? []).map((one) => deref<Parameter>(document, one)),
      body: written.requestBody?.content['application/json']?.schema,
      responses: new Map(
        Object.entries(written.responses).map(([status, one]) => [
          Number(status),
          responseOf(deref(document, one)),
        ]),
      ),
    })),
  );
}

function responseOf({
  description,
  content = {},
}: {
  readonly description: string;
  readonly content?: Content;
}): Response {
  const [type, ...others] = Object.keys(content);
  const codes = [...description.matchAll(/^`([a-z_.]+)`:/gm)].map(([, code]) => code ?? '');
  return { schema: type ? content[type]?.schema : undefined, type, others, codes: new Set(codes) };
}

/** What a `$ref` leads to, or the value itself. Throws when it leads nowhere. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The caller says what stands there.
export function deref<T>(document: Document, value: unknown): T {
  const { $ref: place } = value as { $ref?: string };
  if (place === undefined) return value as T;
  const [, , group = '', name = ''] = place.split('/');
  const found = document.components[group]?.[name];
  if (found === undefined) throw new Error(`${place} leads nowhere`);
  return deref(document, found);
}
