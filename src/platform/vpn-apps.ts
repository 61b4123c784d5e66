/** Systems for which there are apps, as the bot's settings name them. */
export const vpnSystems = ['ios', 'android', 'windows', 'macos', 'android_tv', 'apple_tv'] as const;
export type VpnSystem = (typeof vpnSystems)[number];

/** An app that takes in a subscription by its link. */
export interface VpnApp {
  /** Names it in buttons and addresses: 1 to 8 letters and digits. */
  readonly key: string;
  readonly name: string;
  /** What stands before the link in an address that the app opens, and how the link is written there. */
  readonly scheme: string;
  readonly writes: 'plain' | 'encoded' | 'base64';
  /** Where it is installed from, by system; https. */
  readonly stores: Readonly<Partial<Record<VpnSystem, string>>>;
}

const appStore = (path: string): string => `https://apps.apple.com/app/${path}`;
const playStore = (id: string): string => `https://play.google.com/store/apps/details?id=${id}`;
const releases = (repository: string): string => `https://github.com/${repository}/releases/latest`;

const happStore = appStore('happ-proxy-utility/id6504287215');
const happPlay = playStore('com.happproxy');
const hiddify = releases('hiddify/hiddify-app');
const clashVerge = releases('clash-verge-rev/clash-verge-rev');

/** The usual apps; the first that a system has is recommended there. To add one: an entry here. */
export const vpnApps: readonly VpnApp[] = [
  {
    key: 'happ',
    name: 'Happ',
    scheme: 'happ://add/',
    writes: 'plain',
    stores: {
      ios: happStore,
      macos: happStore,
      android: happPlay,
      android_tv: happPlay,
      apple_tv: appStore('happ-proxy-utility-for-tv/id6748297274'),
      windows: releases('Happ-proxy/happ-desktop'),
    },
  },
  {
    key: 'v2raytun',
    name: 'v2RayTun',
    scheme: 'v2raytun://import/',
    writes: 'plain',
    stores: { ios: appStore('v2raytun/id6476628951'), android: playStore('com.v2raytun.android') },
  },
  {
    key: 'v2rayng',
    name: 'v2rayNG',
    scheme: 'v2rayng://install-sub?url=',
    writes: 'encoded',
    stores: { android: releases('2dust/v2rayNG') },
  },
  {
    key: 'hiddify',
    name: 'Hiddify',
    scheme: 'hiddify://import/',
    writes: 'plain',
    stores: {
      ios: appStore('hiddify-proxy-vpn/id6596777532'),
      android: playStore('app.hiddify.com'),
      android_tv: hiddify,
      windows: hiddify,
      macos: hiddify,
    },
  },
  {
    key: 'streisa',
    name: 'Streisand',
    scheme: 'streisand://import/',
    writes: 'plain',
    stores: { ios: appStore('streisand/id6450534064'), macos: appStore('streisand/id6450534064') },
  },
  {
    key: 'shadow',
    name: 'Shadowrocket',
    scheme: 'sub://',
    writes: 'base64',
    stores: { ios: appStore('shadowrocket/id932747118') },
  },
  {
    key: 'clash',
    name: 'Clash Verge',
    scheme: 'clash://install-config?url=',
    writes: 'encoded',
    stores: { windows: clashVerge, macos: clashVerge },
  },
];

/** The app of a key, which may be anything. */
export const findVpnApp = (key: string): VpnApp | undefined => vpnApps.find((app) => app.key === key);

/** Where the ingress opens an app, below PUBLIC_URL; the link stands behind # so that no server sees it. */
export const openAppPath = (app: Pick<VpnApp, 'key'>, link: string): string =>
  `/open/${app.key}#${encodeURIComponent(link)}`;
