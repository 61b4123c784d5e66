import path from 'node:path';
import ts from 'typescript';
import { compileSrc } from './compile-src.js';

/** Places in the source that read a name off something, and string constants that stand for a name. */
export interface Reads {
  /** Files that read a property `key` off an object all of whose properties are among `names`. */
  ofProperty(key: string, names: ReadonlySet<string>): readonly string[];
  /** Files that hand on `key` as a string where the compiler expects one of `names`. */
  asWord(key: string, names: ReadonlySet<string>): readonly string[];
  /** Files that read the property `key` off the class or interface called `owner`, or off one of several classes. */
  ofClass(key: string, owner: string): readonly string[];
  /** Files whose SQL selects the column. */
  ofColumn(column: string): readonly string[];
  /** The strings of all files one of whose strings names the table. */
  sqlOfFilesThatName(table: string): readonly string[];
}

interface Read {
  readonly file: string;
  readonly key: string;
  readonly type: ts.Type;
}

const root = process.cwd();

/** The compiler's view of the tree under `src`, but for the files that `isLeftOut` names. */
export function readSources(isLeftOut: (file: string) => boolean): Reads {
  const program = compileSrc();
  const checker = program.getTypeChecker();
  const properties: Read[] = [];
  const words: Read[] = [];
  const sql: { readonly file: string; readonly text: string }[] = [];

  function visit(node: ts.Node, file: string): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isPropertyAccessExpression(node))
      properties.push({ file, key: node.name.text, type: checker.getTypeAtLocation(node.expression) });
    else if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
      properties.push({
        file,
        key: node.argumentExpression.text,
        type: checker.getTypeAtLocation(node.expression),
      });
    else if (ts.isObjectBindingPattern(node)) readPattern(node, file);
    else if (ts.isStringLiteralLike(node)) readWord(node, file);
    else if (ts.isTemplateExpression(node)) sql.push({ file, text: node.getText() });
    ts.forEachChild(node, (child) => visit(child, file));
  }
  function readPattern(pattern: ts.ObjectBindingPattern, file: string): void {
    const type = checker.getTypeAtLocation(pattern);
    for (const { propertyName, name } of pattern.elements) {
      const read = propertyName ?? name;
      if (ts.isIdentifier(read)) properties.push({ file, key: read.text, type });
    }
  }
  function readWord(node: ts.StringLiteralLike, file: string): void {
    sql.push({ file, text: node.text });
    const type = checker.getContextualType(node);
    if (type) words.push({ file, key: node.text, type });
  }

  for (const source of program.getSourceFiles()) {
    const file = path.relative(root, source.fileName);
    if (file.startsWith('src/') && !isLeftOut(file)) visit(source, file);
  }

  const ownNames = (type: ts.Type) => checker.getPropertiesOfType(type).map(({ name }) => name);
  const isOnly = (type: ts.Type, names: ReadonlySet<string>): boolean => {
    const own = ownNames(checker.getNonNullableType(type));
    return own.length > 0 && own.every((name) => names.has(name));
  };
  const choices = (type: ts.Type): readonly ts.Type[] => {
    const bound = type.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(type) : type;
    return bound?.isUnion() ? bound.types : bound ? [bound] : [];
  };
  const isWordOf = (type: ts.Type, names: ReadonlySet<string>): boolean => {
    const all = choices(type).filter((one) => !(one.flags & ts.TypeFlags.Undefined));
    return all.length > 0 && all.every((one) => one.isStringLiteral() && names.has(one.value));
  };
  const filesOf = (found: readonly { readonly file: string }[]) => [
    ...new Set(found.map(({ file }) => file)),
  ];
  const namesOf = (type: ts.Type): readonly (string | undefined)[] =>
    choices(checker.getNonNullableType(type)).map((one) => one.symbol?.name);

  return {
    ofProperty: (key, names) =>
      filesOf(properties.filter((read) => read.key === key && isOnly(read.type, names))),
    asWord: (key, names) => filesOf(words.filter((read) => read.key === key && isWordOf(read.type, names))),
    ofClass: (key, owner) =>
      filesOf(properties.filter((read) => read.key === key && namesOf(read.type).includes(owner))),
    ofColumn: (column) => {
      const selected = new RegExp(`\\bselect\\b[^;]*\\b${column}\\b`, 'i');
      return filesOf(sql.filter(({ text }) => selected.test(text)));
    },
    sqlOfFilesThatName: (table) => {
      const named = new RegExp(`\\b${table}\\b`);
      const files = new Set(filesOf(sql.filter(({ text }) => named.test(text))));
      return sql.filter(({ file }) => files.has(file)).map(({ text }) => text);
    },
  };
}
