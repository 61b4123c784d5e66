import type { Inputs } from '../../input.js';
import { isOwner } from '../billing/open/open-statement.js';
import { openMenu } from './open/open-menu.js';
import { takeMenuPicture } from './open/set-picture.js';

/** What owners send about the menu: its picture. */
export const menuInputs: Inputs<'logo'> = {
  logo: (ctx) => (isOwner(ctx) ? takeMenuPicture(ctx) : openMenu(ctx)),
};
