import { acceptRules } from '#services/people/update-person.js';
import { action } from '../../../action.js';

/** The person accepts the rules. */
export const acceptRulesAction = action({
  name: 'accept-rules',
  step: 'rules',
  isForRegistered: false,
  run: async (ctx) => {
    await acceptRules(ctx.tenant, ctx.tx, ctx.person);
    return 'next' as const;
  },
});
