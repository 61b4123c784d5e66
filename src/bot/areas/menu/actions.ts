import { chooseReminders } from '#services/people/update-person.js';
import type { Actions } from '../../action.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { isOwner } from '../billing/open/open-statement.js';
import { openHelp } from './open/open-help.js';
import { openMenu } from './open/open-menu.js';
import { removeMenuPicture } from './open/set-picture.js';
import { profileScreen } from './screens/profile.js';

const openProfile = ({ voice, person, at }: BotContext): Screen =>
  profileScreen(voice, {
    person,
    registeredAt: person.registeredAt ?? at,
    balanceToman: person.balanceToman,
    wantsReminders: person.wantsReminders,
    now: at,
  });

/** The main menu and its picture, how the bot is used, and the person's account. */
export const menuActions: Actions<'help' | 'menu' | 'no-logo' | 'profile' | 'reminders'> = {
  help: { isForRegistered: true, isPage: true, run: openHelp },
  menu: { isForRegistered: true, run: (ctx) => openMenu(ctx) },
  'no-logo': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx) => (isOwner(ctx) ? removeMenuPicture(ctx) : undefined),
  },
  profile: { isForRegistered: true, run: openProfile },
  reminders: {
    isForRegistered: true,
    run: async (ctx, choice) => {
      if (choice !== 'on' && choice !== 'off') return undefined;
      await chooseReminders(ctx.tenant, ctx.tx, { person: ctx.person, isOn: choice === 'on' });
      return openProfile(ctx);
    },
  },
};
