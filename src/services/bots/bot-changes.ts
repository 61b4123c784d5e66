/** Hears that a bot's row, settings or features were changed; who changed them waits for it. */
export type BotChangeListener = (botId: string) => Promise<void>;

const listeners = new Set<BotChangeListener>();

/** Hears of every change that this process commits, until the returned function is called. */
export function onBotChange(listener: BotChangeListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Tells all listeners of this process, after the commit of a change; other processes learn of it by the bot's revision in
 * the directory.
 */
export async function announceBotChange(botId: string): Promise<void> {
  await Promise.all([...listeners].map((listener) => listener(botId)));
}
