import type { Actions } from '../../action.js';
import { codeAsked } from './screens/code-asked.js';

/** Asks for a promo code. */
export const codeActions: Actions<'promo-code'> = {
  'promo-code': {
    isForRegistered: true,
    run: (ctx) => {
      if (!ctx.snapshot.features.promo_codes.isOn) return undefined;
      ctx.leave({ asked: { input: 'promo-code', about: '' } });
      return codeAsked(ctx.voice);
    },
  },
};
