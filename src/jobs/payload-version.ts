import type { z } from 'zod';
import type { JobContract } from './job-contract.js';

/** A payload as it lies in Redis or in the outbox: maybe of another version of this code. */
type StoredPayload = Readonly<Record<string, unknown>>;

/** Where a payload's version stands in it; absent = 1, so the first version costs nothing. */
const field = 'v';

const currentOf = ({ upcasts = [] }: Pick<JobContract, 'upcasts'>): number => upcasts.length + 1;

/** The version that a stored payload says it has; what is no whole number above 0 counts as 1, and its schema decides. */
function versionOf(payload: StoredPayload | undefined): number {
  const version = payload?.[field];
  return Number.isSafeInteger(version) && Number(version) > 1 ? Number(version) : 1;
}

/** The payload with the version of this code written into it, for Redis or the outbox. */
export function stampPayload<P extends object>(contract: Pick<JobContract, 'upcasts'>, payload: P): P {
  const current = currentOf(contract);
  return current === 1 ? payload : { ...payload, [field]: current };
}

/** Was the payload made by a newer version of this code, which alone can read it? */
export function isNewerPayload(
  contract: Pick<JobContract, 'upcasts'>,
  payload: StoredPayload | undefined,
): boolean {
  return versionOf(payload) > currentOf(contract);
}

type Read<P extends z.ZodType> =
  { readonly ok: true; readonly payload: z.output<P> } | { readonly ok: false; readonly error: unknown };

/** Brings a payload of this or an older version up to date and checks it; also a fault in the way is an answer. */
export function readPayload<P extends z.ZodType>(
  { payload: schema, upcasts = [] }: Pick<JobContract<'bot' | 'fleet', P>, 'payload' | 'upcasts'>,
  stored: StoredPayload,
): Read<P> {
  try {
    const { [field]: _, ...first } = stored;
    const missed = upcasts.slice(versionOf(stored) - 1);
    const { success, data, error } = schema.safeParse(
      missed.reduce<StoredPayload>((old, upcast) => upcast(old), first),
    );
    return success ? { ok: true, payload: data } : { ok: false, error };
  } catch (error) {
    return { ok: false, error };
  }
}
