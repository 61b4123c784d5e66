import type { Actions } from '../../action.js';
import { openMenu } from '../menu/open/open-menu.js';

/** The way back for who was not served. */
export const gateActions: Actions<'renamed'> = {
  // Whoever gets as far has a name that may pass.
  renamed: { isForRegistered: true, staysOpen: true, run: (ctx) => openMenu(ctx) },
};
