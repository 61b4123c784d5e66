import type { WithoutSlot } from './handler.js';

/** One line a bot of those who wait for the same. */
export interface BotLines {
  /** Waits until nobody is before it; returns what lets the next one come. */
  enter(botId: string, withoutSlot: WithoutSlot): Promise<() => void>;
}

/**
 * Lets those of this process who ask for the same bot's permit ask one after the other, in the order in which they came: so whoever
 * came first goes first, and Redis is asked by one of them only.
 */
export function openBotLines(): BotLines {
  const last = new Map<string, Promise<void>>();
  return {
    enter: async (botId, withoutSlot) => {
      const before = last.get(botId);
      let leave = (): void => undefined;
      const mine = new Promise<void>((resolve) => {
        leave = () => {
          if (last.get(botId) === mine) last.delete(botId);
          resolve();
        };
      });
      last.set(botId, mine);
      if (before) await withoutSlot(() => before);
      return leave;
    },
  };
}
