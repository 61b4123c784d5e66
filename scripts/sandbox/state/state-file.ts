import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../telegram/world.js';
import { decodeWorld, encodeWorld, isSavedWorld, type SavedWorld } from './encode-world.js';

const pauseMs = 200;

/** Keeps a world in a file while it changes. */
export interface StateKeeper {
  /** Saves what happened since, as complete, and stops following. */
  close(): void;
}

/** Fills a world from its state file; a missing file is a new world. Throws one clear line when it is damaged. */
export function loadState(world: World, file: string): void {
  const text = readIfThere(file);
  if (text === undefined) return;
  const saved = parse(text.toString('utf8'));
  if (!saved)
    throw new Error(`The state file ${file} is damaged or of another version; delete or rename it.`);
  decodeWorld(world, saved, (uniqueId) => readIfThere(path.join(folderOf(file), uniqueId)));
}

/** Follows a world and saves it at most every 200 ms; uploaded files lie beside it in `FILE.files/`, each written once. */
export function keepState(world: World, file: string): StateKeeper {
  const folder = folderOf(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const written = new Set(readdirSync(folder));
  const save = (isComplete: boolean): void => {
    for (const { uniqueId, bytes } of world.files.values()) {
      if (written.has(uniqueId)) continue;
      writeWhole(path.join(folder, uniqueId), bytes);
      written.add(uniqueId);
    }
    writeWhole(file, JSON.stringify(encodeWorld(world, isComplete)));
  };
  let timer: NodeJS.Timeout | undefined;
  const saveSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      saveOrSay(() => save(false));
    }, pauseMs);
  };
  save(false);
  world.events.on('change', saveSoon);
  world.events.on('updates', saveSoon);
  return {
    close() {
      world.events.off('change', saveSoon);
      world.events.off('updates', saveSoon);
      clearTimeout(timer);
      save(true);
    },
  };
}

/** A full disk must not end the sandbox; the next change tries again. */
function saveOrSay(save: () => void): void {
  try {
    save();
  } catch (error) {
    process.stderr.write(`sandbox: the state could not be saved: ${String(error)}\n`);
  }
}

function folderOf(file: string): string {
  return `${file}.files`;
}

function parse(text: string): SavedWorld | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSavedWorld(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A reader sees the old content or the new one, never half of it. */
function writeWhole(file: string, content: string | Buffer): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
