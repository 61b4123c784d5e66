import type { Actions } from '../../action.js';
import { openHelp } from './open/open-help.js';
import { openMenu } from './open/open-menu.js';
import { profileScreen } from './screens/profile.js';

/** The main menu, how the bot is used, and the person's account. */
export const menuActions: Actions<'help' | 'menu' | 'profile'> = {
  help: { isForRegistered: true, run: openHelp },
  menu: { isForRegistered: true, run: (ctx) => openMenu(ctx) },
  profile: {
    isForRegistered: true,
    run: (ctx) =>
      profileScreen(ctx.voice, {
        person: ctx.person,
        registeredAt: ctx.person.registeredAt ?? ctx.at,
        balanceToman: ctx.person.balanceToman,
        now: ctx.at,
      }),
  },
};
