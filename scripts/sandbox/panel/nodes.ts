import { isNewer, type PanelWorld, type Squad } from './world.js';

/** A server of the panel. */
export interface Node {
  readonly uuid: string;
  readonly name: string;
  readonly countryCode: string;
  /** What it serves. */
  readonly squads: readonly string[];
  isConnected: boolean;
  isConnecting: boolean;
  isDisabled: boolean;
}

/** The one inbound of a squad, which all of its servers have. */
export const inboundOf = ({ uuid }: Pick<Squad, 'uuid'>): object => ({
  uuid: `1b${uuid.slice(2)}`,
  profileUuid: '7d3c1c3e-0000-4000-8000-0000000000c1',
  tag: 'VLESS_TCP',
  type: 'vless',
  network: 'tcp',
  security: 'reality',
  port: 443,
  rawInbound: null,
});

/** A server that runs. */
export const newNode = (fields: Pick<Node, 'countryCode' | 'name' | 'squads' | 'uuid'>): Node => ({
  ...fields,
  isConnected: true,
  isConnecting: false,
  isDisabled: false,
});

/** The servers that the stand-in has unless others are given: one of each of its usual squads, and one that both have. */
export const usualNodes = (squads: readonly Squad[]): Node[] => {
  const all = squads.map(({ uuid }) => uuid);
  const node = (at: string, countryCode: string, name: string, served: readonly string[]) =>
    newNode({ uuid: `7d3c1c3e-0000-4000-8000-00000000dd${at}`, countryCode, name, squads: served });
  return [
    node('01', 'FI', 'Helsinki 1', all.slice(0, 1)),
    node('02', 'DE', 'Frankfurt 2', all.slice(1)),
    node('03', 'NL', 'Amsterdam 1', all),
  ];
};

const madeAt = '2026-01-01T00:00:00.000Z';

/** The servers as `GET /api/nodes` tells them. */
export const nodesView = (world: PanelWorld): object[] =>
  world.nodes.map((node, index) => ({
    uuid: node.uuid,
    name: node.name,
    address: `203.0.113.${index + 1}`,
    port: 2222,
    isConnected: node.isConnected,
    isDisabled: node.isDisabled,
    isConnecting: node.isConnecting,
    lastStatusChange: madeAt,
    lastStatusMessage: node.isConnected ? null : 'connect ECONNREFUSED',
    isTrafficTrackingActive: false,
    trafficResetDay: null,
    trafficLimitBytes: null,
    trafficUsedBytes: 0,
    notifyPercent: null,
    viewPosition: index + 1,
    countryCode: node.countryCode,
    consumptionMultiplier: 1,
    tags: [],
    createdAt: madeAt,
    updatedAt: madeAt,
    configProfile: {
      activeConfigProfileUuid: '7d3c1c3e-0000-4000-8000-0000000000c1',
      activeInbounds: world.squads.filter(({ uuid }) => node.squads.includes(uuid)).map(inboundOf),
    },
    providerUuid: null,
    provider: null,
    activePluginUuid: null,
    system: null,
    versions: node.isConnected ? { xray: '25.10.15', node: world.version ?? '2.4.0' } : null,
    xrayUptime: node.isConnected ? 86_400 : 0,
    usersOnline: 0,
    ...(isNewer(world)
      ? {
          id: index + 1,
          proxyUrl: null,
          nodeConsumptionMultiplier: 1,
          integrationUuids: [],
          ips: [],
          note: null,
        }
      : {}),
  }));
