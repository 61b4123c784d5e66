import type { Endpoint, Method } from '#api/endpoint.js';
import { endpoints, type EndpointName } from '#api/index.js';

/** The endpoints at an address, by method, and what stands in the place of its names. */
export interface Match {
  readonly methods: ReadonlyMap<Method, EndpointName>;
  readonly params: Readonly<Record<string, string>>;
}

interface Node {
  readonly words: Map<string, Node>;
  /** What follows when the part is a value. */
  any: Node | undefined;
  /** Each endpoint that ends here, with the names of its values in the order of the path. */
  readonly methods: Map<Method, { readonly endpoint: EndpointName; readonly names: readonly string[] }>;
}

const emptyNode = (): Node => ({ words: new Map(), any: undefined, methods: new Map() });
const isName = (part: string): boolean => part.startsWith('{');

function buildTree(): Node {
  const root = emptyNode();
  for (const [name, { path, method }] of Object.entries(endpoints) as [EndpointName, Endpoint][]) {
    const parts = path.split('/').slice(1);
    let node = root;
    for (const part of parts) node = stepInto(node, part);
    node.methods.set(method, {
      endpoint: name,
      names: parts.filter(isName).map((part) => part.slice(1, -1)),
    });
  }
  return root;
}

function stepInto(node: Node, part: string): Node {
  if (isName(part)) return (node.any ??= emptyNode());
  const known = node.words.get(part) ?? emptyNode();
  node.words.set(part, known);
  return known;
}

const tree = buildTree();

/** Finds what is at an address below `/api/v1`; a fixed word goes before a value. Undefined: nothing is there. */
export function matchPath(path: string): Match | undefined {
  const parts = path.split('/').slice(1).map(decode);
  if (!parts.every((part) => part !== undefined && part !== '')) return undefined;
  const values: string[] = [];
  const node = walk(tree, parts as string[], values);
  const [first] = node?.methods.values() ?? [];
  if (!node || !first) return undefined;
  return {
    methods: new Map([...node.methods].map(([method, { endpoint }]) => [method, endpoint])),
    params: Object.fromEntries(first.names.map((name, at) => [name, values[at] ?? ''])),
  };
}

function walk(node: Node, [part, ...rest]: string[], values: string[]): Node | undefined {
  if (part === undefined) return node;
  const word = node.words.get(part);
  const found = word && walk(word, rest, values);
  if (found) return found;
  if (!node.any) return undefined;
  values.push(part);
  const below = walk(node.any, rest, values);
  if (!below) values.pop();
  return below;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
