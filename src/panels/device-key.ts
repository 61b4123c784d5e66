import { sha256 } from '#platform/secrets.js';

/** Names a device in buttons and jobs, without its id: the first 16 digits of the id's SHA-256. */
export const deviceKey = (hwid: string): string => sha256(hwid).slice(0, 16);
