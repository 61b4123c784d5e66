import { Composer, type MiddlewareFn } from 'telegraf';
import { findAction, findCommand, findInput, type InputName } from './areas.js';
import { readCallbackData } from './callback-data.js';
import type { BotContext } from './context.js';
import type { Gate } from './gate.js';
import { guardList } from './areas/gates/guard-list.js';
import { guardName } from './areas/gates/guard-name.js';
import { slowDown } from './areas/gates/slow-down.js';
import { rememberAlbum } from './areas/cards/receipt-memory.js';
import { hintReceipt, takeReceipt as takeAsReceipt } from './areas/cards/take-receipt.js';
import { takeDeskReply } from './areas/desk/private.js';
import { meetMaintenance } from './areas/maintenance/meet-maintenance.js';
import { takeLooseAnswer, takeTicketMessage } from './areas/support/take-ticket-message.js';
import { openMenu } from './areas/menu/open/open-menu.js';
import { guideRegistration } from './areas/registration/guide-registration.js';
import { standsStill } from './areas/billing/screens/stands-still.js';
import { isOwner } from './areas/billing/open/open-statement.js';
import { notUnderstood } from './areas/menu/screens/not-understood.js';
import { demandDocuments } from './areas/info/demand-documents.js';
import { blocked } from './areas/notices/screens/blocked.js';
import { guardChannel } from './areas/registration/guard-channel.js';
import { sayOnceAnHour } from './once-an-hour.js';
import { staysOpen } from './stays-open.js';
import { takeOwed } from './take-owed.js';

type Step = MiddlewareFn<BotContext>;

const refuseBlocked: Gate = (ctx) => {
  if (ctx.person.status !== 'blocked') return false;
  if (ctx.incoming.kind === 'tap') ctx.answer(ctx.voice.texts.shared.alerts.blocked, true);
  else ctx.send(blocked(ctx.voice, ctx.support.contact));
  return true;
};

const skipRestOfAlbum: Gate = (ctx) => {
  const albumId = ctx.incoming.kind === 'message' ? ctx.incoming.albumId : undefined;
  if (albumId === undefined) return false;
  if (ctx.conversation.data.album === albumId) {
    ctx.carryOver();
    return takeRestOfAlbum(ctx);
  }
  rememberAlbum(ctx, undefined);
  ctx.conversation = { ...ctx.conversation, data: { ...ctx.conversation.data, album: albumId } };
  return false;
};

const takeRestOfAlbum = async (ctx: BotContext): Promise<true> => {
  if (await takeDeskReply(ctx, { isRest: true })) return true;
  if (!(await takeTicketMessage(ctx, { isRest: true }))) await takeAsReceipt(ctx, { isRest: true });
  return true;
};

const skipDoubleTap: Gate = (ctx) => {
  const { finishedBy } = ctx.oneShot;
  if (finishedBy === undefined || finishedBy !== ctx.tapKey) return false;
  ctx.carryOver();
  return true;
};

const standStill: Gate = (ctx) => {
  const { standsStillFrom: from } = ctx.snapshot;
  return from !== undefined && ctx.at >= from && !staysOpen(ctx) && sayThatItStands(ctx);
};

const sayThatItStands = async (ctx: BotContext): Promise<true> => {
  // Who has paid from card to card can send the receipt, and who has asked can answer.
  if (await takeOwed(ctx)) return true;
  sayOnceAnHour(ctx, {
    mark: 'stillAt',
    alert: ctx.voice.texts.billing.still.alert,
    screen: () => standsStill(ctx.voice, { isOwner: isOwner(ctx), support: ctx.support }),
  });
  return true;
};

const register: Gate = (ctx) =>
  !(ctx.person.registeredAt && ctx.person.status === 'active') && guideRegistration(ctx).then(() => true);

/** The first that deals with what a person did is the last. */
const gates: readonly Gate[] = [
  skipRestOfAlbum,
  skipDoubleTap,
  slowDown,
  refuseBlocked,
  meetMaintenance,
  standStill,
  guardName,
  guardList,
  register,
  guardChannel,
  demandDocuments,
];

const passGates: Step = async (ctx, next) => {
  for (const gate of gates) {
    const isServed = gate(ctx);
    if (typeof isServed === 'boolean' ? isServed : await isServed) return;
  }
  return next();
};

const runCommand: Step = async (ctx, next) => {
  if (ctx.incoming.kind !== 'message') return next();
  const { command } = ctx.incoming;
  const isForUs = !command?.target || command.target === ctx.settings.username.toLowerCase();
  const found = isForUs && command ? findCommand(command.name) : undefined;
  if (!command || !found || (found.isForOwners && !isOwner(ctx))) return next();
  const answer = await found.run(ctx, command.argument);
  if (answer === undefined) return next();
  if (answer !== 'nothing') ctx.send(answer);
};

const runAction: Step = async (ctx, next) => {
  if (ctx.incoming.kind !== 'tap') return next();
  const data = readCallbackData(ctx.incoming.data);
  const action = data && findAction(data.action);
  const followed = action?.isForRegistered ? await action.run(ctx, data?.argument ?? '') : undefined;
  if (followed === undefined) return next();
  if (followed === 'nothing') return;
  ctx.show(followed === 'next' ? await openMenu(ctx) : followed);
};

const takeAnswer: Step = async (ctx, next) => ((await takeDeskReply(ctx)) ? undefined : next());

const takeTicket: Step = async (ctx, next) => ((await takeTicketMessage(ctx)) ? undefined : next());

/** Pictures that were asked for are no receipts. */
const pictureInputs: ReadonlySet<string> = new Set<InputName>(['logo']);

const takeAskedPicture: Step = (ctx, next) => {
  const { asked } = ctx.oneShot;
  const isPicture = ctx.incoming.kind === 'message' && ctx.incoming.attachment !== undefined;
  return asked && isPicture && pictureInputs.has(asked.input) ? takeTypedWords(ctx, next) : next();
};

const takeReceipt: Step = async (ctx, next) => ((await takeAsReceipt(ctx)) ? undefined : next());

const takeTypedWords: Step = async (ctx, next) => {
  const { asked } = ctx.oneShot;
  const found = asked && findInput(asked.input);
  if (!found || ctx.incoming.kind !== 'message' || ctx.incoming.command) return next();
  ctx.send(await found(ctx, asked.about, ctx.incoming.text ?? ''));
};

/** How long one "I did not understand" answers for all that a person sends in a row. */
const burstMs = 10_000;

function puzzle(ctx: BotContext): void {
  const { puzzledAt } = ctx.oneShot;
  const at = ctx.at.getTime();
  // The distance, since another machine's clock may be ahead.
  if (puzzledAt !== undefined && Math.abs(at - puzzledAt) < burstMs) return ctx.carryOver();
  ctx.leave({ puzzledAt: at });
  ctx.send(notUnderstood(ctx.voice));
}

const answerUnknown: Step = async (ctx) => {
  if (ctx.incoming.kind === 'tap') {
    ctx.answer(ctx.voice.texts.shared.alerts.staleButton);
    ctx.show(await openMenu(ctx));
  } else if (!(await hintReceipt(ctx)) && !(await takeLooseAnswer(ctx))) puzzle(ctx);
};

/** What happens to a person's message or tap, first match last word; one composer for all bots, without state. */
export const composer = new Composer<BotContext>(
  passGates,
  runCommand,
  runAction,
  takeAnswer,
  takeTicket,
  takeAskedPicture,
  takeReceipt,
  takeTypedWords,
  answerUnknown,
);
