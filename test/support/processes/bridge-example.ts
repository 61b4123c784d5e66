import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../servers/free-port.js';

/** The bridge of docs/bridge.md, running. */
export interface BridgeExample {
  /** Its `bridge_url`. */
  readonly url: string;
  readonly secret: string;
  /** Presses a button of a pay page, as a person does in the browser. */
  press(payUrl: string, button: 'cancel' | 'pay', toman?: number): Promise<string>;
  /** What it has kept, oldest first. */
  payments(): readonly KeptPayment[];
  stop(): Promise<void>;
}

/** A payment as it keeps it. */
export interface KeptPayment {
  readonly id: string;
  readonly status: string;
  readonly paid_toman: number;
}

export const bridgeExampleFile = 'docs/examples/bridge.mjs';

export interface BridgeExampleOptions {
  /** Makes another bridge of its text. */
  readonly change?: (text: string) => string;
  /** The path of its address. */
  readonly below?: string;
}

/** Starts it. */
export async function startBridgeExample({
  change = (text) => text,
  below = '',
}: BridgeExampleOptions = {}): Promise<BridgeExample> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'bridge-'));
  const file = path.join(directory, 'bridge.mjs');
  writeFileSync(file, change(readFileSync(bridgeExampleFile, 'utf8')));
  const port = await freePort();
  const secret = 'the secret of a bridge under test'.replaceAll(' ', '-');
  const home = `http://127.0.0.1:${port}${below}`;
  const kept = path.join(directory, 'payments.json');
  const env = { BRIDGE_SECRET: secret, BRIDGE_FILE: kept };
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, PORT: String(port), BRIDGE_URL: home, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  if (!said.toString().includes(home)) throw new Error(`the bridge said: ${said.toString()}`);
  return {
    url: home,
    secret,
    press: async (payUrl, button, toman = 10_000) => {
      const body = new URLSearchParams({ toman: String(toman), [button]: '' });
      return (await fetch(payUrl, { method: 'POST', body })).text();
    },
    payments: () =>
      (JSON.parse(readFileSync(kept, 'utf8')) as [string, KeptPayment][]).map(([, payment]) => payment),
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
