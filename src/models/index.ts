import { installGuard } from '#tenancy/guard.js';
import { bindScopes } from '#tenancy/scope.js';
import type { Database } from '#platform/database.js';
import { AdminRequest } from './admin-request.js';
import { ApiToken } from './api-token.js';
import { AuditLogEntry } from './audit-log-entry.js';
import { BotAdmin } from './bot-admin.js';
import { BotConfiguration } from './bot-configuration.js';
import { BotConnection } from './bot-connection.js';
import { BotFeatureFlag } from './bot-feature-flag.js';
import { BotPlan } from './bot-plan.js';
import { BotSettingChange } from './bot-setting-change.js';
import { Bot } from './bot.js';
import { CardToCardPayment } from './card-to-card-payment.js';
import { Conversation } from './conversation.js';
import { FleetAdminRequest } from './fleet-admin-request.js';
import { FleetAuditLogEntry } from './fleet-audit-log-entry.js';
import { FleetSetting } from './fleet-setting.js';
import { GatewayPayment } from './gateway-payment.js';
import { NoticeMark } from './notice-mark.js';
import { Order } from './order.js';
import { OutboxJob } from './outbox-job.js';
import { ProcessedUpdate } from './processed-update.js';
import { SubscriptionAddon } from './subscription-addon.js';
import { Subscription } from './subscription.js';
import { TenantPaymentCard } from './tenant-payment-card.js';
import { TenantTrafficUsage } from './tenant-traffic-usage.js';
import { TenantWalletTransaction } from './tenant-wallet-transaction.js';
import { Transaction } from './transaction.js';
import { User } from './user.js';
import { ZarinpalPayment } from './zarinpal-payment.js';

/** One model a table, alphabetical. To add one: its file, a line here, a migration. */
export const models = [
  AdminRequest,
  ApiToken,
  AuditLogEntry,
  Bot,
  BotAdmin,
  BotConfiguration,
  BotConnection,
  BotFeatureFlag,
  BotPlan,
  BotSettingChange,
  CardToCardPayment,
  Conversation,
  FleetAdminRequest,
  FleetAuditLogEntry,
  FleetSetting,
  GatewayPayment,
  NoticeMark,
  Order,
  OutboxJob,
  ProcessedUpdate,
  Subscription,
  SubscriptionAddon,
  TenantPaymentCard,
  TenantTrafficUsage,
  TenantWalletTransaction,
  Transaction,
  User,
  ZarinpalPayment,
] as const;

/** Gives a database its models, the guard and the scopes; call it once, right after `openDatabase`. */
export function attachModels(database: Database): Database {
  database.sequelize.addModels([...models]);
  installGuard(database.sequelize);
  bindScopes(database);
  return database;
}
