import { openMenu } from '../open/open-menu.js';
import { command } from '../../../command.js';

/** /menu: the main menu. */
export const menuCommand = command({ name: 'menu', run: (ctx) => openMenu(ctx) });
