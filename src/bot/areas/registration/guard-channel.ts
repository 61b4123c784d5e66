import type { Membership } from '#services/people/check-channel.js';
import type { RequiredChannel } from '#services/people/required-channels.js';
import { readCallbackData } from '../../callback-data.js';
import type { BotContext } from '../../context.js';
import type { Gate } from '../../gate.js';
import { isOfPayment } from '../../is-of-payment.js';
import { takeOwed } from '../../take-owed.js';
import { purposeOf } from './purpose-of.js';
import { channelGate } from './screens/channel-gate.js';

/** What a person must still join to use the bot at all. */
export const missingToUse = (membership: Membership): readonly RequiredChannel[] =>
  membership.kind === 'stranger' ? membership.missing.filter(({ purpose }) => purpose === 'everybody') : [];

/**
 * Who is out of a channel that everybody must be in is asked to join it, whatever they wish; what belongs to a payment under way, a
 * receipt and words to the support are served all the same, and what they were asked for is waited for still. Who is out of one that is
 * for a trial or for buying is asked when they are about to do that: what they tapped stays where it is, to be tapped again.
 */
export const guardChannel: Gate = (ctx) => {
  const { membership, incoming } = ctx;
  if (membership.kind !== 'stranger') return false;
  if (incoming.kind === 'tap' && readCallbackData(incoming.data)?.action === 'joined') return false;
  const channels = missingToUse(membership);
  if (channels.length > 0) return !isOfPayment(ctx) && askToJoin(ctx, channels);
  const purpose = purposeOf(incoming);
  // What the update turned out to be for is asked where it is done.
  if (!membership.missing.some((one) => one.purpose === purpose)) return false;
  ctx.carryOver();
  ctx.send(channelGate(ctx.voice, { channels: membership.missing, purpose }));
  return true;
};

async function askToJoin(ctx: BotContext, channels: readonly RequiredChannel[]): Promise<true> {
  if (await takeOwed(ctx)) return true;
  ctx.carryOver();
  ctx.show(channelGate(ctx.voice, { channels }));
  return true;
}
