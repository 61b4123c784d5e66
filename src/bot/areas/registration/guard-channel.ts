import type { Membership } from '#services/people/check-channel.js';
import type { RequiredChannel } from '#services/people/required-channels.js';
import { readCallbackData } from '../../callback-data.js';
import type { Gate } from '../../gate.js';
import { purposeOf } from './purpose-of.js';
import { channelGate } from './screens/channel-gate.js';

/** What a person must still join to use the bot at all. */
export const missingToUse = (membership: Membership): readonly RequiredChannel[] =>
  membership.kind === 'stranger' ? membership.missing.filter(({ purpose }) => purpose === 'everybody') : [];

/**
 * Who is out of a channel that everybody must be in is asked to join it, whatever they wish; who is out of one that is for
 * a trial or for buying, when they are about to do that: what they tapped stays where it is, to be tapped again.
 */
export const guardChannel: Gate = (ctx) => {
  const { membership, incoming } = ctx;
  if (membership.kind !== 'stranger') return false;
  if (incoming.kind === 'tap' && readCallbackData(incoming.data)?.action === 'joined') return false;
  const { voice } = ctx;
  const channels = missingToUse(membership);
  if (channels.length > 0) ctx.show(channelGate(voice, { channels }));
  else {
    ctx.carryOver();
    ctx.send(channelGate(voice, { channels: membership.missing, purpose: purposeOf(incoming) }));
  }
  return true;
};
