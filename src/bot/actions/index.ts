import { acceptRulesAction } from '../areas/registration/actions/accept-rules.js';
import type { Action } from '../action.js';
import { chooseLanguageAction } from '../areas/registration/actions/choose-language.js';
import { connectingActions } from '../areas/subscriptions/actions/connecting.js';
import { declineRulesAction } from '../areas/registration/actions/decline-rules.js';
import { deviceActions } from '../areas/subscriptions/actions/devices.js';
import { helpAction } from '../areas/menu/actions/help.js';
import { joinedAction } from '../areas/registration/actions/joined.js';
import { languageAction } from '../areas/registration/actions/language.js';
import { managingActions } from '../areas/subscriptions/actions/managing.js';
import { menuAction } from '../areas/menu/actions/menu.js';
import { offerActions } from '../areas/shop/actions/offers.js';
import { orderingActions } from '../areas/shop/actions/ordering.js';
import { profileAction } from '../areas/menu/actions/profile.js';
import { viewingActions } from '../areas/subscriptions/actions/viewing.js';
import { walletActions } from '../areas/wallet/actions/wallet.js';

const registered: readonly Action[] = [
  acceptRulesAction,
  ...connectingActions,
  chooseLanguageAction,
  declineRulesAction,
  ...deviceActions,
  helpAction,
  joinedAction,
  languageAction,
  ...managingActions,
  menuAction,
  ...offerActions,
  ...orderingActions,
  profileAction,
  ...viewingActions,
  ...walletActions,
];

/**
 * Every button's action, alphabetical. To add one: a file here that exports `action({ … })`, or an entry in the file of its
 * kind, and a line above.
 */
export const actions: readonly Action[] = registered.toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);

const byName: ReadonlyMap<string, Action> = new Map(actions.map((action) => [action.name, action]));

/** The action of a button's data, or undefined when there is none of that name. */
export const findAction = (name: string): Action | undefined => byName.get(name);
