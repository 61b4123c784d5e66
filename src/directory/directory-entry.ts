import { now } from '#platform/clock.js';

/** `born` is there once the directory is whole; `version` counts up from the time in µs, so it never comes twice. */
export const directoryKeys = (prefix: string) => ({
  born: `${prefix}:directory:born`,
  bots: `${prefix}:directory:bots`,
  changes: `${prefix}:directory:changes`,
  compared: `${prefix}:directory:compared`,
  master: `${prefix}:directory:master`,
  version: `${prefix}:directory:version`,
});

/** A named API token of a bot, neither revoked nor, when it was published, expired. */
export interface DirectoryToken {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token. */
  readonly hash: string;
  readonly scope: 'read' | 'write';
  /** Milliseconds since 1970; absent = it does not end by itself. */
  readonly expiresAt?: number;
}

/** The bot that an API token belongs to; the bot's first token has the id `0`. */
export interface TokenOwner {
  readonly bot: DirectoryEntry;
  readonly token: DirectoryToken;
}

/** What ingress and pollers know of a bot; the token is sealed under `APP_SECRET`. */
export interface DirectoryEntry {
  readonly botId: string;
  readonly name: string;
  readonly username: string;
  readonly telegramBotId: string;
  readonly isActive: boolean;
  readonly isMaster: boolean;
  readonly isTokenRevoked: boolean;
  readonly mode: 'polling' | 'webhook';
  readonly sealedToken: string;
  readonly tokenHash: string;
  readonly apiTokenHash: string;
  /** Absent = none but the first. */
  readonly apiTokens?: readonly DirectoryToken[];
  /** What forwarded messages of banks are signed with, sealed as the setting is; absent = none are taken. */
  readonly cardMessageSecret?: string;
  /** Its webhook was set by a version that derived secrets in another way, and has not been set anew yet. */
  readonly hasEarlierSecret?: true;
  /** Latest change of the bot's flags and configuration. */
  readonly settingsAt: string;
  /** Rises with each change of the entry. */
  readonly revision: string;
}
export type NewDirectoryEntry = Omit<DirectoryEntry, 'revision'>;

const tokensOf = ({ apiTokenHash, apiTokens = [] }: NewDirectoryEntry): readonly DirectoryToken[] =>
  apiTokenHash
    ? [{ id: '0', name: 'first token', hash: apiTokenHash, scope: 'write' }, ...apiTokens]
    : apiTokens;

/** Finds a bot by the hash of one of its API tokens. */
export function indexTokens() {
  const owners = new Map<string, DirectoryEntry>();
  return {
    learn: (bot: DirectoryEntry): void => {
      for (const { hash } of tokensOf(bot)) owners.set(hash, bot);
    },
    forget: (bot: DirectoryEntry): void => {
      for (const { hash } of tokensOf(bot)) if (owners.get(hash)?.botId === bot.botId) owners.delete(hash);
    },
    find: (hash: string): TokenOwner | undefined => {
      const bot = owners.get(hash);
      const token = bot && tokensOf(bot).find((one) => one.hash === hash);
      return bot && token && now() < (token.expiresAt ?? Infinity) ? { bot, token } : undefined;
    },
  };
}
