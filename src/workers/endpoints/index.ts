import type { Endpoints } from '#api/index.js';
import type { WorkerDeps } from '../worker-deps.js';
import { apiTokenHandlers } from './api-tokens.js';
import { auditLogHandlers } from './audit-log.js';
import { blacklistHandlers } from './blacklist.js';
import { botAdminHandlers } from './bot-admins.js';
import { botHandlers } from './bots.js';
import { campaignHandlers } from './campaigns.js';
import { cannedAnswerHandlers } from './canned-answers.js';
import { cardHandlers } from './cards.js';
import { configHandlers } from './config.js';
import { faqHandlers } from './faq.js';
import { featureHandlers } from './features.js';
import { giftHandlers } from './gifts.js';
import type { HandlersOf } from './handler.js';
import { maintenanceHandlers } from './maintenance.js';
import { menuNoteHandlers } from './menu-notes.js';
import { pageHandlers } from './pages.js';
import { menuHandlers } from './menu.js';
import { partnerPayoutHandlers } from './partner-payouts.js';
import { partnerHandlers } from './partners.js';
import { paymentMethodHandlers } from './payment-methods.js';
import { paymentHandlers } from './payments.js';
import { personalOfferTemplateHandlers } from './personal-offer-templates.js';
import { personalOfferHandlers } from './personal-offers.js';
import { planHandlers } from './plans.js';
import { promoCodeBatchHandlers } from './promo-code-batches.js';
import { promoCodeHandlers } from './promo-codes.js';
import { promoGroupHandlers } from './promo-groups.js';
import { referralHandlers } from './referrals.js';
import { serverHandlers } from './servers.js';
import { statsHandlers } from './stats.js';
import { subscriptionHandlers } from './subscriptions.js';
import { ticketHandlers } from './tickets.js';
import { transactionHandlers } from './transactions.js';
import { userHandlers } from './users.js';
import { walletStatementHandlers } from './wallet-statements.js';
import { walletHandlers } from './wallet.js';

/** Every endpoint's handler, one resource a line, alphabetical; a missing one does not compile. */
export const makeEndpointHandlers = (deps: WorkerDeps): HandlersOf<Endpoints> => ({
  ...apiTokenHandlers(deps),
  ...auditLogHandlers(),
  ...blacklistHandlers(),
  ...botAdminHandlers(),
  ...botHandlers(deps),
  ...campaignHandlers(),
  ...cannedAnswerHandlers(),
  ...cardHandlers(deps),
  ...configHandlers(deps),
  ...faqHandlers(),
  ...featureHandlers(deps),
  ...giftHandlers(),
  ...maintenanceHandlers(),
  ...menuHandlers(deps),
  ...menuNoteHandlers(),
  ...pageHandlers(),
  ...partnerHandlers(),
  ...partnerPayoutHandlers(deps),
  ...paymentHandlers(deps),
  ...paymentMethodHandlers(deps),
  ...personalOfferHandlers(),
  ...personalOfferTemplateHandlers(),
  ...planHandlers(),
  ...promoCodeBatchHandlers(),
  ...promoCodeHandlers(),
  ...promoGroupHandlers(),
  ...referralHandlers(),
  ...serverHandlers(deps),
  ...statsHandlers(),
  ...subscriptionHandlers(),
  ...ticketHandlers(deps),
  ...transactionHandlers(),
  ...userHandlers(),
  ...walletHandlers(),
  ...walletStatementHandlers(),
});
