import { completeRegistration } from '#services/people/complete-registration.js';
import { nextRegistrationStep, type RegistrationStep } from '#services/people/next-registration-step.js';
import { revivePerson } from '#services/people/update-person.js';
import { findAction, followRegistration } from '../../areas.js';
import { readCallbackData } from '../../callback-data.js';
import type { BotContext } from '../../context.js';
import { paragraphs, type Screen } from '../../screen.js';
import { openDemand } from '../info/open/open-demand.js';
import { openMenu } from '../menu/open/open-menu.js';
import { openWelcome } from './open/open-welcome.js';
import { isCodeWanted, openTypedCode, takeTypedCode } from './ask-code.js';
import { missingToUse } from './guard-channel.js';
import { keepStartPayload } from './keep-start-payload.js';
import { channelGate } from './screens/channel-gate.js';
import { codeQuestion } from './screens/code-question.js';
import { firstLanguageChoice } from './screens/language-choice.js';

async function stepOf(ctx: BotContext): Promise<RegistrationStep | undefined> {
  const person = { ...ctx.person, isCodeWanted: await isCodeWanted(ctx) };
  // A channel that is only for buying or for a trial stops no registration.
  const isOutside = missingToUse(ctx.membership).length > 0;
  return nextRegistrationStep(person, ctx.settings.values, { kind: isOutside ? 'stranger' : 'not-asked' });
}

/**
 * Leads a person who is not registered through the steps that the bot's settings ask for:
 * 1. a deleted person begins anew; 2. a link's payload is kept; 3. the answer to the step they are at takes effect;
 * 4. the next step is shown, or registration is completed and the menu opens.
 */
export async function guideRegistration(ctx: BotContext): Promise<void> {
  if (ctx.person.status === 'deleted') await revivePerson(ctx.tenant, ctx.tx, ctx.person);
  await keepStartPayload(ctx);
  const followed = await takeAnswer(ctx);
  if (followed === 'nothing') return;
  if (followed !== 'next') return ctx.show(followed);
  const step = await stepOf(ctx);
  if (!step) return complete(ctx);
  ctx.conversation = { ...ctx.conversation, state: `registration.${step}` };
  ctx.show(stepScreen(ctx, step));
}

async function takeAnswer(ctx: BotContext): Promise<Screen | 'next' | 'nothing'> {
  if (ctx.incoming.kind !== 'tap') return takeTyped(ctx, ctx.incoming);
  const data = readCallbackData(ctx.incoming.data);
  const action = data && findAction(data.action);
  if (!data || !action?.step || action.step !== (await stepOf(ctx))) return 'next';
  return (await action.run(ctx, data.argument)) ?? 'next';
}

/** Words count as a code only where one was asked for. */
async function takeTyped(
  ctx: BotContext,
  { command, text }: { readonly command?: unknown; readonly text?: string | undefined },
): Promise<Screen | 'next'> {
  const isAnswer = ctx.conversation.state === 'registration.code' && !command && text !== undefined;
  return isAnswer && (await stepOf(ctx)) === 'code' ? takeTypedCode(ctx, text) : 'next';
}

function stepScreen(ctx: BotContext, step: RegistrationStep): Screen {
  const { values } = ctx.settings;
  if (step === 'language') return firstLanguageChoice(values.offered_languages, ctx.person.language);
  if (step === 'rules') return openDemand(ctx, { kind: 'rules' });
  if (step === 'privacy') return openDemand(ctx, { kind: 'privacy_policy' });
  if (step === 'code') return codeQuestion(ctx.voice, { isUnknown: false });
  return channelGate(ctx.voice, { channels: missingToUse(ctx.membership) });
}

async function complete(ctx: BotContext): Promise<void> {
  const payload = await completeRegistration(ctx.tenant, ctx.tx, ctx.person);
  await followRegistration(ctx);
  const { hasAnsweredCode: _, typedCode, ...data } = ctx.conversation.data;
  ctx.conversation = { state: 'idle', data };
  const { tapKey } = ctx;
  if (tapKey !== undefined) ctx.leave({ finishedBy: tapKey });
  await welcome(ctx);
  const usedCode = await openTypedCode(ctx, typedCode);
  if (usedCode) ctx.send(usedCode);
  const opened = payload === undefined ? undefined : await ctx.openLink(payload);
  if (opened) ctx.send(opened);
}

async function welcome(ctx: BotContext): Promise<void> {
  const { voice, welcomeWords } = ctx;
  const ownWelcome = await openWelcome(ctx);
  if (!ownWelcome)
    return ctx.show(await openMenu(ctx, paragraphs(voice.texts.registration.registered, ...welcomeWords)));
  ctx.show(ownWelcome);
  ctx.send(await openMenu(ctx, welcomeWords.length > 0 ? paragraphs(...welcomeWords) : undefined));
}
