import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import { useCode } from '#services/promo-codes/use-code.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { missingFor } from '../../registration/missing-for.js';
import { codeGate } from '../screens/code-gate.js';
import { codeGiven } from '../screens/code-given.js';
import { codeRefused } from '../screens/code-refused.js';

/** Uses a code for the person of this update, and says what they have of it. A mistyped one may be typed again at once. */
export async function openCode(
  ctx: BotContext,
  typed: string,
  { isTyped }: { readonly isTyped: boolean },
): Promise<Screen> {
  const { tenant, tx, person, voice } = ctx;
  const isOutside = (): boolean => missingFor(ctx, 'trial').length > 0;
  const used = await useCode(tenant, tx, { userId: person.id, typed, isOutside });
  const { hasPlans } = await readMenuFacts(tenant, tx, { userId: person.id });
  if (used.kind === 'given') return codeGiven(voice, { given: used.given, hasPlans });
  const mayRetype = isTyped && used.reason === 'unknown';
  const isGate = used.reason === 'channel';
  if (mayRetype || isGate) ctx.leave({ asked: { input: 'promo-code', about: '' } });
  if (isGate) return codeGate(voice, missingFor(ctx, 'trial'));
  return codeRefused(voice, { refused: used, hasPlans, mayRetype, support: ctx.support });
}
