import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dropSquad } from './panel/drop-squad.js';
import { createPanelFaults, type PanelFault } from './panel/faults.js';
import { passTime, runFrequentJobs } from './panel/jobs.js';
import { servePanel, type RecordedCall } from './panel/serve.js';
import { linkOf } from './panel/views.js';
import { tell, userEvent } from './panel/webhooks.js';
import {
  createPanelWorld,
  newAccount,
  touch,
  type Account,
  type PanelChoice,
  type PanelWorld,
} from './panel/world.js';
import { closeHttp } from './telegram/serve-http.js';

export type { PanelFault } from './panel/faults.js';
export type { RecordedCall } from './panel/serve.js';
export { newNode } from './panel/nodes.js';
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
  /** Its link, as the panel gives it. */
  linkOf(username: string): string;
  /** Somebody changes an account on the panel by hand, and the panel tells of it. */
  edit(username: string, fields: Partial<Account>): void;
  /** Somebody removes it on the panel, and the panel tells of it. */
  dropAccount(username: string): void;
  /** Somebody removes a squad; the panel tells nobody. */
  dropSquad(uuid: string): void;
  /** A device that is there, of which nothing is told. */
  addDevice(username: string, hwid: string, platform?: string): void;
  /** The panel does what it does by the half minute: ends accounts, and stops those whose traffic is used up. */
  runJobs(): void;
  /** Moves the panel's clock on, with all that its jobs do meanwhile. */
  passTime(ms: number): void;
  /** Something goes wrong with the next calls. */
  fail(fault: PanelFault): void;
  /** Nothing goes wrong any more. */
  mend(): void;
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
    linkOf: (username) => linkOf(world, find(username)!),
    edit: (username, fields) => {
      const account = Object.assign(find(username)!, fields);
      touch(world, account);
      tell(world, userEvent(world, 'user.modified', account));
    },
    dropAccount: (username) => {
      const account = find(username);
      if (!account) return;
      world.accounts.delete(account.id);
      tell(world, userEvent(world, 'user.deleted', account));
    },
    dropSquad: (uuid) => void dropSquad(world, uuid),
    runJobs: () => runFrequentJobs(world),
    passTime: (ms) => passTime(world, ms),
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
  panel.world.subscriptionRoot ||= `${url.replace('http:', 'https:')}/api/sub`;
  return { ...panel, url, close: () => closeHttp(server) };
}
