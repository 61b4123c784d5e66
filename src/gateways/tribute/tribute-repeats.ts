import { z } from 'zod';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { callTribute, type TributePlace } from './call-tribute.js';
import { readTributeOrder, readTributeSells } from './tribute-orders.js';
import { gatewayRefused } from '../fault.js';
import type { RepeatingPayment, RepeatStanding } from '../repeats.js';

/** Periods of the shop by their days. */
const periods = { 7: 'weekly', 30: 'monthly', 90: 'quarterly', 180: 'halfyearly', 365: 'yearly' } as const;
export const tributeRepeatDays: readonly number[] = Object.keys(periods).map(Number);

/** What the shop calls a period; undefined days: paid once. Throws PermanentError `gateway.refused` where it has none. */
export function tributePeriodOf(days: number | undefined): string {
  if (days === undefined) return 'onetime';
  if (Object.hasOwn(periods, days)) return periods[days as keyof typeof periods];
  const said = `charges no payer every ${days} days`;
  throw gatewayRefused('gateway.refused', { gateway: 'tribute', said, money: 'untouched' });
}

/** Makes sure that an order is charged no more; what is refused because it has ended already is no fault. */
export async function stopTributeCharges(
  { externalId }: RepeatingPayment,
  place: TributePlace,
): Promise<void> {
  const path = `/shop/orders/${encodeURIComponent(externalId)}/cancel`;
  const done = z.object({ success: z.boolean() });
  const refusal = await callTribute(place, { operation: 'cancel', path, json: {} }, done).then(
    ({ success }) => (success ? undefined : notStopped('success: false')),
    (error: unknown) => {
      if (error instanceof PermanentError && error.code === 'gateway.refused') return error;
      throw error;
    },
  );
  if (!refusal || refusal.context.said === 'error_already_cancelled') return;
  if ((await readTributeOrder(place, externalId)).memberStatus === 'active') throw refusal;
}

const notStopped = (said: string): PermanentError =>
  gatewayRefused('gateway.refused', { gateway: 'tribute', said, money: 'untouched' });

/**
 * How an order that repeats stands. Tribute ends it after the third failed charge, which it begins when the paid time is over: what
 * ended before that was ended by somebody.
 */
export async function tributeStandingOf(
  { externalId }: RepeatingPayment,
  place: TributePlace,
): Promise<RepeatStanding> {
  const { status, memberStatus, memberExpiresAt: until } = await readTributeOrder(place, externalId);
  if (status === 'failed') return { state: 'failed' };
  if (status !== 'paid') return { state: 'waiting' };
  const [, ...others] = await readTributeSells(place, externalId);
  const isOver = until !== undefined && until.getTime() <= now();
  const ended = isOver ? 'failed' : 'canceled';
  return {
    state: memberStatus === 'cancelled' ? ended : 'active',
    ...(until && { until }),
    // The first is called as the order is, so that it is never taken for another charge.
    charges: [externalId, ...others.map(({ id }) => String(id))],
  };
}
