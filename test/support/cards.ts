import type { AdminApi } from './open-admin-api.js';
import { CardToCardPayment } from '#models/card-to-card-payment.js';
import { buildUser } from '../factories/user.js';
import { resultOf } from './open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

/** A valid card number of Melli; another for every `n` below 10^8. */
export function cardNumber(n: number): string {
  const front = `6037997${String(n).padStart(8, '0')}`;
  return `${front}${[...'0123456789'].find((digit) => hasCheckDigit(front + digit))!}`;
}
const hasCheckDigit = (number: string): boolean =>
  [...number].reduce((sum, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
  0;

/** Adds a card over the admin API, of any number unless `body` has one. */
export const addCard = async (api: AdminApi, owner: Bot, body: object = {}) =>
  resultOf(
    await api.client(owner.apiToken).POST('/api/v1/bots/{bot_id}/cards', {
      params: { path: { bot_id: owner.botId } },
      body: { card_number: cardNumber(Math.floor(Math.random() * 1e8)), card_holder_name: 'Sara', ...body },
    }),
  );

/** A payment of a new person on a card. */
export async function payOnCard(
  { tenant }: Bot,
  { cardId, status, amount }: { cardId: string; status: 'approved' | 'pending' | 'rejected'; amount: number },
): Promise<void> {
  const user = await buildUser(tenant);
  await tenant.db(() =>
    CardToCardPayment.create({
      userId: user.id,
      cardId,
      status,
      amountToman: amount,
      trackingNumber: `t${user.id}`,
    }),
  );
}
