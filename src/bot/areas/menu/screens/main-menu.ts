import type { Language } from '#platform/language.js';
import type { MenuButton } from '#services/menus/menu-button.js';
import type { MenuFacts } from '#services/orders/read-menu-facts.js';
import { paragraphs, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import type { SupportWays } from '../../shared/screens/support-button.js';
import { hintLines } from '../../offers/screens/running.js';
import { lifeLine } from '../../subscriptions/screens/subscription-facts.js';
import { arrange, opensAddress } from '../layout/arrange.js';
import { builtInItems } from '../layout/built-ins.js';

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
  /** One of the notes of the bot's admins, HTML. */
  readonly note?: string | undefined;
  /** HTML in place of the greeting. */
  readonly notice?: string;
  /** HTML of the admins above all. */
  readonly topNote?: string;
  /** What the admins made of the buttons. */
  readonly layout?: readonly MenuButton[];
  /** Where the mini app is that the menu leads to in place of what it does; undefined: the menu is the full one. */
  readonly appUrl?: string;
  /** File id of the picture that the menu has. */
  readonly picture?: string;
  /** Does the person run the bot? */
  readonly isAdmin?: boolean;
  /** May a button of admins open what an action of this name shows? Absent: none. */
  readonly isPage?: (action: string) => boolean;
  /** In which the admins' words are where the person's language has none. */
  readonly defaultLanguage?: Language;
}

/** The rows of the menu, and those that Telegram takes in any case where it may refuse an address among them. */
function keyboardsOf(voice: Voice, view: MenuView): Pick<Screen, 'keyboard' | 'spare'> {
  const { appUrl, layout = [], isAdmin = false, defaultLanguage = voice.language, facts } = view;
  const { isPage = () => false } = view;
  const reader = { voice, defaultLanguage, isAdmin, isPage, hasSubscription: facts.subscription !== null };
  const keyboard = arrange(builtInItems(voice, view), layout, reader);
  if (appUrl === undefined && !layout.some(opensAddress)) return { keyboard };
  const { appUrl: _, ...full } = view;
  const plain = layout.filter((button) => !opensAddress(button));
  return { keyboard, spare: arrange(builtInItems(voice, full), plain, reader) };
}

/** The main menu, below an optional notice; without one it greets by the first name. */
export function mainMenu(voice: Voice, view: MenuView): Screen {
  const { billing, menu } = voice.texts;
  const { person, facts } = view;
  const { subscription } = facts;
  const greeting = voice.say(menu.greeting, { name: voice.name({ firstName: person.firstName }) });
  return {
    text: paragraphs(
      view.topNote,
      view.notice ?? greeting,
      subscription && lifeLine(voice, subscription, view.now),
      hintLines(voice, facts.offers),
      facts.areSalesStopped && billing.salesStopped,
      view.note,
      menu.ask,
    ),
    ...keyboardsOf(voice, view),
    ...(view.picture !== undefined && { picture: view.picture }),
  };
}
