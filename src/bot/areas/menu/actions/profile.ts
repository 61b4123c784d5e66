import { profileScreen } from '../screens/profile.js';
import { action } from '../../../action.js';

/** Shows the person's account. */
export const profileAction = action({
  name: 'profile',
  isForRegistered: true,
  run: (ctx) =>
    profileScreen(ctx.voice, {
      person: ctx.person,
      registeredAt: ctx.person.registeredAt ?? ctx.at,
      balanceToman: ctx.person.balanceToman,
      now: ctx.at,
    }),
});
