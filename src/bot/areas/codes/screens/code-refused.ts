import type { CodeUsed, PromoRefusal } from '#services/promo-codes/use-code.js';
import { inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';

type Refused = Extract<CodeUsed, { readonly kind: 'refused' }>;

/** What a refusal leads to. */
interface RefusalView {
  readonly refused: Refused;
  /** Is there a plan to buy? */
  readonly hasPlans: boolean;
  /** Is the next text taken as a code? */
  readonly mayRetype: boolean;
  readonly support: SupportWays;
}

const canWrite: ReadonlySet<PromoRefusal> = new Set([
  'unknown',
  'ended',
  'used_by_you',
  'used_up',
  'not_for_you',
]);

/** Why a code gave nothing, with the ways on. */
export const codeRefused = (voice: Voice, view: RefusalView): Screen => ({
  text: paragraphs(wordsOf(voice, view.refused), view.mayRetype && voice.texts.codes.again),
  keyboard: inRows([...buttonsOf(voice, view), menuButton(voice)]),
});

function wordsOf(voice: Voice, { reason, from }: Refused): string {
  const { refused: texts } = voice.texts.codes;
  if (reason === 'not_yet' || reason === 'paused')
    return voice.say(texts[reason], { time: from ? voice.time(from) : '' });
  return texts[reason];
}

function buttonsOf(
  voice: Voice,
  { refused: { reason }, hasPlans, mayRetype, support }: RefusalView,
): (Button | undefined)[] {
  const { codes, shop } = voice.texts;
  if (reason === 'kept_out' || reason === 'subscription_off' || reason === 'unavailable')
    return [supportButton(voice, support)];
  if (reason === 'no_subscription') return hasPlans ? [tapButton(shop.buttons.buy, 'plans')] : [];
  return canWrite.has(reason) && !mayRetype ? [tapButton(codes.buttons.another, 'promo-code')] : [];
}
