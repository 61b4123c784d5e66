import { randomBytes } from 'node:crypto';
import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { readInvoice } from '../invoices.js';
import { refundStars, starBalance } from '../stars.js';
import type { Json, StarTransaction } from '../types.js';
import { userJson, type World } from '../world.js';

const mostTransactions = 100;

/** The methods about a bot's Stars: links that sell for them, what came in, and giving it back. */
export const starMethods: Record<string, Method> = {
  createInvoiceLink({ bot, params }): string {
    const invoice = readInvoice(params);
    const slug = randomBytes(12).toString('base64url');
    bot.stars.links.push({ slug, invoice });
    return `https://t.me/$${slug}`;
  },
  getStarTransactions({ core, bot, params }): Json {
    const offset = (params.offset as number | undefined) ?? 0;
    const limit = (params.limit as number | undefined) ?? mostTransactions;
    if (offset < 0) throw badRequest('OFFSET_INVALID');
    if (limit < 1 || limit > mostTransactions) throw badRequest('LIMIT_INVALID');
    const page = bot.stars.transactions.slice(offset, offset + limit);
    return { transactions: page.map((one) => transactionJson(core.world, one)) };
  },
  getMyStarBalance: ({ bot }): Json => ({ amount: starBalance(bot) }),
  refundStarPayment(context): boolean {
    const chargeId = checkCharge(context);
    refundStars(context.core, context.bot, chargeId);
    return true;
  },
  editUserStarSubscription(context): boolean {
    const { bot, params } = context;
    const chargeId = checkCharge(context);
    const subscription = bot.stars.subscriptions.find((one) => one.chargeId === chargeId);
    if (!subscription) throw badRequest('SUBSCRIPTION_NOT_FOUND');
    subscription.isStoppedByBot = params.is_canceled as boolean;
    return true;
  },
};

/** The charge that a call names, of the person that it names. */
function checkCharge({ core, bot, params }: CallContext): string {
  const userId = String(params.user_id);
  const chargeId = params.telegram_payment_charge_id as string;
  if (!core.world.persons.has(userId)) throw badRequest('USER_ID_INVALID');
  const charge = bot.stars.transactions.find((one) => one.kind === 'payment' && one.id === chargeId);
  if (charge?.personId !== userId) throw badRequest('CHARGE_NOT_FOUND');
  return chargeId;
}

function transactionJson(world: World, transaction: StarTransaction): Json {
  const { kind, id, amount, date } = transaction;
  if (kind === 'withdrawal') return { id, amount, date, receiver: { type: 'fragment' } };
  const partner: Json = {
    type: 'user',
    transaction_type: 'invoice_payment',
    user: userJson(world.persons.get(transaction.personId)!),
    invoice_payload: transaction.payload,
  };
  if (transaction.subscriptionPeriod) partner.subscription_period = transaction.subscriptionPeriod;
  return { id, amount, date, [kind === 'refund' ? 'receiver' : 'source']: partner };
}
