import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A regular expression as a source file writes it. */
export interface WrittenPattern {
  /** `src/platform/log.ts:7` */
  readonly where: string;
  readonly pattern: RegExp;
}

export interface ReadPatterns {
  readonly written: readonly WrittenPattern[];
  /** Places that make a pattern at run time, which no test can read. */
  readonly made: readonly string[];
}

/** Every regular expression in the TypeScript files of a folder. */
export function readPatterns(folder: string): ReadPatterns {
  const written: WrittenPattern[] = [];
  const made: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = path.join(folder, name);
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const where = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      if (ts.isRegularExpressionLiteral(node)) written.push({ where, pattern: patternOf(node.text) });
      if (isMaking(node)) made.push(where);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { written, made };
}

function patternOf(literal: string): RegExp {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

const isMaking = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
