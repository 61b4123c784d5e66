import { z } from 'zod';
import { dayMs } from '#platform/units.js';
import { gatewayBusy } from '../fault.js';

/** Stars that came in by an invoice, or (`out`) went back to their payer under the id of their payment. */
export interface StarTransaction {
  /** Telegram's charge id. */
  readonly id: string;
  readonly way: 'in' | 'out';
  readonly amount: number;
  readonly date: Date;
  /** Telegram id. */
  readonly payerId: string;
  /** What the invoice carried: our name of the payment. */
  readonly payload: string;
  /** Days after which the payer is charged again; undefined: never. */
  readonly repeatDays: number | undefined;
}

/** Asks a page of the bot's transactions, oldest first. */
export type AskTransactions = (page: { readonly offset: number; readonly limit: number }) => Promise<unknown>;

const partner = z.looseObject({
  type: z.literal('user'),
  transaction_type: z.literal('invoice_payment'),
  user: z.looseObject({ id: z.number().int() }),
  invoice_payload: z.string().default(''),
  subscription_period: z.number().int().positive().optional().catch(undefined),
});
/** Partners of other kinds (withdrawals, gifts) are none of ours. */
const ofOurs = partner.optional().catch(undefined);
const answer = z.looseObject({
  transactions: z.array(
    z.looseObject({
      id: z.string(),
      amount: z.number().int(),
      date: z.number(),
      source: ofOurs,
      receiver: ofOurs,
    }),
  ),
});
type Row = z.output<typeof answer>['transactions'][number];

const pageLength = 100;

/**
 * The invoice payments and refunds since then, oldest first. Telegram lists from the beginning, so the place is found by
 * halving: some twenty short questions where there are a million.
 */
export async function readStarsSince(ask: AskTransactions, since: Date): Promise<StarTransaction[]> {
  const from = Math.floor(since.getTime() / 1_000);
  const read = async (offset: number, limit = pageLength): Promise<Row[]> => {
    const { data } = answer.safeParse(await ask({ offset, limit }));
    if (data) return data.transactions;
    throw gatewayBusy('gateway.garbage', {
      gateway: 'telegram_stars',
      said: 'transactions',
      money: 'untouched',
    });
  };
  const isEarly = async (offset: number): Promise<boolean> => {
    const [row] = await read(offset, 1);
    return row !== undefined && row.date < from;
  };
  let page = await read(0);
  let offset = 0;
  if (page.length === pageLength && (page.at(-1)?.date ?? from) < from) {
    offset = await lastEarly(isEarly);
    page = await read(offset);
  }
  const found: Row[] = [];
  while (page.length > 0) {
    found.push(...page);
    if (page.length < pageLength) break;
    offset += pageLength;
    page = await read(offset);
  }
  return found.filter(({ date }) => date >= from).flatMap(ofInvoice);
}

/** The offset of the last page whose beginning is too early. */
async function lastEarly(isEarly: (offset: number) => Promise<boolean>): Promise<number> {
  let low = 0;
  let high = 1;
  while (await isEarly(high * pageLength)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isEarly(middle * pageLength)) low = middle;
    else high = middle;
  }
  return low * pageLength;
}

function ofInvoice({ id, amount, date, source, receiver }: Row): StarTransaction[] {
  const other = source ?? receiver;
  if (!other) return [];
  const way = source ? 'in' : 'out';
  const { user, invoice_payload: payload, subscription_period: seconds } = other;
  const repeatDays = seconds === undefined ? undefined : Math.round((seconds * 1_000) / dayMs);
  return [{ id, way, amount, date: new Date(date * 1_000), payerId: String(user.id), payload, repeatDays }];
}
