import { tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { supportButton } from '../../shared/screens/support-button.js';
import { simpleButton } from '../../shop/screens/simple-button.js';
import { trialLabel } from '../screens/trial-label.js';
import type { MenuView } from '../screens/main-menu.js';
import { itemOf, type MenuItem } from './menu-item.js';

/** What is bought, and what the person has. */
function shopItems(voice: Voice, { facts, hasHapp, hasSeveral }: MenuView): (MenuItem | undefined)[] {
  const { menu, shop, subscriptions } = voice.texts;
  const { buttons } = menu;
  const { subscription, count, cart, trial } = facts;
  const isRenewal = subscription !== null && !subscription.isTrial && !hasSeveral;
  const mine = count > 1 ? subscriptions.buttons.subscriptions : subscriptions.buttons.subscription;
  const total = cart ? voice.toman(cart.totalToman) : '';
  return [
    count > 0 ? itemOf(tapButton(mine, 'subscriptions')) : undefined,
    facts.hasPlans
      ? itemOf(tapButton(isRenewal ? shop.buttons.renewOrChange : shop.buttons.buy, 'plans'))
      : undefined,
    trial ? itemOf(tapButton(trialLabel(voice, trial), 'trial')) : undefined,
    hasHapp ? itemOf(tapButton(buttons.downloadHapp, 'happ')) : undefined,
    cart ? itemOf(tapButton(voice.plain(buttons.cart, { total }), 'cart'), { values: { total } }) : undefined,
  ];
}

/** The buttons that a person's menu has anyway, in their usual order. */
export function builtInItems(voice: Voice, view: MenuView): MenuItem[] {
  const { menu, offers, subscriptions } = voice.texts;
  const { person, facts } = view;
  const { subscription } = facts;
  const balance = voice.toman(person.balanceToman);
  const one = (button: Button | undefined): MenuItem | undefined => button && itemOf(button);
  const items = [
    subscription?.hasLink
      ? itemOf(tapButton(subscriptions.buttons.connect, 'connect', subscription.id), { isWide: true })
      : undefined,
    // Its label is long: in a row of two it would be cut.
    facts.simple ? itemOf(simpleButton(voice, facts.simple), { isWide: true }) : undefined,
    ...shopItems(voice, view),
    itemOf(tapButton(voice.plain(menu.buttons.wallet, { balance }), 'wallet'), { values: { balance } }),
    facts.offers.hasAny ? itemOf(tapButton(offers.buttons.mine, 'my-offers')) : undefined,
    ...view.entries.map((entry) => itemOf(entry)),
    itemOf(tapButton(menu.buttons.profile, 'profile')),
    view.canChooseLanguage ? itemOf(tapButton(menu.buttons.language, 'language')) : undefined,
    itemOf(tapButton(menu.buttons.help, 'help')),
    one(view.support && supportButton(voice, view.support)),
  ].filter((item) => item !== undefined);
  return view.appUrl === undefined ? items : shortItems(items, view.appUrl);
}

/** What is bought and managed, which the mini app does where it is the menu. */
const inApp: ReadonlySet<string> = new Set(['connect', 'plans', 'subscriptions', 'trial']);
/** What stays in the bot beside it. */
const besideApp: ReadonlySet<string> = new Set(['help', 'info', 'language', 'support', 'wallet']);

/** The short menu: what the mini app does leads there, and little else is left. */
const shortItems = (items: readonly MenuItem[], url: string): MenuItem[] =>
  items
    .filter(({ name }) => inApp.has(name) || besideApp.has(name))
    .map((item) =>
      inApp.has(item.name) ? { ...item, button: { text: item.button.text, web_app: { url } } } : item,
    );
