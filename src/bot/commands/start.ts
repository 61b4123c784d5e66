import { openMenu } from '../open-menu.js';
import { isStartPayload } from '../start-payload.js';
import { command } from './command.js';

/** /start of a person who is registered already: the main menu; a link's payload is for new people. */
export const start = command({
  name: 'start',
  run: (ctx, argument) =>
    openMenu(ctx, isStartPayload(argument) ? ctx.voice.texts.notices.forNewPeople : undefined),
});
