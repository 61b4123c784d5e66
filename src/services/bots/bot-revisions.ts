let source: (botId: string) => string | undefined = () => undefined;

/** Names the source of a bot's revision, once a process; undefined from it: the bot is not known, or it is cut off. */
export function followRevisions(named: (botId: string) => string | undefined): void {
  source = named;
}

/** Rises whenever a bot's row, settings or features changed; undefined when that cannot be told. */
export const revisionOf = (botId: string): string | undefined => source(botId);
