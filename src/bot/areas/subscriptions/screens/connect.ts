import { vpnApps, vpnSystems, type VpnApp, type VpnSystem } from '#platform/vpn-apps.js';
import type { SettingValues } from '#services/settings/catalog.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inColumn, inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { copyButton, isWebAddress, qrButton } from './link-buttons.js';
import { nameOf } from './subscription-facts.js';

const titleOf = (voice: Voice, subscription: OwnSubscription): string =>
  `<b>${voice.say(voice.texts.subscriptions.connect.title, { subscription: nameOf(voice, subscription) })}</b>`;

/** The apps of a system, the recommended one first. */
export const appsOf = (system: VpnSystem): VpnApp[] => vpnApps.filter(({ stores }) => stores[system]);

/** The link is not there yet. */
export const noLinkYet = (voice: Voice, { id }: OwnSubscription): Screen => ({
  text: voice.texts.subscriptions.connect.noLink,
  keyboard: inColumn([
    tapButton(voice.texts.subscriptions.buttons.connect, 'connect', id),
    tapButton(voice.texts.subscriptions.buttons.subscription, 'subscription', id),
  ]),
});

/** One address that does everything: the subscription's own page, the bot's, or one that opens Happ. */
export function connectPage(
  voice: Voice,
  view: { readonly subscription: OwnSubscription; readonly way: Button; readonly isHapp: boolean },
): Screen {
  const { connect } = voice.texts.subscriptions;
  const { subscription, way, isHapp } = view;
  return {
    text: paragraphs(titleOf(voice, subscription), isHapp ? connect.happ : connect.page),
    keyboard: inColumn([
      way,
      qrButton(voice, subscription),
      copyButton(voice, subscription.link),
      backButton(voice, 'subscription', subscription.id),
    ]),
  };
}

/** Asks which device is to be connected. */
export const systemChoice = (voice: Voice, subscription: OwnSubscription): Screen => ({
  text: paragraphs(titleOf(voice, subscription), voice.texts.subscriptions.connect.ask),
  keyboard: [
    ...inRows(
      vpnSystems.map((system) =>
        tapButton(
          voice.texts.subscriptions.systems[system],
          'connect-system',
          `${subscription.id}.${system}`,
        ),
      ),
    ),
    [backButton(voice, 'subscription', subscription.id)],
  ],
});

/** Asks which app is to be used. */
export const appChoice = (
  voice: Voice,
  { subscription, system }: { readonly subscription: OwnSubscription; readonly system: VpnSystem },
): Screen => ({
  text: paragraphs(titleOf(voice, subscription), voice.texts.subscriptions.connect.app),
  keyboard: [
    ...inRows(
      appsOf(system).map(({ key, name }) =>
        tapButton(name, 'connect-app', `${subscription.id}.${system}.${key}`),
      ),
    ),
    [backButton(voice, 'connect', subscription.id)],
  ],
});

interface Guide {
  readonly subscription: OwnSubscription;
  readonly system: VpnSystem;
  readonly app: VpnApp;
  /** The page that hands the link to the app. */
  readonly openPage: string | undefined;
  readonly ownStores: SettingValues['happ_download_links'];
}

/** Where the app is installed from; a bot may name its own places for Happ. */
function installButton(voice: Voice, { app, system, ownStores }: Guide): Button | undefined {
  const url = (app.key === 'happ' ? ownStores[system] : undefined) ?? app.stores[system] ?? null;
  return isWebAddress(url)
    ? { text: voice.plain(voice.texts.subscriptions.buttons.install, { app: app.name }), url }
    : undefined;
}

/** How the link gets into the app: by our page, by the subscription's own, else by hand. */
function adding(voice: Voice, guide: Guide) {
  const { system, subscription } = guide;
  const { link } = subscription;
  const openPage = guide.openPage ?? null;
  const { connect, buttons } = voice.texts.subscriptions;
  const isTelevision = system === 'android_tv' || system === 'apple_tv';
  if (!isTelevision && isWebAddress(openPage))
    return { step: connect.add, button: { text: buttons.addToApp, url: openPage }, hint: false as const };
  const hint = isTelevision && connect.television;
  if (!isWebAddress(link)) return { step: connect.paste, button: undefined, hint };
  return { step: connect.addByPage, button: { text: buttons.subscriptionPage, url: link }, hint };
}

/** Where Happ is downloaded for each system. */
export const happDownloads = (voice: Voice, ownStores: Guide['ownStores']): Screen => ({
  text: voice.say(voice.texts.subscriptions.connect.download, { app: voice.foreign('Happ') }),
  keyboard: [
    ...inRows(
      vpnSystems.map((system) => {
        const url = ownStores[system] ?? vpnApps.find(({ key }) => key === 'happ')?.stores[system] ?? null;
        return isWebAddress(url) ? { text: voice.texts.subscriptions.systems[system], url } : undefined;
      }),
    ),
    [menuButton(voice)],
  ],
});

/** The steps for one app on one system. */
export function appGuide(voice: Voice, guide: Guide): Screen {
  const { subscription, app } = guide;
  const { connect, buttons } = voice.texts.subscriptions;
  const { id, link } = subscription;
  const named = { app: voice.foreign(app.name) };
  const { step, button, hint } = adding(voice, guide);
  return {
    text: paragraphs(
      titleOf(voice, subscription),
      voice.say(connect.install, named),
      voice.say(step, named),
      hint,
      voice.say(connect.start, named),
    ),
    keyboard: [
      ...inColumn([installButton(voice, guide), button]),
      ...inRows([copyButton(voice, link), qrButton(voice, subscription)]),
      [backButton(voice, 'connect', id), tapButton(buttons.subscription, 'subscription', id)],
    ],
  };
}
