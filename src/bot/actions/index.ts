import { acceptRules } from './accept-rules.js';
import type { Action } from './action.js';
import { chooseLanguage } from './choose-language.js';
import { connectingActions } from './connecting.js';
import { declineRules } from './decline-rules.js';
import { deviceActions } from './devices.js';
import { help } from './help.js';
import { joined } from './joined.js';
import { language } from './language.js';
import { managingActions } from './managing.js';
import { menu } from './menu.js';
import { offerActions } from './offers.js';
import { orderingActions } from './ordering.js';
import { profile } from './profile.js';
import { viewingActions } from './viewing.js';
import { walletActions } from './wallet.js';

/**
 * Every button's action: alphabetical, then those that came in groups. To add one: a file here that exports
 * `action({ … })`, and a line here.
 */
export const actions: readonly Action[] = [
  acceptRules,
  chooseLanguage,
  declineRules,
  help,
  joined,
  language,
  menu,
  profile,
  ...connectingActions,
  ...deviceActions,
  ...managingActions,
  ...offerActions,
  ...orderingActions,
  ...viewingActions,
  ...walletActions,
];

const byName: ReadonlyMap<string, Action> = new Map(actions.map((action) => [action.name, action]));

/** The action of a button's data, or undefined when there is none of that name. */
export const findAction = (name: string): Action | undefined => byName.get(name);
