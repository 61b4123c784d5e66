import type { Redis } from '#platform/redis.js';
import { sha256 } from '#platform/secrets.js';
import { directoryKeys } from './directory-entry.js';

/** What is spoilt by hand, past all that counts versions, is found after so long at the latest. */
const forgottenAfterMs = 600_000;

/** The directory as it was when it was looked at. */
export interface DirectoryState {
  /** Is it known to be equal to what PostgreSQL's `digest` was made of? */
  isKnownToEqual(digest: string): boolean;
  /** A comparison that began after the look found no difference; the `digest` was made between the two. */
  noteEqual(digest: string): Promise<void>;
}

/**
 * Looks at the directory: which life of Redis it is, its version, which rises with every entry that is written, and how
 * many bots are in it. While none of these changes the directory is the same. What is noted lies in Redis, where it is
 * lost together with the entries, and stands before or after each of them on a replica as it does on the master.
 */
export async function readDirectoryState(redis: Redis, prefix: string): Promise<DirectoryState> {
  const { born, bots, compared, version } = directoryKeys(prefix);
  const [[life, newest, noted], size] = await Promise.all([
    redis.mget(born, version, compared),
    redis.hlen(bots),
  ]);
  const isWhole = Boolean(life && newest);
  const noteOf = (digest: string): string => sha256([life, newest, size, digest].join(' '));
  return {
    isKnownToEqual: (digest) => isWhole && noted === noteOf(digest),
    noteEqual: async (digest) => {
      if (isWhole) await redis.set(compared, noteOf(digest), 'PX', forgottenAfterMs);
    },
  };
}
