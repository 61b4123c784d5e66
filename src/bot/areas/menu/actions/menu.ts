import { openMenu } from '../open/open-menu.js';
import { action } from '../../../action.js';

/** Leads back to the main menu. */
export const menuAction = action({ name: 'menu', isForRegistered: true, run: (ctx) => openMenu(ctx) });
