import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from './install-packages.mjs';
import { sayStep } from './progress.mjs';
import { StartupError } from './startup-error.mjs';

/**
 * The program of another major version of Node, which the npm package `node` brings; it is kept beside the packages.
 * Throws StartupError when npm cannot install it.
 */
export async function otherNode(root, major) {
  if (!/^[1-9]\d$/.test(major))
    throw new StartupError(`--node ${major} is no major version of Node.`, 'Write for example --node 24.');
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  const folder = path.join(root, 'node_modules', '.cache', `node-${major}`);
  const program = path.join(folder, 'node_modules', 'node', 'bin', 'node');
  if (fs.existsSync(program)) return program;
  sayStep('Node', `installing version ${major} with npm …`);
  fs.mkdirSync(folder, { recursive: true });
  const flags = ['--prefix', folder, '--no-audit', '--no-fund', '--no-progress', '--ignore-scripts=false'];
  const result = await runNpm(['install', ...flags, `node@${major}`], { cwd: folder });
  if (result.ok && fs.existsSync(program)) return program;
  throw new StartupError(
    `npm could not install Node ${major}:\n${result.output.trim()}\n`,
    'Run the tests with the Node that is there, or install that version yourself.',
  );
}
