import { RetryableError } from '#platform/errors.js';
import type { PanelAnswer, PanelCall } from './call-panel.js';
import type { AccountKey, AccountPage } from './panel.js';
import { readList, readStream } from './read-account.js';
import { errorOfRefusal } from './refusal.js';

/** Sends a call, paced and measured. */
export type SendCall = (call: PanelCall) => Promise<PanelAnswer>;

/** In what the versions of the panel differ for us. */
export interface Dialect {
  /** The key in paths. Throws RetryableError `panel.no_key` when only the other version's is known. */
  keyOf(key: AccountKey): string;
  /** Names the account in the body of a call about devices. */
  deviceOwner(key: AccountKey): object;
  page(send: SendCall, cursor: string | null, size: number): Promise<AccountPage>;
}

const known = (key: string | null): string => {
  if (key === null) throw new RetryableError('panel.no_key', { isLocal: true });
  return key;
};

/** 3.x: numbers, and a stream of all accounts. */
export const dialect3: Dialect = {
  keyOf: ({ id }) => known(id),
  deviceOwner: ({ id }) => ({ userId: Number(known(id)) }),
  page: async (send, cursor, size) => {
    const query = new URLSearchParams({ size: String(size), ...(cursor !== null && { cursor }) });
    const answer = await send({ method: 'GET', path: `/api/users/stream?${query}`, operation: 'list' });
    if (!answer.ok) throw errorOfRefusal(answer);
    return readStream(answer.response);
  },
};

/**
 * 2.7 and later 2.x: uuids, and pages by offset in the order of creation. An account that is removed meanwhile shifts the
 * rest by one, so that one may be left out; the next comparison has it.
 */
export const dialect2: Dialect = {
  keyOf: ({ uuid }) => known(uuid),
  deviceOwner: ({ uuid }) => ({ userUuid: known(uuid) }),
  page: async (send, cursor, size) => {
    const start = Number(cursor ?? '0');
    const sorting = JSON.stringify([{ id: 'createdAt', desc: false }]);
    const query = new URLSearchParams({ start: String(start), size: String(Math.min(size, 500)), sorting });
    const answer = await send({ method: 'GET', path: `/api/users?${query}`, operation: 'list' });
    if (!answer.ok) throw errorOfRefusal(answer);
    const { accounts, count, total } = readList(answer.response);
    const end = start + count;
    return { accounts, next: count > 0 && end < total ? String(end) : null };
  },
};
