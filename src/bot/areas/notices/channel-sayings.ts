import { isTrialStopped } from '#services/people/note-membership.js';
import { trialChannels } from '#services/people/required-channels.js';
import { channelGate } from '../registration/screens/channel-gate.js';
import type { Saying } from './saying.js';

/** A trial stands still, since its owner is out of the channel. */
export const sayChannelLeft: Saying<'channel_left'> = async (
  { tenant, tx, settings },
  { subscription_id: subscriptionId },
) => {
  const channels = trialChannels(settings.values);
  if (!(await isTrialStopped(tenant, tx, subscriptionId))) return undefined;
  return {
    screen: (voice) => ({
      ...channelGate(voice, { channels }),
      text: voice.texts.notices.channelLeft,
    }),
  };
};
