import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transform, version } from 'esbuild';
import { BuildError } from './build-error.mjs';

/** As tsconfig.json has it; names are not kept as tsx keeps them, which costs a call for each closure that is made. */
const OPTIONS = {
  loader: 'ts',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  sourcesContent: false,
  tsconfigRaw: {
    compilerOptions: { target: 'ES2023', experimentalDecorators: true, useDefineForClassFields: false },
  },
};
/** Where `#folder/file.js` leads within compiled code. */
const DESCRIPTION = JSON.stringify({ private: true, type: 'module', imports: { '#*': './src/*' } });

/** Decides, beside the sources, about what is compiled. */
export const CIRCUMSTANCES = { version, OPTIONS, DESCRIPTION };

/**
 * Writes JavaScript for these sources of `root` to a directory, and beside it the files that are none; types are not
 * checked. Each file tells where in the sources its lines come from, as seen from `place`, where the directory will be.
 * Answers the bytes of each file written. Throws BuildError for a source that cannot be compiled.
 */
export async function compile(sources, { root, directory, place = directory }) {
  const folders = new Set(sources.map(({ file }) => path.dirname(path.join(directory, file))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  const bytes = {};
  const write = async (file, content) => {
    await writeFile(path.join(directory, file), content);
    bytes[file] = content.length;
  };
  const compileOne = async ({ file, content }) => {
    if (!/\.ts$/.test(file)) return write(file, content);
    const target = file.replace(/ts$/, 'js');
    const origin = path.relative(path.dirname(path.join(place, target)), path.join(root, file));
    return write(target, Buffer.from(await transformOne(file, content, origin)));
  };
  await Promise.all([write('package.json', Buffer.from(DESCRIPTION)), ...sources.map(compileOne)]);
  return bytes;
}

async function transformOne(file, content, origin) {
  try {
    return (await transform(content, { ...OPTIONS, sourcefile: origin })).code;
  } catch (error) {
    const [first] = error.errors ?? [];
    if (!first) throw error;
    const at = first.location ? `${file}:${first.location.line}:${first.location.column + 1}` : file;
    throw new BuildError(
      `${at} cannot be compiled: ${first.text}.`,
      'Mend that line, then start again.',
      error,
    );
  }
}
