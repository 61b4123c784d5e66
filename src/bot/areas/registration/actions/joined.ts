import { openMenu } from '../../menu/open/open-menu.js';
import { action } from '../../../action.js';

/** The person says they joined the channel; only Telegram's word counts. */
export const joinedAction = action({
  name: 'joined',
  step: 'channel',
  isForRegistered: true,
  run: (ctx) => {
    if (ctx.membership.kind === 'stranger') {
      ctx.answer(ctx.voice.texts.alerts.notJoined, true);
      return 'nothing';
    }
    return ctx.person.registeredAt ? openMenu(ctx, ctx.voice.texts.notices.channelPassed) : 'next';
  },
});
