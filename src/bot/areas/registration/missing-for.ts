import { requiredChannels, type RequiredChannel } from '#services/people/required-channels.js';
import type { BotContext } from '../../context.js';
import type { Purpose } from './read-purpose.js';

/**
 * What an update does turned out to need channels of which Telegram was not asked: no transaction may be open for that, so the one
 * that found it is undone, and the update handled once more.
 */
export class MembershipWantedError extends Error {
  constructor(readonly purpose: Purpose) {
    super(`Telegram was not asked whether the person is in the channels for a ${purpose}`);
  }
}

type Asked = Pick<BotContext, 'membership' | 'person' | 'purpose' | 'settings'>;

/** Has the bot channels for that alone? */
export const hasChannelsFor = ({ settings }: Pick<Asked, 'settings'>, purpose: Purpose): boolean =>
  requiredChannels(settings.values).some((one) => one.purpose === purpose);

/**
 * The channels that the person must still join for that, whatever brought them to it; none: they may go on, as may who runs the bot.
 * Throws MembershipWantedError where Telegram was not asked.
 */
export function missingFor(ctx: Asked, purpose: Purpose): readonly RequiredChannel[] {
  if (ctx.person.adminRole !== undefined || !hasChannelsFor(ctx, purpose)) return [];
  if (ctx.purpose !== purpose) throw new MembershipWantedError(purpose);
  return ctx.membership.kind === 'stranger'
    ? ctx.membership.missing.filter((one) => one.purpose === purpose)
    : [];
}
