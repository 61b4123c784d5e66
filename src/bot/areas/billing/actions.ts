import type { Actions } from '../../action.js';
import { isOwner, openStatement } from './open/open-statement.js';

/** The months of the bot's account. */
export const billingActions: Actions<'statement'> = {
  statement: {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, month) => (isOwner(ctx) ? openStatement(ctx, month) : undefined),
  },
};
