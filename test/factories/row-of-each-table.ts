import { randomUUID } from 'node:crypto';
import type { Model } from 'sequelize';
import { AdminRequest } from '../support/models/admin-request.js';
import { ApiToken } from '../support/models/api-token.js';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { BotAdmin } from '#models/bot-admin.js';
import { BotConfiguration } from '../support/models/bot-configuration.js';
import { BotConnection } from '#models/bot-connection.js';
import { BotFeatureFlag } from '../support/models/bot-feature-flag.js';
import { BotPlan } from '#models/bot-plan.js';
import { Blacklist } from '../support/models/blacklist.js';
import { BotMaintenance } from '../support/models/bot-maintenance.js';
import { BotRate } from '../support/models/bot-rate.js';
import { BotSettingChange } from '../support/models/bot-setting-change.js';
import { CardBankMessage } from '../support/models/card-bank-message.js';
import { CannedAnswer } from '#models/canned-answer.js';
import { CardToCardPayment } from '#models/card-to-card-payment.js';
import { CardReceipt } from '../support/models/card-receipt.js';
import { CardReviewMessage } from '../support/models/card-review-message.js';
import { Conversation } from '../support/models/conversation.js';
import { DailyReport } from '../support/models/daily-report.js';
import { DiscountOffer } from '../support/models/discount-offer.js';
import { buildPages } from './page-rows.js';
import { GatewayPayment } from '#models/gateway-payment.js';
import { BlacklistEntry } from '#models/blacklist-entry.js';
import { Gift } from '#models/gift.js';
import { ReferralReward } from '#models/referral-reward.js';
import { GatewayHealth } from '../support/models/gateway-health.js';
import { MenuButtonRow } from '../support/models/menu-button.js';
import { MaintenanceAsker } from '../support/models/maintenance-asker.js';
import { MoneyAudit } from '../support/models/money-audit.js';
import { MoneyDifference } from '../support/models/money-difference.js';
import { NoticeMark } from '../support/models/notice-mark.js';
import { Order } from '../support/models/order.js';
import { OutboxJob } from '../support/models/outbox-job.js';
import { ProcessedUpdate } from '../support/models/processed-update.js';
import { PersonalOfferSending } from '#models/personal-offer-sending.js';
import { PersonalOfferTemplate } from '#models/personal-offer-template.js';
import { PersonalOffer } from '#models/personal-offer.js';
import { PromoGroup } from '#models/promo-group.js';
import { UserPromoGroup } from '#models/user-promo-group.js';
import { ReferralAccount } from '../support/models/referral-account.js';
import { PartnerPayout } from '#models/partner-payout.js';
import { PartnerTransaction } from '#models/partner-transaction.js';
import { Partner } from '#models/partner.js';
import { SubscriptionAddon } from '#models/subscription-addon.js';
import { Subscription } from '#models/subscription.js';
import { TenantPaymentCard } from '#models/tenant-payment-card.js';
import { TenantTrafficUsage } from '#models/tenant-traffic-usage.js';
import { TenantWalletTransaction } from '#models/tenant-wallet-transaction.js';
import { TicketBlock } from '../support/models/ticket-block.js';
import { TicketCopy } from '../support/models/ticket-copy.js';
import { SupportTicketMessage } from '#models/support-ticket-message.js';
import { SupportTicket } from '#models/support-ticket.js';
import { User } from '#models/user.js';
import { Transaction } from '#models/transaction.js';
import { ZarinpalPayment } from '#models/zarinpal-payment.js';
import { sha256 } from '#platform/secrets.js';
import { buildBot, type BotOverrides, type BuiltBot } from './bot.js';
import { promotionRows } from './promotion-rows.js';
import { uniqueNumber } from './unique.js';
import { buildUser } from './user.js';

/** A bot with one row in every table that belongs to bots, each carrying `mark` in a text and `amount` in a number. */
export interface FilledBot extends BuiltBot {
  /** The rows by the name of their model. */
  readonly rows: ReadonlyMap<string, Model>;
}

interface Mark {
  readonly mark: string;
  readonly amount: number;
}

/** Makes such a bot. */
export async function buildRowOfEachTable(
  { mark, amount }: Mark,
  overrides: BotOverrides = {},
): Promise<FilledBot> {
  const built = await buildBot({ name: mark, walletBalanceToman: amount, ...overrides });
  const user = await buildUser(built.tenant, { firstName: mark, balanceToman: amount });
  const made: Model[] = [built.bot, user];
  await built.tenant.db(async () => {
    made.push(...(await buildSettings({ mark, amount })));
    made.push(...(await buildMoney({ mark, amount }, user.id)));
    made.push(...(await buildTraffic({ mark, amount }, user)));
    made.push(...(await buildPartner({ mark, amount }, user.id)));
    made.push(...(await buildTickets({ mark, amount }, user)));
    made.push(...(await buildPages(mark, user.id)));
  });
  return { ...built, rows: new Map(made.map((row) => [row.constructor.name, row])) };
}

async function buildSettings({ mark, amount }: Mark): Promise<Model[]> {
  return [
    await AdminRequest.create({ caller: 'master', requestKey: `key:${mark}`, fingerprint: mark }),
    await ApiToken.create({ name: mark, tokenHash: sha256(mark), scope: 'read' }),
    await AuditLogEntry.create({ actorKind: 'master', action: 'bots.update', subject: mark }),
    await BotAdmin.create({ telegramId: String(uniqueNumber()), role: 'owner' }),
    await Blacklist.create({ address: mark, triedAt: new Date(), nextAt: new Date() }),
    await BlacklistEntry.create({ telegramId: String(uniqueNumber()), reason: mark }),
    await BotConfiguration.create({ configKey: 'a.key', configValue: { mark } }),
    await connectionOf(mark),
    await DailyReport.create({ toldDay: '2026-11-29' }),
    await BotFeatureFlag.create({ featureKey: 'trial_subscription', config: { mark } }),
    await BotPlan.create({ name: mark, periodDays: 30, priceToman: amount }),
    await BotRate.create({
      currency: 'USD',
      source: mark,
      rateToman: String(amount),
      toldAt: new Date(),
      askedAt: new Date(),
    }),
    await BotSettingChange.create({ kind: 'setting', key: 'a.key', actorKind: 'system', actorName: mark }),
    await MenuButtonRow.create({
      position: 0,
      kind: 'link',
      url: `https://example.com/${mark}`,
      labels: { en: mark },
    }),
  ];
}

/** Workers may have made the bot's row already. */
async function connectionOf(mark: string): Promise<BotConnection> {
  await BotConnection.bulkCreate([{ lastError: mark }], { ignoreDuplicates: true });
  return (await BotConnection.findOne({ rejectOnEmpty: true }))!.update({ lastError: mark });
}

/** The hourly audit may have made the bot's row already, where workers run. */
async function auditOf(amount: number): Promise<MoneyAudit> {
  await MoneyAudit.bulkCreate([{ ledgerId: String(amount) }], { ignoreDuplicates: true });
  return (await MoneyAudit.findOne({ rejectOnEmpty: true }))!;
}

/** About a row that nothing has: about the person of the factory the hourly audit may have made it already. */
const differenceOf = (mark: string) => ({
  ...{ kind: 'payment', rowId: String(uniqueNumber()), expected: mark, found: mark },
});

/** What the person earned by bringing another. */
async function rewardOf({ mark, amount }: Mark, userId: string): Promise<ReferralReward> {
  const telegramId = String(uniqueNumber());
  const invited = await User.create({
    ...{ telegramId, language: 'fa', referralCode: `ref${telegramId}`, firstName: mark, referredBy: userId },
  });
  return ReferralReward.create({
    ...{ userId, inviterId: userId, invitedId: invited.id, kind: 'commission' },
    ...{ paymentTable: 'gateway_payments', paymentId: '1', depositToman: amount, amountToman: amount },
  });
}

async function buildMoney({ mark, amount }: Mark, userId: string): Promise<Model[]> {
  const ledger = { userId, amountToman: amount, balanceAfterToman: amount, description: mark };
  const transaction = await Transaction.create({ ...ledger, type: 'deposit', idempotencyKey: mark });
  const card = await TenantPaymentCard.create({ cardNumber: '6037990000000000', cardHolderName: mark });
  const payment = { userId, amountToman: amount, purchase: { mark } };
  const onCard = await CardToCardPayment.create({ ...payment, cardId: card.id, trackingNumber: mark });
  return [
    transaction,
    card,
    onCard,
    await auditOf(amount),
    await MoneyDifference.create({ ...differenceOf(mark), seenAt: new Date() }),
    await CardReceipt.create({ paymentId: onCard.id, attempt: 0, kind: 'text', words: mark }),
    await CardReviewMessage.create({ paymentId: onCard.id, attempt: 0, kind: 'review', chatId: '-100' }),
    await CardBankMessage.create({
      digest: mark,
      sender: mark,
      text: mark,
      amountRial: String(amount * 10),
      sentAt: new Date(),
      state: 'unmatched',
    }),
    await GatewayPayment.create({ ...payment, gateway: 'heleket', externalId: mark }),
    await BotMaintenance.create({ automaticSince: new Date(), automaticReason: mark }),
    await MaintenanceAsker.create({ userId, startPayload: 'gift' }),
    await ReferralAccount.create({ userId, percent: 10 }),
    await rewardOf({ mark, amount }, userId),
    await ZarinpalPayment.create({ ...payment, zarinpalAuthority: mark, transactionId: transaction.id }),
  ];
}

async function buildPartner({ mark, amount }: Mark, userId: string): Promise<Model[]> {
  const after = { balanceAfterToman: amount, reservedAfterToman: amount };
  return [
    await Partner.create({
      userId,
      state: 'accepted',
      balanceToman: amount,
      reservedToman: amount,
      decidedByName: mark,
    }),
    await PartnerTransaction.create({ userId, kind: 'earned', amountToman: amount, ...after, event: mark }),
    await PartnerPayout.create({ userId, amountToman: amount, requisitesTail: mark }),
  ];
}

async function buildTickets(
  { mark, amount }: Mark,
  { id: userId, telegramId }: { id: string; telegramId: string },
): Promise<Model[]> {
  const ticket = await SupportTicket.create({
    userId,
    title: mark,
    lastMessageAt: new Date(),
    messageCount: 1,
  });
  const message = await SupportTicketMessage.create({
    ...{ ticketId: ticket.id, author: 'person', authorName: mark, kind: 'text', html: mark },
    ...{ sourceChatId: telegramId, sourceMessageId: String(amount) },
  });
  const copy = { ticketId: ticket.id, messageRowId: message.id, kind: 'message', chatId: '-100' } as const;
  return [
    ticket,
    message,
    await TicketCopy.create(copy),
    await TicketBlock.create({ userId, reason: mark, blockedBy: mark }),
    await CannedAnswer.create({ word: `w${String(uniqueNumber())}`, title: mark, texts: { en: mark } }),
  ];
}

async function buildTraffic(
  { mark, amount }: Mark,
  { id: userId, telegramId }: { id: string; telegramId: string },
): Promise<Model[]> {
  const charge = await TenantWalletTransaction.create({
    type: 'deposit',
    amountToman: amount,
    balanceAfterToman: amount,
    idempotencyKey: mark,
  });
  const endsAt = new Date(Date.now() + 30 * 86_400_000);
  const subscription = await Subscription.create({
    userId,
    endsAt,
    panelUserUuid: randomUUID(),
    subscriptionUrl: mark,
  });
  const order = await Order.create({
    ...{ userId, kind: 'gift', wish: { mark }, wishKey: mark, quote: { mark }, priceToman: amount },
    ...{ expiresAt: endsAt, state: 'paid', paidAt: new Date(), fulfilledAt: new Date() },
  });
  const group = await PromoGroup.create({ name: mark });
  const template = await PersonalOfferTemplate.create({
    ...{
      kind: 'discount',
      title: { en: mark },
      words: {},
      button: {},
      openHours: 24,
      holdsHours: 24,
      percent: 10,
    },
  });
  const sending = await PersonalOfferSending.create({
    ...{ templateId: template.id, kind: 'discount', terms: { mark }, audience: 'everybody' },
    ...{ untilUserId: userId, peopleCount: 1 },
  });
  const promotions = await promotionRows({
    mark,
    amount,
    userId,
    subscriptionId: subscription.id,
    givenAt: endsAt,
  });
  return [
    charge,
    await TenantTrafficUsage.create({
      usageDate: '2026-11-20',
      walletTransactionId: charge.id,
      chargedToman: amount,
    }),
    subscription,
    await SubscriptionAddon.create({
      subscriptionId: subscription.id,
      kind: 'traffic',
      amount: 10,
      givenBy: 'admin',
      valueToman: amount,
      paidUntil: endsAt,
    }),
    await DiscountOffer.create({
      ...{ userId, kind: mark, percent: 10, validUntil: endsAt, subscriptionId: subscription.id, endsAt },
      ...{ usedAt: endsAt, usedOrderId: order.id },
    }),
    order,
    await Conversation.create({ chatId: telegramId, userId, data: { mark } }),
    await Gift.create({
      ...{ orderId: order.id, buyerId: userId, code: randomUUID(), priceToman: amount, greeting: mark },
      ...{ validUntil: endsAt, isRefundedAtEnd: true, dueAt: endsAt },
      sold: {
        ...{ name: mark, periodDays: 30, listPriceToman: amount, trafficLimitGb: 10, deviceLimit: 1 },
        ...{ squads: [], trafficReset: 'month' },
      },
    }),
    await GatewayHealth.create({ gateway: 'zarinpal', lastFault: mark }),
    await NoticeMark.create({ kind: 'order_refunded', about: mark, until: endsAt }),
    await OutboxJob.create({ jobName: 'message.send', payload: { mark } }),
    await ProcessedUpdate.create({ updateId: String(uniqueNumber()), chatId: telegramId }),
    ...promotions,
    group,
    template,
    sending,
    await PersonalOffer.create({
      ...{
        userId,
        kind: 'discount',
        sendingId: sending.id,
        sentAt: endsAt,
        openUntil: endsAt,
        dueAt: endsAt,
      },
    }),
    await UserPromoGroup.create({ userId, groupId: group.id, givenBy: 'admin' }),
  ];
}
