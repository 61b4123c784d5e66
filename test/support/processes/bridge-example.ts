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
  stop(): Promise<void>;
}

export const bridgeExampleFile = 'docs/examples/bridge.mjs';

/** Starts it; `change` makes another bridge of its text. `below`: the path of its address. */
export async function startBridgeExample({
  change = (text: string) => text,
  below = '',
}: { change?: (text: string) => string; below?: string } = {}): Promise<BridgeExample> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'bridge-'));
  const file = path.join(directory, 'bridge.mjs');
  writeFileSync(file, change(readFileSync(bridgeExampleFile, 'utf8')));
  const port = await freePort();
  const secret = 'the secret of a bridge under test'.replaceAll(' ', '-');
  const home = `http://127.0.0.1:${port}${below}`;
  const env = { BRIDGE_SECRET: secret, BRIDGE_FILE: path.join(directory, 'payments.json') };
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
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
