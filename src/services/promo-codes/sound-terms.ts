import { PermanentError } from '#platform/errors.js';
import type { CodeTerms } from './promo-code.js';

/** Makes sure that the terms of a code go together. Throws PermanentError('promo_code.terms_crossed'). */
export function demandSoundTerms({ startsAt, endsAt, audience, audiencePlanIds }: CodeTerms): void {
  const isCrossed = startsAt !== null && endsAt !== null && endsAt.getTime() <= startsAt.getTime();
  const namesPlans = audiencePlanIds !== null && audiencePlanIds.length > 0;
  if (isCrossed || namesPlans !== (audience === 'plan_buyers'))
    throw new PermanentError('promo_code.terms_crossed');
}
