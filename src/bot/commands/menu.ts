import { openMenu } from '../open-menu.js';
import { command } from './command.js';

/** /menu: the main menu. */
export const menu = command({ name: 'menu', run: (ctx) => openMenu(ctx) });
