import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPanelFaults, type PanelFault } from './panel/faults.js';
import { servePanel, type RecordedCall } from './panel/serve.js';
import { sendEvent, userEvent } from './panel/webhooks.js';
import {
  createPanelWorld,
  newAccount,
  type Account,
  type PanelChoice,
  type PanelWorld,
} from './panel/world.js';
import { closeHttp } from './telegram/serve-http.js';

export type { PanelFault } from './panel/faults.js';
export type { RecordedCall } from './panel/serve.js';
export { usualSquads } from './panel/world.js';

/** A stand-in for a Remnawave panel: as strict as the real one, with everything tests need to play its other side. */
export interface PanelStandIn {
  readonly world: PanelWorld;
  /** What was asked and answered, oldest first. */
  readonly calls: readonly RecordedCall[];
  /** Answers a request that is the panel's; false leaves it alone. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  account(username: string): Account | undefined;
  accounts(): Account[];
  /** An account that somebody else made. */
  addAccount(fields: Partial<Account> & { username: string }): Account;
  /** Somebody removed it on the panel. */
  dropAccount(username: string): void;
  addDevice(username: string, hwid: string, platform?: string): void;
  /** Something goes wrong with the next calls. */
  fail(fault: PanelFault): void;
  /** Nothing goes wrong any more. */
  mend(): void;
  /** Sends a signed event about an account; resolves with the status of the answer. */
  tell(event: string, username: string): Promise<number>;
}

/** Makes the stand-in without a server of its own. */
export function createPanel(choice: PanelChoice = {}): PanelStandIn {
  const world = createPanelWorld(choice);
  const faults = createPanelFaults();
  const calls: RecordedCall[] = [];
  const find = (username: string) => [...world.accounts.values()].find((one) => one.username === username);
  return {
    world,
    calls,
    serve: (request, response) => servePanel({ world, faults, calls }, request, response),
    account: find,
    accounts: () => [...world.accounts.values()],
    addAccount: (fields) => newAccount(world, fields),
    dropAccount: (username) => {
      const account = find(username);
      if (account) world.accounts.delete(account.id);
    },
    addDevice: (username, hwid, platform = 'iOS') => {
      const at = new Date().toISOString();
      const model = {
        platform,
        osVersion: '17.0',
        deviceModel: 'Phone',
        userAgent: 'Happ/2.0',
        requestIp: null,
      };
      find(username)?.devices.push({ hwid, ...model, createdAt: at, updatedAt: at });
    },
    fail: (fault) => faults.add(fault),
    mend: () => faults.clear(),
    tell: async (event, username) => {
      const account = find(username);
      return account ? sendEvent(world, userEvent(world, event, account)) : 0;
    },
  };
}

/** A stand-in that listens on 127.0.0.1. */
export interface RunningPanel extends PanelStandIn {
  /** The value for REMNAWAVE_API_URL. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the stand-in on a port of its own. */
export async function startPanel(
  choice: PanelChoice & { readonly port?: number } = {},
): Promise<RunningPanel> {
  const panel = createPanel(choice);
  const server = createServer((request, response) => {
    if (!panel.serve(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(choice.port ?? 0, '127.0.0.1', () => resolve());
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  panel.world.subscriptionRoot ||= url;
  return { ...panel, url, close: () => closeHttp(server) };
}
