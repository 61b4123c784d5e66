import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';

/*
 * What a process works with is built where the process starts and passed on. A variable of a module that an exported
 * function puts something into is the other way: whoever reads it depends on a call that nobody sees, and two of a kind
 * (two workers of a test, say) overwrite each other. Caches and counters, which nobody hands in, are none of it.
 */

/** The variables that stay, and why. */
const singletons: Readonly<Record<string, string>> = {
  'src/jobs/enqueue.ts current':
    'the Redis of the process, as the database is: any commit hands over what was enqueued in it',
  'src/platform/http.ts guard': 'platform may not import tenancy, which shuts the network inside of scopes',
  'src/platform/log.ts log':
    'the logger of the process: its level comes from the environment, read after the first line',
  'src/platform/tracing.ts tracing':
    'traces of the process: OpenTelemetry is loaded only where they are asked for',
  'src/tenancy/scope.ts database': 'the database of the process, in which every scope is opened',
};

const root = path.resolve(import.meta.dirname, '../..');

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name));
}

/** The variables of a module that its exported functions assign what they were given, or a member of them. */
function settersIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const own = new Set<string>();
  const exported: ts.Node[] = [];
  for (const statement of source.statements) {
    const isExported =
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isFunctionDeclaration(statement) && isExported) exported.push(statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name)) own.add(name.text);
      if (isExported && initializer) exported.push(initializer);
    }
  }
  const found = new Set<string>();
  for (const node of exported) visit(node, new Set());
  return [...found].map((name) => `${file} ${name}`);

  function visit(node: ts.Node, given: ReadonlySet<string>): void {
    const known = ts.isFunctionLike(node) ? new Set([...given, ...node.parameters.flatMap(namesOf)]) : given;
    const name = ts.isBinaryExpression(node) ? assignedBy(node) : undefined;
    if (name !== undefined && own.has(name) && !known.has(name))
      if (mentions((node as ts.BinaryExpression).right, known)) found.add(name);
    ts.forEachChild(node, (child) => visit(child, known));
  }
}

const namesOf = ({ name }: { readonly name: ts.BindingName }): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element) : []));

/** The variable that an assignment changes, itself or a member of it. */
function assignedBy({ left, operatorToken }: ts.BinaryExpression): string | undefined {
  const { EqualsToken, FirstCompoundAssignment, LastCompoundAssignment } = ts.SyntaxKind;
  const { kind } = operatorToken;
  const isCompound = kind >= FirstCompoundAssignment && kind <= LastCompoundAssignment;
  if (kind !== EqualsToken && !isCompound) return undefined;
  let place: ts.Expression = left;
  while (ts.isPropertyAccessExpression(place) || ts.isElementAccessExpression(place))
    place = place.expression;
  return ts.isIdentifier(place) ? place.text : undefined;
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text);
  return ts.forEachChild(node, (child) => mentions(child, names) || undefined) ?? false;
}

describe('the wiring of a process', () => {
  it('is passed on, not put into variables of modules, but for what a process has once', () => {
    const found = sourcesIn('src').flatMap((file) =>
      settersIn(file, readFileSync(path.join(root, file), 'utf8')),
    );
    expect(found.sort()).to.deep.equal(Object.keys(singletons).sort());
  });

  for (const [how, text] of [
    ['a function', 'let way: Way | undefined; export function useWay(given: Way) { way = given; }'],
    ['a function of one line', 'let way: Way; export const useWay = (given: Way) => { way = given; };'],
    [
      'a member',
      'const place = { way: none }; export function usePlace({ way }: Place) { place.way = way; }',
    ],
    ['a fallback', 'let way: Way | undefined; export function useWay(given: Way) { way ??= given; }'],
    ['a method', 'let way: Way; export const ways = { use(given: Way) { way = given; } };'],
    ['a promise', 'let way: Way; export async function useWay(given: Promise<Way>) { way = await given; }'],
  ] as const)
    it(`is found when ${how} sets it`, () => {
      expect(settersIn('one.ts', text)).to.have.lengthOf(1);
    });

  for (const [what, text] of [
    ['a counter', 'let changes = 0; export function note() { changes += 1; }'],
    [
      'a variable of the function',
      'export function open(given: Way) { let way = given; way = given; return way; }',
    ],
    [
      'a parameter of the same name',
      'let way: Way; export function pass(way: Way, other: Way) { way = other; }',
    ],
  ] as const)
    it(`is not ${what}`, () => {
      expect(settersIn('one.ts', text)).to.deep.equal([]);
    });
});
