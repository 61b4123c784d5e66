import type { RequiredChannel } from '#services/people/required-channels.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { channelGate } from '../../registration/screens/channel-gate.js';

/** A campaign gives a trial, which waits until the person has joined the channels for that. */
export function giftGate(voice: Voice, channels: readonly RequiredChannel[]): Screen {
  const gate = channelGate(voice, { channels, purpose: 'trial' });
  return { ...gate, text: paragraphs(voice.texts.campaigns.waits, gate.text) };
}
