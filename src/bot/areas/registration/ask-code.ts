import { keepAction, keepPayload } from '#services/people/update-person.js';
import { findInviterCode, isBrought, readTypedCode } from '#services/people/take-code.js';
import { readPromoCode } from '#platform/promo-code-key.js';
import { findStartLink } from '../../areas.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { endCodeQuestion } from './end-code-question.js';
import { codeQuestion } from './screens/code-question.js';

/** Shall the person of this update, who is not registered, be asked for a code? They are, until they gave one or said that they have none. */
export async function isCodeWanted(ctx: BotContext): Promise<boolean> {
  const { settings, snapshot, conversation, tenant, tx, person } = ctx;
  const isAsked = snapshot.features.referral_program.isOn && settings.values.referral_code_asked;
  if (!isAsked || conversation.data.hasAnsweredCode === true) return false;
  return !(await isBrought(tenant, tx, person.id));
}

/** How a link names a promo code: what opens it takes a typed one too, once the registration is done, and counts wrong ones. */
const promoPrefix = 'promo_';
const isLink = /[?&]start=/;

/**
 * Takes what a person typed when they were asked for a code: that of another person, a link that opens something, or what may be a
 * promo code, which is kept until the registration is done and judged then, beside what a link opens. Anything else is asked for again.
 */
export async function takeTypedCode(ctx: BotContext, typed: string): Promise<Screen | 'next'> {
  const { tenant, tx, person, snapshot } = ctx;
  const typedCode = readTypedCode(typed);
  const code = await findInviterCode(tenant, tx, { userId: person.id, code: typedCode });
  const link = isLink.test(typed) ? findStartLink(typedCode)?.link : undefined;
  if (code !== undefined) await keepPayload(tenant, tx, { person, payload: code });
  else if (link && link.prefix !== promoPrefix) await keepAction(tenant, tx, { person, payload: typedCode });
  else if (snapshot.features.promo_codes.isOn && readPromoCode(typedCode)) keepTypedCode(ctx, typedCode);
  else return codeQuestion(ctx.voice, { isUnknown: true });
  endCodeQuestion(ctx);
  return 'next';
}

/** Beside the link that brought the person, which opens something else. */
function keepTypedCode(ctx: BotContext, code: string): void {
  const { state, data } = ctx.conversation;
  ctx.conversation = { state, data: { ...data, typedCode: code } };
}

/** Opens what a person typed as a promo code before their registration was complete; undefined: nothing. */
export async function openTypedCode(ctx: BotContext, typedCode: unknown): Promise<Screen | undefined> {
  return typeof typedCode === 'string' ? ctx.openLink(`${promoPrefix}${typedCode}`) : undefined;
}
