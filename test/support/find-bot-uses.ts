import ts from 'typescript';
import { compileSrc } from './compile-src.js';

/** What the bot's code reads of its texts, and which actions its buttons lead to. */
export interface BotUses {
  /** Is the text of that path (`shop/buttons/buy`) read somewhere, by its name or with its whole section? */
  readonly readsText: (textPath: string) => boolean;
  /** The actions that buttons lead to. */
  readonly offered: ReadonlySet<string>;
}

const root = process.cwd();
const textFile = /\/src\/bot\/areas\/(\w+)\/texts\/(?:[a-z]+-)?en\.ts$/;

/** The path of a text or section from the area down; undefined for what is declared elsewhere. */
function pathOf(declaration: ts.Node | undefined): string | undefined {
  const area = declaration && textFile.exec(declaration.getSourceFile().fileName)?.[1];
  if (area === undefined) return undefined;
  const keys: string[] = [];
  for (let node = declaration; node && !ts.isVariableDeclaration(node); node = node.parent)
    if (ts.isPropertyAssignment(node)) keys.unshift((node.name as ts.Identifier).text);
  return [area, ...keys].join('/');
}

const parentOf = (textPath: string): string => textPath.slice(0, textPath.lastIndexOf('/'));

/** Reads src with the compiler; takes some seconds. */
export function findBotUses(): BotUses {
  const program = compileSrc();
  const checker = program.getTypeChecker();
  const read = new Set<string>();
  const readWhole = new Set<string>();
  const offered = new Set<string>();

  const note = (symbol: ts.Symbol | undefined): void => {
    for (const declaration of symbol?.declarations ?? []) {
      const found = pathOf(declaration);
      if (found !== undefined) read.add(found);
    }
  };
  /** The path of the section that an expression stands for; undefined when it stands for none. */
  const sectionOf = (node: ts.Node): string | undefined => {
    const first = checker.getTypeAtLocation(node).getProperties()[0]?.declarations?.[0];
    const found = pathOf(first);
    return found === undefined ? undefined : parentOf(found);
  };

  function readElement({ expression, argumentExpression }: ts.ElementAccessExpression): void {
    const section = sectionOf(expression);
    if (section === undefined) return;
    const key = checker.getTypeAtLocation(argumentExpression);
    for (const one of key.isUnion() ? key.types : [key])
      if (one.isStringLiteral()) read.add(`${section}/${one.value}`);
      else readWhole.add(section);
  }
  /** A section that is handed on, such as to `Object.entries`, is read whole. */
  function readHandedOn(node: ts.Expression): void {
    const { parent } = node;
    const isStep =
      ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
        parent.expression === node) ||
      (ts.isVariableDeclaration(parent) && parent.initializer === node && !parent.type);
    const section = isStep ? undefined : sectionOf(node);
    if (section !== undefined) readWhole.add(section);
  }
  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isPropertyAccessExpression(node)) {
      note(checker.getSymbolAtLocation(node.name));
      readHandedOn(node);
      visit(node.expression);
      return;
    }
    if (ts.isObjectBindingPattern(node)) {
      const type = checker.getTypeAtLocation(node);
      for (const { propertyName, name } of node.elements)
        note(type.getProperty((propertyName ?? name).getText()));
    } else if (ts.isElementAccessExpression(node)) readElement(node);
    else if (ts.isIdentifier(node) && ts.isExpression(node) && !ts.isBindingElement(node.parent))
      readHandedOn(node);
    else if (ts.isStringLiteral(node) && checker.getContextualType(node)?.aliasSymbol?.name === 'ActionName')
      offered.add(node.text);
    ts.forEachChild(node, visit);
  }
  for (const source of program.getSourceFiles())
    if (source.fileName.startsWith(`${root}/src/`) && !source.fileName.includes('/texts/')) visit(source);

  const isWhole = (section: string): boolean =>
    section !== '' && (readWhole.has(section) || (section.includes('/') && isWhole(parentOf(section))));
  return { readsText: (textPath) => read.has(textPath) || isWhole(parentOf(textPath)), offered };
}
