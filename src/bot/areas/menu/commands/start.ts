import { recognizeStartPayload } from '#services/people/recognize-start-payload.js';
import { openMenu } from '../open/open-menu.js';
import { isStartPayload } from '../../registration/start-payload.js';
import { command } from '../../../command.js';

/** /start of a person who is registered already: the main menu; a link that invites is for new people. */
export const startCommand = command({
  name: 'start',
  run: async (ctx, argument) => {
    const kind = isStartPayload(argument)
      ? await recognizeStartPayload(ctx.tenant, ctx.tx, { payload: argument })
      : undefined;
    return openMenu(ctx, kind && ctx.voice.texts.notices.forNewPeople);
  },
});
