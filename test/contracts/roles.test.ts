import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';

/*
 * A process loads the code of its own roles only: what the others need would be tens of megabytes that every full garbage
 * collection walks through, and a second of its start.
 */

/** The files that a file imports for their values, as it is loaded; what `import()` names comes when it is called. */
function loadedBy(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) && !isOfTypes(statement.importClause);
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    if (!isImport && !isExport) return [];
    const name = statement.moduleSpecifier;
    return name && ts.isStringLiteral(name) ? fileOf(file, name.text) : [];
  });
}

function isOfTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function fileOf(from: string, name: string): string[] {
  if (!/^[#.]/.test(name)) return [name];
  const place = name.startsWith('#')
    ? `src/${name.slice(1)}`
    : path.posix.join(path.posix.dirname(from), name);
  const file = place.replace(/\.js$/, '.ts');
  expect(existsSync(file), `${name} of ${from}`).to.equal(true);
  return [file];
}

/** Everything that is loaded with a file: files of ours, and the packages by name. */
function loadedWith(start: string): Set<string> {
  const found = new Set([start]);
  for (const file of found) if (file.startsWith('src/')) loadedBy(file).forEach((one) => found.add(one));
  return found;
}

const foldersOf = (files: ReadonlySet<string>): string[] => [
  ...new Set(
    [...files].map((file) =>
      file
        .split('/')
        .slice(0, file.startsWith('src/') ? 2 : 1)
        .join('/'),
    ),
  ),
];
const ofWorkers = ['src/models', 'src/services', 'src/bot', 'src/workers', 'src/tenancy', 'sequelize', 'pg'];

describe('the code of a role', () => {
  it('is not loaded where a process starts, nor is what only the ingress answers', () => {
    const files = loadedWith('src/main.ts');
    expect(files.size).to.be.above(50);
    for (const folder of [...ofWorkers, 'src/api', '@bull-board'])
      expect(foldersOf(files), folder).to.not.include(folder);
    expect(
      [...files].filter((file) => /\/pollers\/|all-routes|admin-api|ingress\/server/.test(file)),
    ).to.deep.equal([]);
  });

  it('of the poller is the pollers, and of the ingress its routes, without what workers need', () => {
    for (const start of ['src/ingress/pollers/start-pollers.ts', 'src/ingress/server.ts'])
      for (const folder of ofWorkers)
        expect(foldersOf(loadedWith(start)), `${start} ${folder}`).to.not.include(folder);
    expect(foldersOf(loadedWith('src/ingress/server.ts'))).to.include('src/api');
  });

  it('of the worker is all that it works with', () => {
    expect(foldersOf(loadedWith('src/workers/start-worker-role.ts'))).to.include.members(ofWorkers);
  });

  it('is asked for at the start only: what imports a file of ours later gets a second copy of it in a test', () => {
    const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join('src', name))
      .filter((name) => name.endsWith('.ts') && /\bimport\(\s*['"`][#.]/.test(readFileSync(name, 'utf8')));
    expect(found).to.deep.equal(['src/main.ts']);
  });
});
