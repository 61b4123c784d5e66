import { acceptRulesAction } from './accept-rules.js';
import type { Action } from './action.js';
import { chooseLanguageAction } from './choose-language.js';
import { connectingActions } from './connecting.js';
import { declineRulesAction } from './decline-rules.js';
import { deviceActions } from './devices.js';
import { helpAction } from './help.js';
import { joinedAction } from './joined.js';
import { languageAction } from './language.js';
import { managingActions } from './managing.js';
import { menuAction } from './menu.js';
import { offerActions } from './offers.js';
import { orderingActions } from './ordering.js';
import { profileAction } from './profile.js';
import { viewingActions } from './viewing.js';
import { walletActions } from './wallet.js';

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
