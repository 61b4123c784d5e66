import type { SettingValues } from '#services/settings/catalog.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Settings of a bot about how people connect. */
export type ConnectSettings = Pick<
  SettingValues,
  'connect_mode' | 'connect_page_url' | 'happ_redirect_url' | 'link_hidden'
>;

/** Most characters that a button copies, and that the address of a button has, at Telegram. */
const longestCopy = 256;
const longestAddress = 2_000;

/** May this be the address of a button? */
export const isWebAddress = (text: string | null): text is string =>
  text !== null && text.length <= longestAddress && /^https?:\/\/[^\s/.]+\.\S+$/.test(text);

/** Copies the link; undefined when it is too long for a button. */
export const copyButton = (voice: Voice, link: string | null): Button | undefined =>
  link !== null && link.length <= longestCopy
    ? { text: voice.texts.subscriptions.buttons.copyLink, copy_text: { text: link } }
    : undefined;

/** Asks for the picture of a link; undefined while there is none, and where it would not fit a picture. */
export const qrButton = (voice: Voice, { id, link }: OwnSubscription): Button | undefined =>
  link !== null && link.length <= longestAddress
    ? tapButton(voice.texts.subscriptions.buttons.qr, 'qr', id)
    : undefined;

/** Where a Happ link is opened, when the bot has a page for it and the panel made such a link. */
const happAddress = ({ cryptoLink }: OwnSubscription, settings: ConnectSettings): string | undefined => {
  const page = settings.happ_redirect_url;
  return page && cryptoLink ? page.replace('{link}', encodeURIComponent(cryptoLink)) : undefined;
};

/** Where the connect button leads outside of the chat; undefined: to a guide in it. */
function outsideAddress(subscription: OwnSubscription, settings: ConnectSettings): string | null | undefined {
  const { connect_mode: mode } = settings;
  if (mode === 'custom_page') return settings.connect_page_url;
  if (mode === 'happ_link') return happAddress(subscription, settings);
  return mode === 'link' || mode === 'mini_app' ? subscription.link : undefined;
}

/** Leads to the connection, in the way that the bot's settings choose; undefined while there is no link. */
export function connectButton(
  voice: Voice,
  subscription: OwnSubscription,
  settings: ConnectSettings,
): Button | undefined {
  const text = voice.texts.subscriptions.buttons.connect;
  const { id, link } = subscription;
  if (link === null) return undefined;
  const url = outsideAddress(subscription, settings) ?? null;
  if (!isWebAddress(url)) return tapButton(text, 'connect', id);
  const isApp = settings.connect_mode === 'mini_app' && url.startsWith('https:');
  return isApp ? { text, web_app: { url } } : { text, url };
}
