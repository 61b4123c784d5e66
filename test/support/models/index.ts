import { attachModels, models } from '#models/index.js';
import type { Database } from '#platform/database.js';
import { AdminRequest } from './admin-request.js';
import { ApiToken } from './api-token.js';
import { Blacklist } from './blacklist.js';
import { BotConfiguration } from './bot-configuration.js';
import { BotFeatureFlag } from './bot-feature-flag.js';
import { BotMaintenance } from './bot-maintenance.js';
import { BotRate } from './bot-rate.js';
import { BotSettingChange } from './bot-setting-change.js';
import { CardBankMessage } from './card-bank-message.js';
import { CardReceipt } from './card-receipt.js';
import { CardReviewMessage } from './card-review-message.js';
import { Conversation } from './conversation.js';
import { DailyReport } from './daily-report.js';
import { DiscountOffer } from './discount-offer.js';
import { FleetAdminRequest } from './fleet-admin-request.js';
import { FleetSetting } from './fleet-setting.js';
import { GatewayHealth } from './gateway-health.js';
import { MaintenanceAsker } from './maintenance-asker.js';
import { MenuButtonRow } from './menu-button.js';
import { MoneyAudit } from './money-audit.js';
import { MoneyDifference } from './money-difference.js';
import { NoticeMark } from './notice-mark.js';
import { Order } from './order.js';
import { OutboxJob } from './outbox-job.js';
import { Page } from './page.js';
import { ProcessedUpdate } from './processed-update.js';
import { PromotionDelivery } from './promotion-delivery.js';
import { ReferralAccount } from './referral-account.js';
import { TicketBlock } from './ticket-block.js';
import { TicketCopy } from './ticket-copy.js';

/** Models of tables that the code meets by SQL only, so that tests can make and read their rows; alphabetical. */
const testModels = [
  AdminRequest,
  ApiToken,
  Blacklist,
  BotConfiguration,
  BotFeatureFlag,
  BotMaintenance,
  BotRate,
  BotSettingChange,
  CardBankMessage,
  CardReceipt,
  CardReviewMessage,
  Conversation,
  DailyReport,
  DiscountOffer,
  FleetAdminRequest,
  FleetSetting,
  GatewayHealth,
  MaintenanceAsker,
  MenuButtonRow,
  MoneyAudit,
  MoneyDifference,
  NoticeMark,
  Order,
  OutboxJob,
  Page,
  ProcessedUpdate,
  PromotionDelivery,
  ReferralAccount,
  TicketBlock,
  TicketCopy,
] as const;

/** One model a table, each held against the database by `integration/database/models.test.ts`. */
export const allModels = [...models, ...testModels] as const;

/** What the fleet attaches, and the models that only tests have. */
export const attachAllModels = (database: Database): Database => attachModels(database, testModels);
