import type { ModelCtor } from 'sequelize-typescript';
import { installGuard } from '#tenancy/guard.js';
import { bindScopes } from '#tenancy/scope.js';
import type { Database } from '#platform/database.js';
import { AuditLogEntry } from './audit-log-entry.js';
import { BlacklistEntry } from './blacklist-entry.js';
import { BotAdmin } from './bot-admin.js';
import { BotConnection } from './bot-connection.js';
import { BotPlan } from './bot-plan.js';
import { Bot } from './bot.js';
import { CampaignPerson } from './campaign-person.js';
import { Campaign } from './campaign.js';
import { CannedAnswer } from './canned-answer.js';
import { CardToCardPayment } from './card-to-card-payment.js';
import { FaqEntry } from './faq-entry.js';
import { FleetAuditLogEntry } from './fleet-audit-log-entry.js';
import { GatewayPayment } from './gateway-payment.js';
import { PersonalOfferSending } from './personal-offer-sending.js';
import { PersonalOfferTemplate } from './personal-offer-template.js';
import { PersonalOffer } from './personal-offer.js';
import { Gift } from './gift.js';
import { MenuNote } from './menu-note.js';
import { PageAcceptance } from './page-acceptance.js';
import { PageVersion } from './page-version.js';
import { PartnerPayout } from './partner-payout.js';
import { PartnerTransaction } from './partner-transaction.js';
import { Partner } from './partner.js';
import { PromoCodeBatch } from './promo-code-batch.js';
import { PromoCodeUse } from './promo-code-use.js';
import { PromoCode } from './promo-code.js';
import { PromoGroup } from './promo-group.js';
import { ReferralReward } from './referral-reward.js';
import { SubscriptionAddon } from './subscription-addon.js';
import { Subscription } from './subscription.js';
import { SupportTicketMessage } from './support-ticket-message.js';
import { SupportTicket } from './support-ticket.js';
import { TenantPaymentCard } from './tenant-payment-card.js';
import { TenantTrafficUsage } from './tenant-traffic-usage.js';
import { TenantWalletTransaction } from './tenant-wallet-transaction.js';
import { Transaction } from './transaction.js';
import { UserPromoGroup } from './user-promo-group.js';
import { User } from './user.js';
import { ZarinpalPayment } from './zarinpal-payment.js';

/** The models that code works with, alphabetical; other tables are met by SQL only. To add one: its file, and a line here. */
export const models = [
  AuditLogEntry,
  BlacklistEntry,
  Bot,
  BotAdmin,
  BotConnection,
  BotPlan,
  Campaign,
  CampaignPerson,
  CannedAnswer,
  CardToCardPayment,
  FaqEntry,
  FleetAuditLogEntry,
  GatewayPayment,
  Gift,
  MenuNote,
  PageAcceptance,
  PageVersion,
  Partner,
  PartnerPayout,
  PartnerTransaction,
  PersonalOffer,
  PersonalOfferSending,
  PersonalOfferTemplate,
  PromoCode,
  PromoCodeBatch,
  PromoCodeUse,
  PromoGroup,
  ReferralReward,
  Subscription,
  SubscriptionAddon,
  SupportTicket,
  SupportTicketMessage,
  TenantPaymentCard,
  TenantTrafficUsage,
  TenantWalletTransaction,
  Transaction,
  User,
  UserPromoGroup,
  ZarinpalPayment,
] as const;

/**
 * Gives a database its models (and `more` of them: tests have one of each table), the guard and the scopes; call it once,
 * right after `openDatabase`.
 */
export function attachModels(database: Database, more: readonly ModelCtor[] = []): Database {
  database.sequelize.addModels([...models, ...more]);
  installGuard(database.sequelize);
  bindScopes(database);
  return database;
}
