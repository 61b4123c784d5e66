import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { Endpoints } from '#api/index.js';
import { BotConnection } from '#models/bot-connection.js';
import type { Bot } from '#models/bot.js';

export type BotView = EndpointOutput<Endpoints['bots.get']>;

/** Bots as the contract shows them; reads in the open scope which tokens Telegram refused. */
export async function presentBots(bots: readonly Bot[]): Promise<BotView[]> {
  const revoked = new Set<string>();
  const where = { botId: bots.map(({ id }) => id), tokenRevokedAt: { [Op.ne]: null } };
  for (const { botId } of await BotConnection.findAll({ where, attributes: ['botId'] })) revoked.add(botId);
  return bots.map((bot) => present(bot, revoked.has(bot.id)));
}

/** One bot as the contract shows it. */
export async function presentBot(bot: Bot): Promise<BotView> {
  const [view] = await presentBots([bot]);
  return view as BotView;
}

/** A bot of which is known whether Telegram refused its token. */
export const present = (bot: Bot, isTokenRevoked: boolean): BotView => ({
  id: bot.id,
  name: bot.name,
  username: bot.username,
  telegram_bot_id: bot.telegramBotId,
  is_master: bot.isMaster,
  is_active: bot.isActive,
  is_token_revoked: isTokenRevoked,
  default_language: bot.defaultLanguage,
  support_username: bot.supportUsername,
  admin_chat_id: bot.adminChatId,
  admin_topic_id: bot.adminTopicId,
  card_receipt_topic_id: bot.cardReceiptTopicId,
  notification_group_id: bot.notificationGroupId,
  notification_topic_id: bot.notificationTopicId,
  card_to_card_enabled: bot.cardToCardEnabled,
  zarinpal_enabled: bot.zarinpalEnabled,
  zarinpal_sandbox: bot.zarinpalSandbox,
  zarinpal_merchant_tail: bot.zarinpalMerchantId?.slice(-4) ?? null,
  wallet_balance_toman: bot.walletBalanceToman,
  traffic_consumed_bytes: Number(bot.trafficConsumedBytes),
  traffic_sold_bytes: Number(bot.trafficSoldBytes),
  billing_model: bot.billingModel,
  traffic_rate_toman: bot.trafficRateToman,
  min_wallet_balance_toman: bot.minWalletBalanceToman,
  auto_suspend_on_low_balance: bot.autoSuspendOnLowBalance,
  created_by: bot.createdBy,
  created_at: bot.createdAt.toISOString(),
  updated_at: bot.updatedAt.toISOString(),
});
