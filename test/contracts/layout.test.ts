import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';

/** The tables of the lint: which folders of src a folder may import from, and the nouns of services by floor. */
const { floors, mayImport } = (await import('../../eslint.config.mjs' as string)) as {
  readonly floors: readonly (readonly string[])[];
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
};

const src = path.resolve(import.meta.dirname, '../../src');
const nouns = floors.flat();
const floorOf = (noun: string): number => floors.findIndex((floor) => floor.includes(noun));

const foldersIn = (folder: string): string[] =>
  readdirSync(path.join(src, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(path.sep).join('/'))
  .map((file) => {
    const text = readFileSync(path.join(src, file), 'utf8');
    return { file, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
  });

/** The files of src that a file imports, as paths from src. */
function importsOf(file: string, tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const note = (spec: string): void => {
    if (spec.startsWith('#')) found.push(spec.slice(1));
    else if (spec.startsWith('.')) found.push(path.posix.join(path.posix.dirname(file), spec));
  };
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      note((node.moduleSpecifier as ts.StringLiteral).text);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      note((node.arguments[0] as ts.StringLiteral).text);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      note((node.argument.literal as ts.StringLiteral).text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The names that a file declares and exports; what it passes on from another file is that one's. */
function exportsOf(tree: ts.SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    const { name } = statement as ts.DeclarationStatement;
    return name ? [name.getText()] : [];
  });
}

const nounOf = (file: string): string | undefined => /^services\/([^/]+)\//.exec(file)?.[1];
const folderOf = (file: string): string | undefined => /^([^/]+)\//.exec(file)?.[1];

describe('the layout of src', () => {
  it('has a line in the table of the lint for each folder, and no other', () => {
    expect(Object.keys(mayImport)).to.have.members(foldersIn('.'));
  });

  it('has each noun of services on one floor, and no service outside of a noun', () => {
    expect(nouns).to.have.members(foldersIn('services'));
    expect(new Set(nouns).size).to.equal(nouns.length);
    const strays = sources.filter(({ file }) => /^services\/[^/]+$/.test(file)).map(({ file }) => file);
    expect(strays).to.deep.equal([]);
  });

  it('lets a folder import from those of its line only', () => {
    const wrong = sources.flatMap(({ file, tree }) => {
      const folder = folderOf(file);
      if (folder === undefined) return [];
      return importsOf(file, tree)
        .map((target) => folderOf(target) ?? 'the root of src')
        .filter((target) => target !== folder && !mayImport[folder]?.includes(target))
        .map((target) => `${file} imports from ${target}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it('lets a noun import from lower floors only, never from its own', () => {
    const arrows = sources.flatMap(({ file, tree }) => {
      const from = nounOf(file);
      if (from === undefined) return [];
      return importsOf(file, tree).flatMap((target) => {
        const to = nounOf(target);
        return to === undefined || to === from ? [] : [{ file, from, to }];
      });
    });
    expect(arrows.length, 'arrows between nouns').to.be.above(20);
    const wrong = arrows.filter(({ from, to }) => floorOf(to) >= floorOf(from));
    expect(wrong.map(({ file, to }) => `${file} imports from ${to}`)).to.deep.equal([]);
  });

  it('gives an exported name one meaning: no two files export the same', () => {
    const places = new Map<string, string[]>();
    for (const { file, tree } of sources)
      for (const name of new Set(exportsOf(tree))) places.set(name, [...(places.get(name) ?? []), file]);
    expect(places.size, 'exported names').to.be.above(1_000);
    const twice = [...places].filter(([, files]) => files.length > 1);
    expect(twice.map(([name, files]) => `${name}: ${files.join(', ')}`)).to.deep.equal([]);
  });
});
