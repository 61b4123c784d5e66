import type { MenuFacts } from '#services/orders/read-menu-facts.js';
import { inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';
import { hintLines } from '../../offers/screens/running.js';
import { simpleButton } from '../../shop/screens/simple-button.js';
import { trialLabel } from './trial-label.js';
import { lifeLine } from '../../subscriptions/screens/subscription-facts.js';

/** What the main menu is made of. */
export interface MenuView {
  readonly person: { readonly firstName: string; readonly balanceToman: number };
  readonly canChooseLanguage: boolean;
  readonly support: SupportWays | undefined;
  readonly facts: MenuFacts;
  /** May a person have several subscriptions? */
  readonly hasSeveral: boolean;
  /** Is Happ offered for download? */
  readonly hasHapp: boolean;
  /** What areas have in the menu besides. */
  readonly entries: readonly Button[];
  readonly now: Date;
  /** A note of the bot's admins, HTML. */
  readonly note?: string | undefined;
  /** HTML in place of the greeting. */
  readonly notice?: string;
}

/** What is bought, and what the person has. */
function shopButtons(voice: Voice, { facts, hasHapp, hasSeveral }: MenuView): (Button | undefined)[] {
  const { menu, shop, subscriptions } = voice.texts;
  const { buttons } = menu;
  const { subscription, count, cart, trial } = facts;
  const isRenewal = subscription !== null && !subscription.isTrial && !hasSeveral;
  return [
    count > 0
      ? tapButton(
          count > 1 ? subscriptions.buttons.subscriptions : subscriptions.buttons.subscription,
          'subscriptions',
        )
      : undefined,
    facts.hasPlans
      ? tapButton(isRenewal ? shop.buttons.renewOrChange : shop.buttons.buy, 'plans')
      : undefined,
    trial ? tapButton(trialLabel(voice, trial), 'trial') : undefined,
    hasHapp ? tapButton(buttons.downloadHapp, 'happ') : undefined,
    cart ? tapButton(voice.plain(buttons.cart, { total: voice.toman(cart.totalToman) }), 'cart') : undefined,
  ];
}

/** The main menu, below an optional notice; without one it greets by the first name. */
export function mainMenu(voice: Voice, view: MenuView): Screen {
  const { billing, menu, subscriptions } = voice.texts;
  const { buttons } = menu;
  const { person, facts } = view;
  const { subscription } = facts;
  const greeting = voice.say(menu.greeting, { name: voice.name({ firstName: person.firstName }) });
  return {
    text: paragraphs(
      view.notice ?? greeting,
      subscription && lifeLine(voice, subscription, view.now),
      hintLines(voice, facts.offers),
      facts.areSalesStopped && billing.salesStopped,
      view.note,
      menu.ask,
    ),
    keyboard: [
      ...(subscription?.hasLink
        ? [[tapButton(subscriptions.buttons.connect, 'connect', subscription.id)]]
        : []),
      // Its label is long: in a row of two it would be cut.
      ...(facts.simple ? [[simpleButton(voice, facts.simple)]] : []),
      ...inRows([
        ...shopButtons(voice, view),
        tapButton(voice.plain(buttons.wallet, { balance: voice.toman(person.balanceToman) }), 'wallet'),
        facts.offers.hasAny ? tapButton(voice.texts.offers.buttons.mine, 'my-offers') : undefined,
        ...view.entries,
        tapButton(buttons.profile, 'profile'),
        view.canChooseLanguage ? tapButton(buttons.language, 'language') : undefined,
        tapButton(buttons.help, 'help'),
        view.support && supportButton(voice, view.support),
      ]),
    ],
  };
}
