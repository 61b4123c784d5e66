import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deviceKey } from './device-key.js';
import { readAccount } from './read-account.js';
import type { PanelAccount } from './panel.js';

/** What the panel told. */
export interface PanelEvent {
  /** `user.expired`, `user_hwid_devices.added`, `node.connection_lost`, … */
  readonly event: string;
  /** When the panel says that it told it. */
  readonly at: Date;
  readonly account?: PanelAccount;
  /** Key of the device that it is about. */
  readonly device?: string;
  readonly node?: { readonly uuid: string; readonly name: string };
}

const envelope = z.object({
  event: z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.looseObject({}),
});
const aboutDevice = z.object({ hwidUserDevice: z.object({ hwid: z.string().min(1) }) });
/** Events that carry the account with its squads; others leave them out, as an empty list. */
const withSquads = new Set(
  [
    'created',
    'modified',
    'deleted',
    'revoked',
    'disabled',
    'enabled',
    'limited',
    'expired',
    'traffic_reset',
  ].map((name) => `user.${name}`),
);
const node = z.object({ uuid: z.string().max(64), name: z.string().max(200) });

/** May this be a signature at all: SHA-256 in hex? */
export const isSignature = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);

/** Is the signature (hex HMAC-SHA256 of the body's bytes, as they came) the secret's? Takes the same time for any. */
export function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const right = createHmac('sha256', secret).update(body).digest();
  return isSignature(signature) && timingSafeEqual(Buffer.from(signature, 'hex'), right);
}

/** Reads the body of a webhook; undefined: it is none. An account or a node that cannot be read is left out. */
export function readEvent(body: unknown): PanelEvent | undefined {
  const told = envelope.safeParse(body);
  if (!told.success) return undefined;
  const { event, timestamp, data } = told.data;
  const account = accountOf(event, data);
  const hwid = aboutDevice.safeParse(data).data?.hwidUserDevice.hwid;
  const about = event.startsWith('node.') ? node.safeParse(data).data : undefined;
  return {
    event,
    at: new Date(timestamp),
    ...(account && { account }),
    ...(hwid !== undefined && { device: deviceKey(hwid) }),
    ...(about && { node: about }),
  };
}

/** The part of an event's data that is the account. */
function partOfAccount(event: string, data: Readonly<Record<string, unknown>>): unknown {
  if (event.startsWith('user.')) return data;
  return event.startsWith('user_hwid_devices.') ? data.user : undefined;
}

function accountOf(event: string, data: Readonly<Record<string, unknown>>): PanelAccount | undefined {
  const value = partOfAccount(event, data);
  if (value === undefined) return undefined;
  try {
    const account = readAccount(value);
    return withSquads.has(event) ? account : { ...account, squads: null };
  } catch {
    // Old panels tell less; a comparison will bring it.
    return undefined;
  }
}
