import { roles } from './001-roles.js';
import { bots } from './002-bots.js';
import { botConnections } from './003-bot-connections.js';
import { botAdmins } from './004-bot-admins.js';
import { botFeatureFlags } from './005-bot-feature-flags.js';
import { botConfigurations } from './006-bot-configurations.js';
import { botPlans } from './007-bot-plans.js';
import { users } from './008-users.js';
import { conversations } from './009-conversations.js';
import { processedUpdates } from './010-processed-updates.js';
import { outbox } from './011-outbox.js';
import { forgetBot } from './012-forget-bot.js';
import { subscriptions } from './013-subscriptions.js';
import { transactions } from './014-transactions.js';
import { tenantPaymentCards } from './015-tenant-payment-cards.js';
import { cardToCardPayments } from './016-card-to-card-payments.js';
import { zarinpalPayments } from './017-zarinpal-payments.js';
import { gatewayPayments } from './018-gateway-payments.js';
import { tenantWalletTransactions } from './019-tenant-wallet-transactions.js';
import { tenantTrafficUsage } from './020-tenant-traffic-usage.js';
import { fleetSettings } from './021-fleet-settings.js';
import { apiTokens } from './022-api-tokens.js';
import { adminRequests } from './023-admin-requests.js';
import { auditLog } from './024-audit-log.js';
import { botSettingChanges } from './030-bot-setting-changes.js';
import { userSearch } from './040-user-search.js';
import { panelDebts } from './041-panel-debts.js';
import { paymentNumbers } from './042-payment-numbers.js';
import { outboxTrace } from './060-outbox-trace.js';
import { statistics } from './061-statistics.js';
import { botRowLocks } from './062-bot-row-locks.js';
import { panelAccounts } from './070-panel-accounts.js';
import { panelNotices } from './071-panel-notices.js';
import { orders } from './080-orders.js';
import { keptTerms } from './090-kept-terms.js';
import { subscriptionAddons } from './091-subscription-addons.js';
import { giftedTraffic } from './092-gifted-traffic.js';
import { devicesAboveLimit } from './095-devices-above-limit.js';
import { panelStates } from './100-panel-states.js';
import { retention } from './110-retention.js';
import { fleetLife } from './120-fleet-life.js';
import { notices } from './130-notices.js';
import { noMenuMessage } from './131-no-menu-message.js';
import { leanIndexes } from './140-lean-indexes.js';
import { paymentCore } from './150-payment-core.js';
import { gatewayHealth } from './151-gateway-health.js';
import { botRates } from './155-bot-rates.js';
import { paymentHistory } from './157-payment-history.js';
import { stars } from './160-stars.js';
import { sealedCards } from './170-sealed-cards.js';
import { cardLimits } from './180-card-limits.js';
import { cardPayments } from './182-card-payments.js';
import { cardBankMessages } from './184-card-bank-messages.js';
import { paymentGaps } from './186-payment-gaps.js';
import { cardReviews } from './188-card-reviews.js';
import { receiptPictures } from './192-receipt-pictures.js';
import { expiry } from './200-expiry.js';
import { tenantBilling } from './210-tenant-billing.js';
import { autopay } from './220-autopay.js';
import { moneyAudits } from './230-money-audits.js';
import { dailyReports } from './240-daily-reports.js';
import { wordsWhileOff } from './245-words-while-off.js';
import { keptMarks } from './246-kept-marks.js';
import { trafficAlarms } from './247-traffic-alarms.js';
import { leftChannel } from './248-left-channel.js';
import { agreements } from './260-agreements.js';
import { promoGroups } from './270-promo-groups.js';
import { startActions } from './271-start-actions.js';
import { promoCodes } from './272-promo-codes.js';
import { promoCodeGuesses } from './273-promo-code-guesses.js';
import { planAudience } from './275-plan-audience.js';
import { referrals } from './278-referrals.js';
import { campaigns } from './281-campaigns.js';
import { personalOffers } from './283-personal-offers.js';
import { testSquads } from './284-test-squads.js';
import { partners } from './287-partners.js';
import { gifts } from './290-gifts.js';
import { supportTickets } from './292-tickets.js';
import { ticketDesk } from './295-ticket-desk.js';
import { pages } from './298-pages.js';
import { faqAndNotes } from './299-faq-and-notes.js';
import { menuButtons } from './301-menu-buttons.js';
import { blacklists } from './303-blacklists.js';
import { maintenance } from './305-maintenance.js';
import { payoutsShown } from './307-payouts-shown.js';
import { whoHasPaid } from './310-who-has-paid.js';
import { promotionDeliveries } from './311-promotion-deliveries.js';
import { plansOfDeletedCodes } from './312-plans-of-deleted-codes.js';
import { subscriptionsNeverMade } from './313-subscriptions-never-made.js';
import { paymentsByHand } from './314-payments-by-hand.js';
import { ticketRemindedAt } from './315-ticket-reminded-at.js';
import { payoutShowings } from './316-payout-showings.js';
import { owedSettled } from './317-owed-settled.js';
import { topicTurns } from './318-topic-turns.js';
import type { Migration } from './migration.js';

/** Every schema change in its order. To add one: a file with the next number, a line at the end here. */
export const migrations: readonly Migration[] = [
  roles,
  bots,
  botConnections,
  botAdmins,
  botFeatureFlags,
  botConfigurations,
  botPlans,
  users,
  conversations,
  processedUpdates,
  outbox,
  forgetBot,
  subscriptions,
  transactions,
  tenantPaymentCards,
  cardToCardPayments,
  zarinpalPayments,
  gatewayPayments,
  tenantWalletTransactions,
  tenantTrafficUsage,
  fleetSettings,
  apiTokens,
  adminRequests,
  auditLog,
  botSettingChanges,
  userSearch,
  panelDebts,
  paymentNumbers,
  outboxTrace,
  statistics,
  botRowLocks,
  panelAccounts,
  panelNotices,
  orders,
  keptTerms,
  subscriptionAddons,
  giftedTraffic,
  devicesAboveLimit,
  panelStates,
  retention,
  fleetLife,
  notices,
  noMenuMessage,
  leanIndexes,
  paymentCore,
  gatewayHealth,
  botRates,
  paymentHistory,
  stars,
  sealedCards,
  cardLimits,
  cardPayments,
  cardBankMessages,
  paymentGaps,
  cardReviews,
  receiptPictures,
  expiry,
  tenantBilling,
  autopay,
  moneyAudits,
  dailyReports,
  wordsWhileOff,
  keptMarks,
  trafficAlarms,
  leftChannel,
  agreements,
  promoGroups,
  startActions,
  promoCodes,
  promoCodeGuesses,
  planAudience,
  referrals,
  campaigns,
  personalOffers,
  testSquads,
  partners,
  gifts,
  supportTickets,
  ticketDesk,
  pages,
  faqAndNotes,
  menuButtons,
  blacklists,
  maintenance,
  payoutsShown,
  whoHasPaid,
  promotionDeliveries,
  plansOfDeletedCodes,
  subscriptionsNeverMade,
  paymentsByHand,
  ticketRemindedAt,
  payoutShowings,
  owedSettled,
  topicTurns,
];
