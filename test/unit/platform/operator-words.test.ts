import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import ts from 'typescript';
import { readAlerts, readDashboard } from '../../support/observability.js';

const filesOf = (ending: string): string[] =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => `src/${path}`);

interface LogLine {
  readonly where: string;
  readonly level: string;
  readonly message: string;
}

/** Every message that is written into a log call of `src` as it is said, with where it stands. */
function logLines(): LogLine[] {
  return filesOf('.ts').flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('log.')) return [];
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    const found: LogLine[] = [];
    const visit = (node: ts.Node): void => {
      if (
        ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        ts.isIdentifier(node.expression.expression) &&
        node.expression.expression.text === 'log'
      ) {
        const last = node.arguments.at(-1);
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        if (last && ts.isStringLiteral(last))
          found.push({ where: `${file}:${line}`, level: node.expression.name.text, message: last.text });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** Words of the house for which the field has its own: pending, repair, a service that is down, rejected. */
const houseWords =
  /\b(ow(e|es|ed|ing)|struck|afterwords?|sweepers?|meets?|met|the world|stands? (still|in the way)|spoken to|mend(s|ed|ing)?)\b/i;

describe('what operators read', () => {
  let lines: LogLine[];
  before(() => {
    lines = logLines();
  });

  it('is in words of the field: log lines, alerts, the dashboard, the guide, the READMEs', () => {
    const plain = (file: string): string => readFileSync(file, 'utf8').replace(/`[^`]*`/g, '');
    const texts: (readonly [string, string])[] = [
      ...lines.map(({ where, message }) => [where, message] as const),
      ...readAlerts().flatMap(({ alert, annotations }) =>
        Object.values(annotations).map((text) => [alert, text] as const),
      ),
      ...readDashboard().panels.map((panel) => [`the panel ${panel.id}`, JSON.stringify(panel)] as const),
      ...['README.md', 'docs/operations.md', ...filesOf('README.md')].flatMap((file) =>
        plain(file)
          .split('\n')
          .map((line, at) => [`${file}:${at + 1}`, line] as const),
      ),
    ];
    expect(texts.length).to.be.above(1_000);
    const found = texts.flatMap(([where, text]) => {
      const word = houseWords.exec(text)?.[0];
      return word === undefined ? [] : [`${where}: ${word}`];
    });
    expect(found).to.deep.equal([]);
  });

  it('says in each warning and error what happened and to what, and spells products by their names', () => {
    expect(lines.length).to.be.above(70);
    for (const { where, level, message } of lines) {
      if (level === 'warn' || level === 'error')
        expect(message.split(' ').length, `${where}: ${message}`).to.be.at.least(6);
      expect(message, where).to.not.match(/\b(redis|telegram|postgresql|postgres|bullmq)\b/);
    }
  });
});
