import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

const root = path.resolve(import.meta.dirname, '../..');
const { dirname, join, normalize } = path.posix;

const below = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(folder, name.split(path.sep).join('/')),
  );

const known = [
  ...readdirSync(root),
  ...['src', 'test', 'scripts', 'migrations', 'deploy', 'docs'].flatMap(below),
];
const sources = known.filter((file) => file.startsWith('src/') && file.endsWith('.ts'));
const readmes = known.filter((file) => file.startsWith('src/') && file.endsWith('/README.md'));

/** The folder of the README that has a file's line: its own folder's, or that of the nearest folder above. */
function homeOf(file: string): string {
  let folder = dirname(file);
  while (folder !== 'src' && !readmes.includes(join(folder, 'README.md'))) folder = dirname(folder);
  return folder;
}

const quoted = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
const prose = (readme: string): string =>
  readFileSync(path.join(root, readme), 'utf8').replace(/^```.*?^```$/gms, '');

/** What the tables with the heading “file” name in their first column, as paths from the root without `.ts`. */
function linesOf(readme: string): string[] {
  let isOfFiles = false;
  return prose(readme)
    .split('\n')
    .flatMap((line) => {
      const cell = /^\|([^|]*)\|/.exec(line)?.[1];
      if (cell === undefined) isOfFiles = false;
      else if (cell.trim() === 'file') isOfFiles = true;
      return isOfFiles && cell !== undefined ? quoted(cell) : [];
    })
    .map((name) => join(dirname(readme), name.replace(/\.ts$/, '')));
}

const isPlaceholder = (name: string): boolean => /[<>*…{}?]|(?:^|\/)xx?\.ts$/.test(name);

/** Is it spelt as a path into our tree: a file with its ending, or below a folder that the README can mean? */
function isPath(readme: string, name: string): boolean {
  if (isPlaceholder(name) || !/^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(name)) return false;
  if (/\.(?:ts|mjs)$/.test(name)) return true;
  const first = name.split('/')[0] ?? '';
  if (!name.includes('/') || first === '') return false;
  return ['', 'src', 'src/services', 'src/bot', dirname(readme)].some((folder) =>
    existsSync(path.join(root, folder, first)),
  );
}

describe('the READMEs of src', () => {
  it('have one line for each file of their folder', () => {
    const lines = readmes.flatMap(linesOf);
    const missing = sources.filter(
      (file) => !linesOf(join(homeOf(file), 'README.md')).includes(file.slice(0, -3)),
    );
    expect(missing).to.deep.equal([]);
    expect(lines.filter((name, index) => lines.indexOf(name) !== index)).to.deep.equal([]);
  });

  it('have no line for a file that is not there', () => {
    const lines = readmes.flatMap((readme) => linesOf(readme).map((name) => ({ readme, name })));
    expect(lines.length).to.be.at.least(sources.length);
    const gone = lines.filter(({ name }) => !sources.includes(`${name}.ts`));
    expect(gone.map(({ readme, name }) => `${readme}: ${name}`)).to.deep.equal([]);
  });

  it('speak of no path that is not there', () => {
    const ends = new Set<string>();
    for (const file of known)
      for (let end = file; ; end = end.slice(end.indexOf('/') + 1)) {
        ends.add(end).add(end.replace(/\.(?:ts|mjs)$/, ''));
        if (!end.includes('/')) break;
      }
    const gone = readmes.flatMap((readme) =>
      quoted(prose(readme))
        .filter((name) => isPath(readme, name) && !ends.has(normalize(name).replace(/\/$/, '')))
        .map((name) => `${readme}: ${name}`),
    );
    expect(gone).to.deep.equal([]);
  });
});
