import { z } from 'zod';
import { gatewayBusy } from '../fault.js';
import { callYookassa, type YookassaPlace } from './call-yookassa.js';
import { yookassaPayment, type YookassaPayment } from './yookassa-payments.js';

const pageSize = '100';
/** Pages that a search reads: ten thousand payments of one shop. */
const mostPages = 100;

const pageSchema = z.object({ items: z.array(z.unknown()), next_cursor: z.string().optional() });

/** What is listed, in the words of the API. */
export interface ListedBy {
  readonly status?: 'succeeded';
  readonly 'created_at.gte'?: string;
}

/** A page of a shop's payments, newest first, and where the next begins; what cannot be read is none of the fleet's. */
export async function listYookassaPage(
  place: YookassaPlace,
  asked: ListedBy,
  cursor?: string,
): Promise<{ readonly payments: readonly YookassaPayment[]; readonly next: string | undefined }> {
  const query = { ...asked, limit: pageSize, ...(cursor !== undefined && { cursor }) };
  const call = { path: '/payments', operation: 'list', query };
  const { items, next_cursor: next } = await callYookassa(place, call, pageSchema);
  const payments = items.flatMap((one) => yookassaPayment.safeParse(one).data ?? []);
  return { payments, next };
}

/** The payment that was made by a reference of ours since a moment; undefined: there is none. Throws `gateway.unavailable` where that cannot be told. */
export async function findYookassaPayment(
  place: YookassaPlace,
  { reference, since }: { readonly reference: string; readonly since: Date },
): Promise<YookassaPayment | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { payments, next } = await listYookassaPage(
      place,
      { 'created_at.gte': since.toISOString() },
      cursor,
    );
    const found = payments.find(({ metadata }) => metadata?.reference === reference);
    if (found || next === undefined) return found;
    cursor = next;
  }
  const said = 'more payments than can be looked through';
  throw gatewayBusy('gateway.unavailable', { gateway: 'yookassa', said, money: 'unknown' });
}
