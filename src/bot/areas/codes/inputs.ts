import type { Inputs } from '../../input.js';
import { openCode } from './open/open-code.js';
import { codeAsked } from './screens/code-asked.js';

/** What a person types: a promo code. */
export const codeInputs: Inputs<'promo-code'> = {
  'promo-code': (ctx, _about, typed) => {
    if (typed.trim() !== '') return openCode(ctx, typed, { isTyped: true });
    ctx.leave({ asked: { input: 'promo-code', about: '' } });
    return codeAsked(ctx.voice);
  },
};
