import { abangateway } from './abangateway/abangateway.js';
import { aqayepardakht } from './aqayepardakht/aqayepardakht.js';
import { bridge } from './bridge/bridge.js';
import { cryptobot } from './cryptobot/cryptobot.js';
import type { AnyGateway } from './gateway.js';
import { heleket } from './heleket/heleket.js';
import { mulenpay } from './mulenpay/mulenpay.js';
import { nowpayments } from './nowpayments/nowpayments.js';
import { pal24 } from './pal24/pal24.js';
import { platega } from './platega/platega.js';
import { telegramStars } from './telegram-stars/telegram-stars.js';
import { tribute } from './tribute/tribute.js';
import { wata } from './wata/wata.js';
import { yookassa } from './yookassa/yookassa.js';
import { zarinpal } from './zarinpal/zarinpal.js';

/** Every payment gateway, a line each, alphabetical. All else (settings, feature, callbacks, jobs, lists) follows from it. */
export const gateways = {
  abangateway,
  aqayepardakht,
  bridge,
  cryptobot,
  heleket,
  mulenpay,
  nowpayments,
  pal24,
  platega,
  telegram_stars: telegramStars,
  tribute,
  wata,
  yookassa,
  zarinpal,
} as const;

export type GatewayName = keyof typeof gateways;
type Declared = typeof gateways;
/** All of a union at once. */
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The settings that gateways bring, by their keys. */
export type GatewaySettings = Together<Declared[GatewayName]['settings']>;
/** The features that gateways bring, by the gateways' names. */
export type GatewayFeatures = { readonly [N in GatewayName]: Declared[N]['feature'] };

const all = Object.values(gateways) as unknown as readonly AnyGateway[];

/** Every gateway, alphabetical. */
export const listGateways = (): readonly AnyGateway[] => all;

/** The gateway of a name; undefined: there is none. */
export const findGateway = (name: string): AnyGateway | undefined =>
  Object.hasOwn(gateways, name) ? all.find((one) => one.name === name) : undefined;

export const gatewaySettings = Object.assign({}, ...all.map(({ settings }) => settings)) as GatewaySettings;
export const gatewayFeatures = Object.fromEntries(
  all.map(({ name, feature }) => [name, feature]),
) as unknown as GatewayFeatures;
