import type { SettingValues } from '../settings/catalog.js';

/** For what people must be in a channel: for anything, for a trial, or to buy. */
export type ChannelPurpose = 'everybody' | 'purchase' | 'trial';

/** A channel or group that a bot asks people to join. */
export interface RequiredChannel {
  /** @name or number. */
  readonly chat: string;
  /** Where one joins; null: a @name makes its own link. */
  readonly link: string | null;
  /** What people call it; null: it has no other name than "the channel". */
  readonly title: string | null;
  readonly purpose: ChannelPurpose;
  /** Does a trial stand still while its owner is out of it? */
  readonly stopsTrial: boolean;
}

type Values = Pick<
  SettingValues,
  'channel_id' | 'channel_link' | 'channel_required' | 'channel_trial_stops' | 'required_channels'
>;

/** The channels that a bot requires: the one of the single settings first, then those of the list that are others. */
export function requiredChannels(values: Values): RequiredChannel[] {
  const { channel_id: chat, channel_link: link, channel_trial_stops: stopsTrial } = values;
  const own: RequiredChannel[] =
    values.channel_required && chat !== null
      ? [{ chat, link, title: null, purpose: 'everybody', stopsTrial }]
      : [];
  const listed = values.required_channels.map((one) => ({
    ...{ chat: one.chat, link: one.link, title: one.title, purpose: one.applies_to },
    stopsTrial: one.trial_stops,
  }));
  return [...own, ...listed.filter((one) => !own.some((first) => isSameChat(first.chat, one.chat)))];
}

const isSameChat = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Those out of which a trial stands still. */
export const trialChannels = (values: Values): RequiredChannel[] =>
  requiredChannels(values).filter(({ stopsTrial }) => stopsTrial);

/** The required channel that Telegram tells of by these numbers and names (in lower case); undefined: it is none of them. */
export const findRequired = (values: Values, room: readonly string[]): RequiredChannel | undefined =>
  requiredChannels(values).find(({ chat }) => room.includes(chat.toLowerCase()));
