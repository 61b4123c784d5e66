import type { MenuFacts } from '#services/menu-facts.js';
import { writeCallbackData } from '../callback-data.js';
import type { Voice } from '../voice.js';
import { inRows, paragraphs, type Button, type Screen } from './screen.js';
import { lifeLine } from './subscription-facts.js';
import { supportButton } from './support-button.js';

/** What the main menu is made of. */
export interface MenuView {
  readonly person: { readonly firstName: string; readonly balanceToman: number };
  readonly canChooseLanguage: boolean;
  readonly supportUsername: string | undefined;
  readonly facts: MenuFacts;
  /** Days of the simple offer. */
  readonly simpleDays: number;
  /** May a person have several subscriptions? */
  readonly hasSeveral: boolean;
  /** Is Happ offered for download? */
  readonly hasHapp: boolean;
  readonly now: Date;
  /** HTML in place of the greeting. */
  readonly notice?: string;
}

const to = (text: string, action: string, argument = ''): Button => ({
  text,
  callback_data: writeCallbackData(action, argument),
});

/** What is bought, and what the person has. */
function shopButtons(
  voice: Voice,
  { facts, hasHapp, hasSeveral, simpleDays }: MenuView,
): (Button | undefined)[] {
  const { buttons } = voice.texts;
  const { subscription, count, cart } = facts;
  const isRenewal = subscription !== null && !subscription.isTrial && !hasSeveral;
  const trialPrice = voice.toman(facts.trialPriceToman);
  const simple = { days: voice.count('days', simpleDays), price: voice.toman(facts.simplePriceToman) };
  return [
    count > 0 ? to(count > 1 ? buttons.subscriptions : buttons.subscription, 'subscriptions') : undefined,
    facts.hasPlans ? to(isRenewal ? buttons.renewOrChange : buttons.buy, 'plans') : undefined,
    facts.hasTrialOffer
      ? to(
          facts.trialPriceToman > 0 ? voice.plain(buttons.trialPaid, { price: trialPrice }) : buttons.trial,
          'trial',
        )
      : undefined,
    facts.hasSimpleOffer ? to(voice.plain(buttons.simple, simple), 'simple') : undefined,
    hasHapp ? to(buttons.downloadHapp, 'happ') : undefined,
    cart ? to(voice.plain(buttons.cart, { total: voice.toman(cart.totalToman) }), 'cart') : undefined,
  ];
}

/** The main menu, below an optional notice; without one it greets by the first name. */
export function mainMenu(voice: Voice, view: MenuView): Screen {
  const { menu, buttons } = voice.texts;
  const { person, facts } = view;
  const { subscription } = facts;
  const greeting = voice.say(menu.greeting, { name: voice.name({ firstName: person.firstName }) });
  return {
    text: paragraphs(
      view.notice ?? greeting,
      subscription && lifeLine(voice, subscription, view.now),
      menu.ask,
    ),
    keyboard: [
      ...(subscription?.hasLink ? [[to(buttons.connect, 'connect', subscription.id)]] : []),
      ...inRows([
        ...shopButtons(voice, view),
        to(voice.plain(buttons.wallet, { balance: voice.toman(person.balanceToman) }), 'wallet'),
        to(buttons.profile, 'profile'),
        view.canChooseLanguage ? to(buttons.language, 'language') : undefined,
        to(buttons.help, 'help'),
        supportButton(voice, view.supportUsername),
      ]),
    ],
  };
}
