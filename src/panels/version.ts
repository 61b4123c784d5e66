import { z } from 'zod';
import type { SendCall } from './dialects.js';
import { errorOfRefusal } from './refusal.js';

/** What the panel says of itself. */
export interface PanelVersion {
  /** For people: `3.3.2`; `older than 2.5` when it cannot say it. */
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  /** Is it one that was held against its contract (2.7 and later 2.x, 3.0 to 3.4)? */
  readonly isKnown: boolean;
}

/** The newest of 3.x whose contract the client was held against. */
const newestMinor = 4;

const metadata = z.object({ version: z.string() });

/** Asks the panel for its version; panels before 2.5 have no such route. */
export async function readVersion(send: SendCall): Promise<PanelVersion> {
  const answer = await send({ method: 'GET', path: '/api/system/metadata', operation: 'version' });
  if (answer.ok) return parseVersion(metadata.safeParse(answer.response).data?.version ?? '');
  if (answer.status === 404) return { text: 'older than 2.5', major: 2, minor: 0, isKnown: false };
  throw errorOfRefusal(answer);
}

/** Reads `3.3.2`, `v2.7.4` and the like; what is no version counts as the newest. */
function parseVersion(text: string): PanelVersion {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(text) ?? [];
  if (major === undefined || minor === undefined)
    return { text: text || 'unnamed', major: 3, minor: 0, isKnown: false };
  const version = { text, major: Number(major), minor: Number(minor) };
  const { major: series, minor: step } = version;
  const isKnown = (series === 3 && step <= newestMinor) || (series === 2 && step >= 7);
  return { ...version, isKnown };
}

/** Whose words a version understands; a newer one than we know is spoken to as 3.x. */
export const dialectOf = ({ major }: PanelVersion): 2 | 3 => (major < 3 ? 2 : 3);
