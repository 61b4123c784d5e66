import path from 'node:path';
import ts from 'typescript';

/** The compiler's view of `src`, with the project's own options; takes some seconds. */
export function compileSrc(): ts.Program {
  const root = process.cwd();
  const config = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    { ...(config.config as object), include: ['src'] },
    ts.sys,
    root,
  );
  return ts.createProgram(fileNames, { ...options, noEmit: true });
}
