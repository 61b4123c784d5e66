import { keepAction, keepPayload } from '#services/people/update-person.js';
import { findInviterCode, isBrought, readTypedCode } from '#services/people/take-code.js';
import { findStartLink } from '../../areas.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { codeQuestion } from './screens/code-question.js';
import { isStartPayload } from './start-payload.js';

/** Shall the person of this update, who is not registered, be asked for a code? They are, until they gave one or said that they have none. */
export async function isCodeWanted(ctx: BotContext): Promise<boolean> {
  const { settings, snapshot, conversation, tenant, tx, person } = ctx;
  const isAsked = snapshot.features.referral_program.isOn && settings.values.referral_code_asked;
  if (!isAsked || conversation.data.hasAnsweredCode === true) return false;
  return !(await isBrought(tenant, tx, person.id));
}

/** The person is not asked again. */
export function endCodeQuestion(ctx: BotContext): void {
  const { state, data } = ctx.conversation;
  ctx.conversation = { state, data: { ...data, hasAnsweredCode: true } };
}

/** How a link names a promo code: whatever opens it takes a typed code too, once the registration is done. */
const promoPrefix = 'promo_';

/**
 * Takes what a person typed when they were asked for a code: that of another person, or one that a link of the bot opens, which is kept
 * until the registration is done. Anything else is asked for again.
 */
export async function takeTypedCode(ctx: BotContext, typed: string): Promise<Screen | 'next'> {
  const { tenant, tx, person } = ctx;
  const typedCode = readTypedCode(typed);
  const code = await findInviterCode(tenant, tx, { userId: person.id, code: typedCode });
  if (code !== undefined) {
    await keepPayload(tenant, tx, { person, payload: code });
    endCodeQuestion(ctx);
    return 'next';
  }
  const payload = `${promoPrefix}${typedCode}`;
  if (!isStartPayload(payload) || !findStartLink(payload))
    return codeQuestion(ctx.voice, { isUnknown: true });
  await keepAction(tenant, tx, { person, payload });
  endCodeQuestion(ctx);
  return 'next';
}
