import { z } from 'zod';
import { sumInKopecks, tributeNumber, tributeCurrency } from './tribute-orders.js';
import type { UnaskedMoney } from '../callback.js';
import { besides } from '../call-gateway.js';

/** Money that no order asked for, or that such money went back. */
export type UnaskedEvent =
  | { readonly kind: 'unasked'; readonly money: UnaskedMoney }
  | { readonly kind: 'unasked_refund'; readonly externalId: string }
  | { readonly kind: 'nothing' };

interface Told {
  readonly name: string;
  readonly createdAt: string;
  readonly payload: unknown;
}

const sum = { currency: tributeCurrency, telegram_user_id: besides(tributeNumber) };
const donation = z.object({
  ...sum,
  amount: sumInKopecks,
  donation_request_id: tributeNumber,
  anonymously: besides(z.boolean()),
  trb_user_id: besides(z.string().max(40)),
  message: besides(z.string()),
});
const purchase = z.object({ ...sum, amount: sumInKopecks, purchase_id: tributeNumber });
const membership = z.object({
  ...sum,
  /** What the payer gave. */
  price: besides(sumInKopecks),
  /** What the seller gets of it. */
  amount: sumInKopecks,
  subscription_id: tributeNumber,
  expires_at: z.string().min(1).max(40),
  type: besides(z.string()),
});

const nothing = { kind: 'nothing' } as const;

/** A name of the link is shared by all who give by it, so that the giver, the sum and the moment are in the name of a gift. */
function ofDonation({ createdAt, payload }: Told): UnaskedEvent | undefined {
  const { data } = donation.safeParse(payload);
  if (!data || createdAt === '') return undefined;
  const { telegram_user_id: telegramId, trb_user_id: tributeId, amount, currency, message } = data;
  const payerId = data.anonymously === true ? undefined : telegramId;
  const giver = telegramId ?? tributeId ?? 'nobody';
  const externalId = `donation:${data.donation_request_id}:${giver}:${amount}:${createdAt}`;
  const note = message?.trim().slice(0, 200);
  const money = { kind: 'unasked', externalId, payerId, amount, currency, receipt: null } as const;
  return { kind: 'unasked', money: { ...money, ...(note && { note }) } };
}

function ofPurchase({ payload }: Told): UnaskedEvent | undefined {
  const { data } = purchase.safeParse(payload);
  if (!data) return undefined;
  const { purchase_id: receipt, telegram_user_id: payerId, amount, currency } = data;
  const externalId = `purchase:${receipt}`;
  return { kind: 'unasked', money: { kind: 'unasked', externalId, payerId, amount, currency, receipt } };
}

/** A trial moves no money; who paid a gift is not said, only who has it. */
function ofMembership({ name, payload }: Told): UnaskedEvent | undefined {
  const { data } = membership.safeParse(payload);
  if (!data) return undefined;
  const { type, telegram_user_id: memberId, price, currency, subscription_id: id } = data;
  if (type === 'trial') return nothing;
  const { amount = data.amount } = { amount: price };
  const externalId = `${name}:${id}:${memberId ?? 'nobody'}:${data.expires_at}`;
  const payerId = type === 'gift' ? undefined : memberId;
  return {
    kind: 'unasked',
    money: { kind: 'unasked', externalId, payerId, amount, currency, receipt: null },
  };
}

function ofPurchaseBack({ payload }: Told): UnaskedEvent | undefined {
  const { data } = z.object({ purchase_id: tributeNumber }).safeParse(payload);
  return data && { kind: 'unasked_refund', externalId: `purchase:${data.purchase_id}` };
}

const readers: Readonly<Record<string, (told: Told) => UnaskedEvent | undefined>> = {
  digital_product_refunded: ofPurchaseBack,
  new_digital_product: ofPurchase,
  new_donation: ofDonation,
  new_subscription: ofMembership,
  recurrent_donation: ofDonation,
  renewed_subscription: ofMembership,
};

/**
 * What an event that is about no order tells; what ends (`cancelled_…`), is sent by post, or that nobody knows, moves no money.
 * undefined: it makes no sense.
 */
export const readUnasked = (told: Told): UnaskedEvent | undefined =>
  Object.hasOwn(readers, told.name) ? readers[told.name]?.(told) : nothing;
