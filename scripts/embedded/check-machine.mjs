import fs from 'node:fs';
import path from 'node:path';
import { StartupError, reasonOf } from './startup-error.mjs';

const OLDEST_NODE = [20, 19];
const LEAST_FREE_MB = 500;

/** Refuses a Node.js or a system that Remnafleet does not run on; `version` is like "20.19.0". */
export function checkMachine(version = process.versions.node, platform = process.platform) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isTooOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  if (isTooOld) {
    throw new StartupError(
      `This is Node.js ${version}, and Remnafleet needs ${OLDEST_NODE.join('.')} or newer.`,
      'Install a newer one from https://nodejs.org, then run the command again.',
    );
  }
  if (platform === 'win32') {
    throw new StartupError('Remnafleet does not run on Windows itself.', 'Run it in WSL or with Docker.');
  }
}

/** Makes the directory and refuses one that cannot be written or has less than 500 MB free. */
export function checkDirectory(directory) {
  const cure = 'Set DATA_DIR to a directory that you may write, on a disk with room.';
  try {
    makeDirectory(directory);
    fs.accessSync(directory, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new StartupError(`DATA_DIR ${directory} cannot be written (${reasonOf(error)}).`, cure);
  }
  const disk = fs.statfsSync(directory);
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1_048_576);
  if (freeMb < LEAST_FREE_MB) {
    throw new StartupError(
      `The disk of DATA_DIR ${directory} has ${freeMb} MB free, and ${LEAST_FREE_MB} MB are needed.`,
      'Make room, or set DATA_DIR to a directory on another disk.',
    );
  }
}

/** Step by step: Node's own recursive way never ends where the system refuses with ENOENT, as in /proc. */
function makeDirectory(directory) {
  if (fs.existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  try {
    fs.mkdirSync(directory);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}
