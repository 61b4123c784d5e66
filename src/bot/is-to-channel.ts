interface Part {
  readonly chat?: { readonly is_direct_messages?: unknown } | null;
  readonly direct_messages_topic?: unknown;
  readonly message?: Part | null;
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/**
 * Is an update of the direct messages of a channel, of whatever kind it is? There people write to the channel and not to
 * the bot, which is only among its admins: it says nothing there.
 */
export const isToChannel = (update: Readonly<Record<string, unknown>>): boolean =>
  Object.values(update)
    .filter(isPart)
    .flatMap((part) => [part, ...(isPart(part.message) ? [part.message] : [])])
    .some(
      ({ chat, direct_messages_topic: topic }) => chat?.is_direct_messages === true || topic !== undefined,
    );
