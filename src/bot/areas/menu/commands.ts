import { recognizeStartPayload } from '#services/people/recognize-start-payload.js';
import type { Command } from '../../command.js';
import { noteVisit } from '../campaigns/note-visit.js';
import { isStartPayload } from '../registration/start-payload.js';
import { openHelp } from './open/open-help.js';
import { openMenu } from './open/open-menu.js';
import { askMenuPicture } from './open/set-picture.js';

/** /help: how the bot is used. */
const help: Command = { name: 'help', describe: (texts) => texts.menu.commands.help, run: openHelp };

/** /logo: asks for the picture of the main menu, for the bot's owners. */
const logo: Command = {
  name: 'logo',
  describe: (texts) => texts.menu.commands.logo,
  isForOwners: true,
  staysOpen: true,
  run: (ctx) => askMenuPicture(ctx),
};

/** /menu: the main menu. */
const menu: Command = {
  name: 'menu',
  describe: (texts) => texts.menu.commands.menu,
  run: (ctx) => openMenu(ctx),
};

/**
 * /start of a person who is registered already: the main menu, or what the link opens; a link that invites, or a campaign's, is for new
 * people. Those who run the bot get the commands that are for them into their menu at Telegram.
 */
const start: Command = {
  name: 'start',
  describe: (texts) => texts.menu.commands.start,
  run: async (ctx, argument) => {
    if (ctx.person.adminRole !== undefined) ctx.showCommands();
    if (!isStartPayload(argument)) return openMenu(ctx);
    const opened = await ctx.openLink(argument);
    if (opened) return opened;
    const isForNewPeople =
      (await noteVisit(ctx, argument)) ||
      (await recognizeStartPayload(ctx.tenant, ctx.tx, { payload: argument })) !== undefined;
    return openMenu(ctx, isForNewPeople ? ctx.voice.texts.menu.forNewPeople : undefined);
  },
};

/** What leads to the menu and to help. */
export const menuCommands: readonly Command[] = [help, logo, menu, start];
