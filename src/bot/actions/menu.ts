import { openMenu } from '../open-menu.js';
import { action } from './action.js';

/** Leads back to the main menu. */
export const menu = action({ name: 'menu', isForRegistered: true, run: (ctx) => openMenu(ctx) });
