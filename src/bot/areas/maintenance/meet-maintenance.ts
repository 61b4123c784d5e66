import { noteAsker } from '#services/maintenance/note-asker.js';
import type { BotContext } from '../../context.js';
import { isOfPayment } from '../../is-of-payment.js';
import { sayOnceAnHour } from '../../once-an-hour.js';
import { takeOwed } from '../../take-owed.js';
import { keepStartPayload } from '../registration/keep-start-payload.js';
import { isStartPayload } from '../registration/start-payload.js';
import { maintenanceWord } from './screens/maintenance-word.js';

/**
 * While the bot serves its admins alone everybody else gets one kind word, and is told when it is over; false: it serves this person
 * now. Payments under way, receipts and words to the support go on; what somebody was asked to type is still asked afterwards, and a link is kept.
 */
export function meetMaintenance(ctx: BotContext): Promise<boolean> | boolean {
  const isByHand = ctx.settings.values.maintenance_mode;
  if (!isByHand && ctx.panelAwaySince === null) return false;
  if (ctx.person.adminRole !== undefined || isOfPayment(ctx)) return false;
  return sayMaintenance(ctx, isByHand);
}

async function sayMaintenance(ctx: BotContext, isByHand: boolean): Promise<true> {
  if (await takeOwed(ctx)) return true;
  const { maintenance } = ctx.voice.texts;
  const isAnother = await keepWhoCame(ctx);
  sayOnceAnHour(ctx, {
    mark: 'pausedAt',
    isAnother,
    alert: maintenance.alert,
    screen: () => maintenanceWord(ctx.voice, wordOf(ctx, isByHand)),
    keeps: ctx.oneShot,
  });
  return true;
}

/** Keeps that the person came, and by which link; returns whether they had not come in this maintenance. */
async function keepWhoCame(ctx: BotContext): Promise<boolean> {
  const { tenant, tx, person } = ctx;
  const startPayload = payloadOf(ctx);
  const isNew = await noteAsker(tenant, tx, { userId: person.id, startPayload });
  if (person.status === 'active' && !person.registeredAt) await keepStartPayload(ctx);
  return isNew;
}

function payloadOf({ incoming }: BotContext): string | undefined {
  const command = incoming.kind === 'message' ? incoming.command : undefined;
  return command?.name === 'start' && isStartPayload(command.argument) ? command.argument : undefined;
}

/** What the admins wrote for it; the reason is that of what they switched on themselves. */
const wordOf = ({ settings, support, voice }: BotContext, isByHand: boolean) => ({
  own: voice.own(settings.values.maintenance_text),
  reason: isByHand ? voice.own(settings.values.maintenance_reason) : '',
  contact: support.contact,
});
