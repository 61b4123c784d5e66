import { randomBytes, randomUUID } from 'node:crypto';
import { usualNodes, type Node } from './nodes.js';

export type Status = 'ACTIVE' | 'DISABLED' | 'LIMITED' | 'EXPIRED';

/** An account as the stand-in keeps it; both versions' views are made from it. */
export interface Account {
  readonly id: number;
  readonly uuid: string;
  readonly username: string;
  shortUuid: string;
  status: Status;
  expireAt: string;
  trafficLimitBytes: number;
  trafficLimitStrategy: string;
  usedTrafficBytes: number;
  lifetimeUsedTrafficBytes: number;
  hwidDeviceLimit: number | null;
  description: string | null;
  tag: string | null;
  telegramId: number | null;
  email: string | null;
  squads: string[];
  externalSquadUuid: string | null;
  trojanPassword: string;
  vlessUuid: string;
  ssPassword: string;
  lastTriggeredThreshold: number;
  subRevokedAt: string | null;
  lastTrafficResetAt: string | null;
  firstConnectedAt: string | null;
  onlineAt: string | null;
  createdAt: string;
  updatedAt: string;
  devices: Device[];
}

export interface Device {
  readonly hwid: string;
  readonly platform: string | null;
  readonly osVersion: string | null;
  readonly deviceModel: string | null;
  readonly userAgent: string | null;
  readonly requestIp: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Squad {
  readonly uuid: string;
  readonly name: string;
}

/** What a test or a person may choose of the stand-in. */
export interface PanelChoice {
  /** `3.3.2` by default; `2.7.4` speaks the older words; null: a panel that cannot tell. */
  readonly version?: string | null;
  readonly token?: string;
  /** Signs webhooks; none are sent without `webhookUrl`. */
  readonly webhookSecret?: string;
  readonly webhookUrl?: string;
  /** How far the panel's clock is ahead, in ms. */
  readonly clockAheadMs?: number;
  /** What links begin with; by default `https://`, this server and `/api/sub`, as a panel has it that was given no domain. */
  readonly subscriptionRoot?: string;
  readonly squads?: readonly Squad[];
  /** Does the panel refuse devices beyond a limit? As seeded it does not. */
  readonly deviceCheck?: boolean;
  /** What the token may do, as the panel names it; default `*`. */
  readonly scopes?: readonly string[];
  /** Milliseconds after which an event that was not taken is sent again; the real panel waits 5 s. */
  readonly resendMs?: number;
}

/** Everything the panel knows. */
export interface PanelWorld {
  version: string | null;
  readonly token: string;
  readonly webhookSecret: string;
  webhookUrl: string | undefined;
  clockAheadMs: number;
  subscriptionRoot: string;
  squads: Squad[];
  nodes: Node[];
  nextId: number;
  readonly accounts: Map<number, Account>;
  deviceCheck: boolean;
  scopes: readonly string[];
  readonly resendMs: number;
  /** Told of every change, to keep the state in a file. */
  onChange: () => void;
  /** Hears every event, whether or not it is sent anywhere. */
  onEvent: (body: PanelEventBody) => void;
  /** What happens between a change's look at its account and its writing: the real panel does both apart. */
  duringChange: (account: Account) => void;
  /** Accounts whose state nothing moves, though every call is answered as if it did; no real panel is known to. */
  readonly stuck: Set<string>;
}

/** What the panel tells, as it is sent. */
export interface PanelEventBody {
  readonly scope: string;
  readonly event: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: object | null;
}

/** The squads that the stand-in has unless others are given. */
export const usualSquads: readonly Squad[] = [
  { uuid: '7d3c1c3e-0000-4000-8000-00000000aa01', name: 'Default' },
  { uuid: '7d3c1c3e-0000-4000-8000-00000000aa02', name: 'Germany' },
];

export function createPanelWorld(choice: PanelChoice = {}): PanelWorld {
  return {
    version: choice.version === undefined ? '3.3.2' : choice.version,
    token: choice.token ?? `sandbox-panel-${randomBytes(12).toString('hex')}`,
    webhookSecret: choice.webhookSecret ?? randomBytes(32).toString('hex'),
    webhookUrl: choice.webhookUrl,
    clockAheadMs: choice.clockAheadMs ?? 0,
    subscriptionRoot: choice.subscriptionRoot ?? '',
    squads: [...(choice.squads ?? usualSquads)],
    nodes: usualNodes(choice.squads ?? usualSquads),
    nextId: 1,
    accounts: new Map(),
    deviceCheck: choice.deviceCheck ?? false,
    scopes: choice.scopes ?? ['*'],
    resendMs: choice.resendMs ?? 5_000,
    onChange: () => undefined,
    onEvent: () => undefined,
    duringChange: () => undefined,
    stuck: new Set(),
  };
}

/** The panel's own time. */
export const panelNow = (world: PanelWorld): Date => new Date(Date.now() + world.clockAheadMs);

/** Does it speak the words of 3.x? */
export const isNewer = ({ version }: PanelWorld): boolean => version !== null && !/^[12]\./.test(version);

/** 16 of A–Z, a–z, 0–9, `-` and `_`. */
export const newShortUuid = (): string => randomBytes(12).toString('base64url');

/** Notes that an account's own row was changed; the panel's jobs do not. Its time never stands still. */
export function touch(world: PanelWorld, account: Account): void {
  const after = Date.parse(account.updatedAt) + 1;
  account.updatedAt = new Date(Math.max(panelNow(world).getTime(), after)).toISOString();
}

/** Gives an account a state, unless nothing moves it. */
export function setStatus(world: PanelWorld, account: Account, status: Status): void {
  if (!world.stuck.has(account.username)) account.status = status;
}

/** A new account with the panel's defaults. */
export function newAccount(world: PanelWorld, fields: Partial<Account> & { username: string }): Account {
  const at = panelNow(world).toISOString();
  const account: Account = {
    id: world.nextId,
    uuid: randomUUID(),
    shortUuid: newShortUuid(),
    status: 'ACTIVE',
    expireAt: at,
    trafficLimitBytes: 0,
    trafficLimitStrategy: 'NO_RESET',
    usedTrafficBytes: 0,
    lifetimeUsedTrafficBytes: 0,
    hwidDeviceLimit: null,
    description: null,
    tag: null,
    telegramId: null,
    email: null,
    squads: [],
    externalSquadUuid: null,
    trojanPassword: randomBytes(12).toString('hex'),
    vlessUuid: randomUUID(),
    ssPassword: randomBytes(12).toString('hex'),
    lastTriggeredThreshold: 0,
    subRevokedAt: null,
    lastTrafficResetAt: null,
    firstConnectedAt: null,
    onlineAt: null,
    createdAt: at,
    updatedAt: at,
    devices: [],
    ...fields,
  };
  world.nextId += 1;
  world.accounts.set(account.id, account);
  return account;
}
