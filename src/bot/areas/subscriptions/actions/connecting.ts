import { findVpnApp, vpnSystems, type VpnSystem } from '#platform/vpn-apps.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { Actions } from '../../../action.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { withSubscription } from '../open/open-subscription.js';
import { appLinkOf } from '../screens/app-links.js';
import {
  appChoice,
  appGuide,
  appsOf,
  connectPage,
  happDownloads,
  noLinkYet,
  systemChoice,
} from '../screens/connect.js';
import { connectButton } from '../screens/link-buttons.js';

const systemOf = (text: string | undefined): VpnSystem | undefined =>
  vpnSystems.find((system) => system === text);

function start(ctx: BotContext, subscription: OwnSubscription): Screen {
  const { voice, settings } = ctx;
  const way = connectButton(voice, subscription, settings.values);
  if (!way) return noLinkYet(voice, subscription);
  const isGuide = 'callback_data' in way;
  const isHapp = settings.values.connect_mode === 'happ_link';
  return isGuide ? systemChoice(voice, subscription) : connectPage(voice, { subscription, way, isHapp });
}

function guide(
  ctx: BotContext,
  subscription: OwnSubscription,
  chosen: readonly string[],
): Screen | undefined {
  const [systemKey, appKey] = chosen;
  const { voice, settings, publicUrl } = ctx;
  const { link } = subscription;
  const system = systemOf(systemKey);
  if (!system) return undefined;
  if (link === null) return noLinkYet(voice, subscription);
  const apps = appsOf(system);
  const app = apps.length === 1 ? apps[0] : apps.find((one) => one === findVpnApp(appKey ?? ''));
  if (!app) return appChoice(voice, { subscription, system });
  const { happ_download_links: ownStores } = settings.values;
  return appGuide(voice, { subscription, system, app, openPage: appLinkOf(publicUrl, app, link), ownStores });
}

const runGuide = async (ctx: BotContext, argument: string): Promise<Screen | undefined> => {
  const [id = '', ...chosen] = argument.split('.');
  let isStale = false;
  const screen = await withSubscription(ctx, id, (subscription) => {
    const found = guide(ctx, subscription, chosen);
    isStale = found === undefined;
    return found ?? systemChoice(ctx.voice, subscription);
  });
  return isStale ? undefined : screen;
};

/** What leads from a link to a connected device. */
export const connectingActions: Actions<'connect' | 'connect-app' | 'connect-system' | 'happ'> = {
  connect: {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, id) => withSubscription(ctx, id, (subscription) => start(ctx, subscription)),
  },
  happ: {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx) => happDownloads(ctx.voice, ctx.settings.values.happ_download_links),
  },
  'connect-system': { isForRegistered: true, staysOpen: true, run: runGuide },
  'connect-app': { isForRegistered: true, staysOpen: true, run: runGuide },
};
