import { z } from 'zod';
import { callTribute, type TributePlace } from './call-tribute.js';
import { besides } from '../call-gateway.js';

/** A sum in the smallest unit, as a decimal text: 34900 is `349.00`. */
export const sumInKopecks = z
  .int()
  .nonnegative()
  .transform((units) => {
    const digits = String(units).padStart(3, '0');
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  });

/** A decimal text, of two places at most, in the smallest unit: `349.5` is 34950. */
export function toKopecks(amount: string): number {
  const [whole = '', fraction = ''] = amount.split('.');
  return Number(whole + fraction.slice(0, 2).padEnd(2, '0'));
}

/** RFC 3339, with up to nine digits of a second; without a zone it is in UTC. */
export const tributeInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/)
  .transform((text) => new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`))
  .refine((date) => !Number.isNaN(date.getTime()));

export const tributeOrderId = z.guid().toLowerCase();
export const tributeCurrency = z.string().toUpperCase();

/** A number that names something. */
export const tributeNumber = z.int().positive().transform(String);

/** An order of the shop, as far as the fleet reads it. */
export const tributeOrderSchema = z.object({
  uuid: tributeOrderId,
  amount: sumInKopecks,
  firstPeriodAmount: besides(sumInKopecks),
  currency: tributeCurrency,
  status: z.string(),
  customerId: besides(z.string()),
  paymentUrl: besides(z.url().max(2_000)),
  webappPaymentUrl: besides(z.url().max(2_000)),
  memberStatus: besides(z.string()),
  memberExpiresAt: besides(tributeInstant),
});
export type TributeOrder = z.output<typeof tributeOrderSchema>;

/** An order, by its number. Throws what `callTribute` throws. */
export const readTributeOrder = (place: TributePlace, uuid: string): Promise<TributeOrder> =>
  callTribute(
    place,
    { operation: 'order', path: `/shop/orders/${encodeURIComponent(uuid)}` },
    tributeOrderSchema,
  );

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The shop's orders that were made between two instants' days in UTC, newest first; what cannot be read is none of the fleet's. */
export async function listTributeOrders(
  place: TributePlace,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<TributeOrder[]> {
  const path = `/shop/orders?dateFrom=${dayOf(from)}&dateTo=${dayOf(to)}`;
  const listed = await callTribute(
    place,
    { operation: 'orders', path, isOfShop: true },
    z.array(z.unknown()),
  );
  return listed.flatMap((one) => tributeOrderSchema.safeParse(one).data ?? []);
}

const transactionSchema = z.object({
  id: z.int().positive(),
  type: z.string(),
  isRefunded: z.boolean().default(false),
});
/** Money that a payer gave for an order; one for each period, where it repeats. */
export type TributeSell = z.output<typeof transactionSchema>;

const transactionPage = z.object({
  transactions: z.array(transactionSchema),
  nextFrom: besides(z.union([z.string(), z.number()]).transform(String)),
});

/** So many years of weekly charges are in so many pages, whatever fits one. */
const mostPages = 50;

/** What was paid for an order, the first first. */
export async function readTributeSells(place: TributePlace, uuid: string): Promise<TributeSell[]> {
  const found = new Map<number, TributeSell>();
  let from = '';
  for (let page = 0; page < mostPages; page += 1) {
    const path = `/shop/orders/${encodeURIComponent(uuid)}/transactions${from && `?startFrom=${encodeURIComponent(from)}`}`;
    const { transactions, nextFrom = '' } = await callTribute(
      place,
      { operation: 'transactions', path },
      transactionPage,
    );
    const before = found.size;
    for (const one of transactions) found.set(one.id, one);
    if (nextFrom === '' || nextFrom === from || found.size === before) break;
    from = nextFrom;
  }
  return [...found.values()]
    .filter(({ type }) => type.endsWith('sell'))
    .sort((one, other) => one.id - other.id);
}
