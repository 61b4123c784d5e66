import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Account, PanelWorld, Squad } from './world.js';

const saved = z.object({
  kind: z.literal('panel'),
  nextId: z.number(),
  squads: z.array(z.custom<Squad>((value) => typeof value === 'object')),
  accounts: z.array(z.custom<Account>((value) => typeof value === 'object' && value !== null)),
});
const pauseMs = 200;

/** Fills a panel from its file; a missing file is a new panel. Throws one clear line when it is damaged. */
export function loadPanel(world: PanelWorld, file: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const result = saved.safeParse(parse(text));
  if (!result.success)
    throw new Error(`The state file ${file} is damaged or of another version; delete or rename it.`);
  world.nextId = result.data.nextId;
  world.squads = result.data.squads;
  for (const account of result.data.accounts) world.accounts.set(account.id, account);
}

/** Follows a panel and saves it at most every 200 ms; returns what saves it once more and stops. */
export function keepPanel(world: PanelWorld, file: string): () => void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { nextId, squads, accounts } = world;
    const text = JSON.stringify({ kind: 'panel', nextId, squads, accounts: [...accounts.values()] });
    try {
      writeFileSync(`${file}.new`, text, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      // A full disk must not end the sandbox; the next change tries again.
      process.stderr.write(`sandbox: the panel could not be saved: ${(error as Error).message}\n`);
    }
  };
  world.onChange = () => {
    timer ??= setTimeout(save, pauseMs);
  };
  return () => {
    world.onChange = () => undefined;
    save();
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
