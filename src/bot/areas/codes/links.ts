import type { StartLink } from '../../start-link.js';
import { openCode } from './open/open-code.js';

/** `?start=promo_CODE`: uses a promo code. */
export const codeLink: StartLink = {
  prefix: 'promo_',
  run: (ctx, argument) => openCode(ctx, argument, { isTyped: false }),
};
