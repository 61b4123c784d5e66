import { acceptRules as noteAcceptance } from '#services/update-person.js';
import { action } from './action.js';

/** The person accepts the rules. */
export const acceptRules = action({
  name: 'accept-rules',
  step: 'rules',
  isForRegistered: false,
  run: async (ctx) => {
    await noteAcceptance(ctx.tenant, ctx.tx, ctx.person);
    return 'next' as const;
  },
});
