import { botBounds } from '#platform/bounds.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { exchange, type HttpResponse } from '#platform/http.js';
import { parseList, type ParsedList } from './parse-list.js';

/**
 * Why a reading came to nothing. `away`: no whole answer in time, or one that leads elsewhere or is larger than 4 MB; `private`:
 * the address leads into a private network; `status`: another answer than 200; `empty`: nothing in it; `garbled`: most of its
 * lines name nobody; `long`: more people than a bot's list may have.
 */
export type ListFault = 'away' | 'empty' | 'garbled' | 'long' | 'private' | 'status';

/** What became of a reading. */
export type ListAnswer =
  | { readonly kind: 'read'; readonly list: ParsedList; readonly etag: string | null }
  /** It is as it was. */
  | { readonly kind: 'same' }
  | { readonly kind: 'broken'; readonly fault: ListFault; readonly status: number | null };

interface Place {
  readonly url: string;
  /** What names the version that we have; null: we have none. */
  readonly etag: string | null;
  /** May it be in a private network? Tests and the sandbox only. */
  readonly mayCallPrivate: boolean;
}

const timeoutMs = 20_000;
const mostBytes = 4 * 1_048_576;

const broken = (fault: ListFault, status: number | null = null): ListAnswer => ({
  kind: 'broken',
  fault,
  status,
});

/** Asks an address for its list; no scope may be open. Never throws for what the address does. */
export async function askList({ url, etag, mayCallPrivate }: Place): Promise<ListAnswer> {
  const headers = { accept: 'text/plain, */*;q=0.5', ...(etag !== null && { 'if-none-match': etag }) };
  const way = { timeoutMs, mostBytes, isGuarded: !mayCallPrivate } as const;
  try {
    const answer = await exchange({ service: 'blacklist', operation: 'read', url, headers, ...way });
    return judge(answer, etag !== null);
  } catch (error) {
    if (error instanceof PermanentError) return broken('private');
    if (error instanceof RetryableError) return broken('away');
    throw error;
  }
}

function judge({ status, headers, text }: HttpResponse, isKnown: boolean): ListAnswer {
  if (status === 304 && isKnown) return { kind: 'same' };
  if (status !== 200) return broken('status', status);
  const list = parseList(text);
  if (list.entries.length === 0) return broken(list.skipped === 0 ? 'empty' : 'garbled');
  if (list.skipped > list.entries.length) return broken('garbled');
  if (list.entries.length > botBounds.listedPeople) return broken('long');
  const { etag } = headers;
  return { kind: 'read', list, etag: etag !== undefined && etag.length <= 200 ? etag : null };
}
