import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What the fleet's processes run: JavaScript, since a process that compiles as it starts takes twice the CPU to start. */
export interface Programs {
  /** Ingress and poller. */
  readonly main: string;
  readonly worker: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['src', 'scripts/chaos'];
const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  experimentalDecorators: true,
  useDefineForClassFields: false,
  esModuleInterop: true,
  inlineSourceMap: true,
};

/** Compiles the sources as they are now into a directory, without checking types; takes some seconds. */
export function compilePrograms(directory: string): Programs {
  for (const folder of folders)
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.ts')) compile(path.join(folder, name), directory);
  const description = { type: 'module', imports: { '#*': './src/*' } };
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify(description));
  symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
  return {
    main: path.join(directory, 'src/main.js'),
    worker: path.join(directory, 'scripts/chaos/worker-process.js'),
  };
}

function compile(file: string, directory: string): void {
  const source = readFileSync(path.join(root, file), 'utf8');
  const target = path.join(directory, file.replace(/ts$/, 'js'));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, ts.transpileModule(source, { compilerOptions, fileName: file }).outputText);
}
