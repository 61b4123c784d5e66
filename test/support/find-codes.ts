import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What the source does with the codes of errors. */
export interface CodeUse {
  /** Words that stand as a value: thrown, returned or kept; not those that something is compared with, or keys. */
  readonly given: ReadonlySet<string>;
  /** First words of `new SomeError(…)` and `refuse(…)`, and what is given as a `code` with a dot, with their files. */
  readonly thrown: readonly { readonly code: string; readonly file: string }[];
  /** Statuses and codes of `new Problem(status, code)`. */
  readonly problems: readonly (readonly [status: number, code: string])[];
  /** Where a code is looked at piece by piece, or a text is made one by a cast. */
  readonly guesses: readonly string[];
}

const throwers =
  /^(UserFacingError|RetryableError|PermanentError|RefusedValueError|StoresError|Problem|refuse)$/;
const pieces =
  /^(startsWith|endsWith|includes|match|matchAll|replace|replaceAll|split|search|slice|indexOf)$/;

const isCode = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node)
    ? node.name.text === 'code'
    : ts.isIdentifier(node) && node.text === 'code';

/** Is it only compared with, or a name or a type? */
function isNoValue(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return /^[!=]==$/.test(parent.operatorToken.getText());
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  return ts.isLiteralTypeNode(parent) || ts.isImportDeclaration(parent) || ts.isCaseClause(parent);
}

/** The literal texts that an expression may come to. */
function textsOf(node: ts.Node | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  return [];
}

/** Looks through the files. */
export function findCodes(files: readonly string[]): CodeUse {
  const given = new Set<string>();
  const thrown: { code: string; file: string }[] = [];
  const problems: [number, string][] = [];
  const guesses: string[] = [];

  function readCall(node: ts.CallExpression | ts.NewExpression, file: string): void {
    const [first, second] = node.arguments ?? [];
    if (throwers.test(node.expression.getText())) {
      const isProblem = node.expression.getText() === 'Problem';
      for (const code of textsOf(isProblem ? second : first)) thrown.push({ code, file });
      if (isProblem && first && ts.isNumericLiteral(first))
        for (const code of textsOf(second)) problems.push([Number(first.text), code]);
    }
    if (!ts.isPropertyAccessExpression(node.expression)) return;
    const { expression, name } = node.expression;
    const isByPattern = /^(test|exec)$/.test(name.text) && first !== undefined && isCode(first);
    if (isByPattern || (pieces.test(name.text) && isCode(expression)))
      guesses.push(`${file}: ${node.getText()}`);
  }
  function visit(node: ts.Node, file: string): void {
    if (ts.isStringLiteralLike(node) && !isNoValue(node)) given.add(node.text);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) readCall(node, file);
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code')
      for (const code of textsOf(node.initializer)) if (code.includes('.')) thrown.push({ code, file });
    if (
      ts.isAsExpression(node) &&
      /^(ErrorCode|ProblemCode|OrderRefusal|ValueRefusal)$/.test(node.type.getText())
    )
      guesses.push(`${file}: ${node.getText()}`);
    ts.forEachChild(node, (child) => visit(child, file));
  }
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    ts.forEachChild(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), (node) =>
      visit(node, file),
    );
  }
  return { given, thrown, problems, guesses };
}
