import type { Inputs } from '../../input.js';
import { isOwner } from '../billing/open/open-statement.js';
import { openMenu } from './open/open-menu.js';
import { takePicture } from './open/set-picture.js';

/** What owners send about the menu: its picture. */
export const menuInputs: Inputs<'logo'> = {
  logo: (ctx) => (isOwner(ctx) ? takePicture(ctx) : openMenu(ctx)),
};
