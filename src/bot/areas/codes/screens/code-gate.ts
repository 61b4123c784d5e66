import type { RequiredChannel } from '#services/people/required-channels.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { channelGate } from '../../registration/screens/channel-gate.js';

/** A code gives a trial, to who has joined the channels for that. */
export function codeGate(voice: Voice, channels: readonly RequiredChannel[]): Screen {
  const gate = channelGate(voice, { channels, purpose: 'trial' });
  return { ...gate, text: paragraphs(gate.text, voice.texts.codes.refused.channel) };
}
