import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { GatewayStandIn } from './stand-in.js';

const saved = z.object({ kind: z.literal('gateways'), payments: z.record(z.string(), z.unknown()) });

/** Gives the stand-ins back what their file holds; a missing file is a new sandbox. Throws one clear line when it is damaged. */
export function loadGateways(standIns: readonly GatewayStandIn[], file: string): void {
  const text = readIfThere(file);
  if (text === undefined) return;
  try {
    const { payments } = saved.parse(JSON.parse(text));
    for (const standIn of standIns) if (standIn.name in payments) standIn.restore(payments[standIn.name]);
  } catch (cause) {
    throw new Error(`The state file ${file} is damaged or of another version; delete or rename it.`, {
      cause,
    });
  }
}

/** Writes what they remember, whole or not at all. */
export function keepGateways(standIns: readonly GatewayStandIn[], file: string): void {
  const payments = Object.fromEntries(standIns.map((standIn) => [standIn.name, standIn.state()]));
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ kind: 'gateways', payments }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    // A full disk must not end the sandbox; the next change tries again.
    process.stderr.write(`sandbox: the gateways could not be saved: ${(error as Error).message}\n`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
