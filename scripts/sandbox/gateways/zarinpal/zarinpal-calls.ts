import { randomInt } from 'node:crypto';
import { ZarinpalRefusal, type ZarinpalRequest } from './zarinpal-requests.js';

/** A payment there, from the request to its end. */
export interface ZarinpalSession {
  readonly authority: string;
  readonly merchantId: string;
  readonly amount: number;
  readonly currency: 'IRR' | 'IRT';
  readonly description: string;
  readonly callbackUrl: string;
  readonly orderId: string;
  readonly autoVerify: boolean;
  readonly createdAt: number;
  state: 'IN_BANK' | 'PAID' | 'VERIFIED' | 'FAILED' | 'REVERSED';
  refId: number;
  paidAt: number;
  /** When money comes that was pressed for; 0: none is on its way. */
  dueAt: number;
}

/** What Zarinpal knows. */
export interface ZarinpalWorld {
  readonly sessions: Map<string, ZarinpalSession>;
  now(): number;
}

const reversibleMs = 30 * 60_000;
const card = { card_hash: '9F2C'.repeat(16), card_pan: '603799******1234' };
const fee = (amount: number) => ({ fee_type: 'Merchant', fee: Math.floor(amount / 200) });
const zone = { timeZone: 'Asia/Tehran', hourCycle: 'h23' } as const;

export const isPaid = ({ state }: ZarinpalSession): boolean => state === 'PAID' || state === 'VERIFIED';

/** The bank took the money. */
export function paySession({ now }: ZarinpalWorld, session: ZarinpalSession): void {
  session.state = session.autoVerify ? 'VERIFIED' : 'PAID';
  Object.assign(session, { refId: randomInt(10_000_000, 999_999_999), paidAt: now(), dueAt: 0 });
}

/** A session with what came late; undefined: there is none. */
export function findSession(world: ZarinpalWorld, authority: string): ZarinpalSession | undefined {
  const session = world.sessions.get(authority);
  if (session && session.dueAt > 0 && session.dueAt <= world.now()) paySession(world, session);
  return session;
}

function ownSession(world: ZarinpalWorld, given: ZarinpalRequest<'inquiry'>): ZarinpalSession {
  if (!/^[AS][0-9A-Za-z]{35}$/.test(given.authority)) throw new ZarinpalRefusal(-54, 'Invalid authority.');
  const session = findSession(world, given.authority);
  if (!session) throw new ZarinpalRefusal(-55, 'Payment request not found.');
  if (session.merchantId === given.merchant_id) return session;
  throw new ZarinpalRefusal(-53, 'Session is not this merchant_id session.');
}

/** What each call does; throws ZarinpalRefusal. */
export const zarinpalCalls = {
  request({ sessions, now }: ZarinpalWorld, given: ZarinpalRequest<'request'>) {
    const { amount, currency } = given;
    const rial = currency === 'IRT' ? amount * 10 : amount;
    if (rial > 1_000_000_000) throw new ZarinpalRefusal(-41, 'The amount is more than 100,000,000 toman.');
    const authority = `A${String(randomInt(1, 281_474_976_710_655)).padStart(35, '0')}`;
    sessions.set(authority, {
      authority,
      merchantId: given.merchant_id,
      amount,
      currency,
      description: given.description,
      callbackUrl: given.callback_url,
      orderId: given.metadata?.order_id ?? '',
      autoVerify: given.metadata?.auto_verify === 'true',
      createdAt: now(),
      state: 'IN_BANK',
      refId: 0,
      paidAt: 0,
      dueAt: 0,
    });
    return { code: 100, message: 'Success', authority, ...fee(amount) };
  },

  verify(world: ZarinpalWorld, given: ZarinpalRequest<'verify'>) {
    const session = ownSession(world, given);
    if (!isPaid(session))
      throw new ZarinpalRefusal(-51, 'Session is not valid, session is not active paid try.');
    if (session.amount !== given.amount)
      throw new ZarinpalRefusal(-50, 'Session is not valid, amounts values is not the same.');
    const isRepeat = session.state === 'VERIFIED';
    session.state = 'VERIFIED';
    const { refId, orderId, amount } = session;
    const said = isRepeat ? { code: 101, message: 'Verified' } : { code: 100, message: 'Paid' };
    return { ...said, ...card, ref_id: refId, ...fee(amount), order_id: orderId, wages: null };
  },

  inquiry: (world: ZarinpalWorld, given: ZarinpalRequest<'inquiry'>) => ({
    status: ownSession(world, given).state,
    code: 100,
    message: 'Success',
  }),

  unVerified(world: ZarinpalWorld, { merchant_id: merchantId }: ZarinpalRequest<'unVerified'>) {
    const paid = [...world.sessions.values()].filter(
      (one) => one.merchantId === merchantId && findSession(world, one.authority)?.state === 'PAID',
    );
    const authorities = paid.slice(-100).map(({ authority, amount, callbackUrl, createdAt }) => ({
      authority,
      amount,
      callback_url: callbackUrl,
      referer: new URL(callbackUrl).origin,
      // As 2026-07-01 17:33:25.
      date: new Date(createdAt).toLocaleString('sv-SE', zone),
    }));
    return { code: '100', message: 'Success', authorities };
  },

  reverse(world: ZarinpalWorld, given: ZarinpalRequest<'reverse'>) {
    const session = ownSession(world, given);
    if (!isPaid(session)) throw new ZarinpalRefusal(-61, 'Session is not in success status.');
    if (world.now() - session.paidAt > reversibleMs)
      throw new ZarinpalRefusal(-63, 'Reverse time is expired.');
    session.state = 'REVERSED';
    return { code: 100, message: 'Reversed' };
  },
};
