import { apiTokenEndpoints } from './api-tokens.js';
import { auditLogEndpoints } from './audit-log.js';
import { blacklistEndpoints } from './blacklist.js';
import { botAdminEndpoints } from './bot-admins.js';
import { botEndpoints } from './bots.js';
import { campaignEndpoints } from './campaigns.js';
import { cannedAnswerEndpoints } from './canned-answers.js';
import { cardEndpoints } from './cards.js';
import { configEndpoints } from './config.js';
import type { Endpoint } from './endpoint.js';
import { faqEndpoints } from './faq.js';
import { featureEndpoints } from './features.js';
import { giftEndpoints } from './gifts.js';
import { jobEndpoints } from './jobs.js';
import { maintenanceEndpoints } from './maintenance.js';
import { menuNoteEndpoints } from './menu-notes.js';
import { pageEndpoints } from './pages.js';
import { menuEndpoints } from './menu.js';
import { partnerPayoutEndpoints } from './partner-payouts.js';
import { partnerEndpoints } from './partners.js';
import { paymentMethodEndpoints } from './payment-methods.js';
import { paymentEndpoints } from './payments.js';
import { personalOfferTemplateEndpoints } from './personal-offer-templates.js';
import { personalOfferEndpoints } from './personal-offers.js';
import { planEndpoints } from './plans.js';
import { promoCodeBatchEndpoints } from './promo-code-batches.js';
import { promoCodeEndpoints } from './promo-codes.js';
import { promoGroupEndpoints } from './promo-groups.js';
import { referralEndpoints } from './referrals.js';
import { serverEndpoints } from './servers.js';
import { statsEndpoints } from './stats.js';
import { subscriptionEndpoints } from './subscriptions.js';
import { ticketEndpoints } from './tickets.js';
import { transactionEndpoints } from './transactions.js';
import { userEndpoints } from './users.js';
import { walletStatementEndpoints } from './wallet-statements.js';
import { walletEndpoints } from './wallet.js';

/**
 * Every endpoint by its name, one resource a line, alphabetical. To add a resource: its file beside this one, a line
 * here, its handlers in workers/endpoints; what is missing does not compile.
 */
export const endpoints = {
  ...apiTokenEndpoints,
  ...auditLogEndpoints,
  ...blacklistEndpoints,
  ...botAdminEndpoints,
  ...botEndpoints,
  ...campaignEndpoints,
  ...cannedAnswerEndpoints,
  ...cardEndpoints,
  ...configEndpoints,
  ...faqEndpoints,
  ...featureEndpoints,
  ...giftEndpoints,
  ...jobEndpoints,
  ...maintenanceEndpoints,
  ...menuEndpoints,
  ...menuNoteEndpoints,
  ...pageEndpoints,
  ...partnerEndpoints,
  ...partnerPayoutEndpoints,
  ...paymentEndpoints,
  ...paymentMethodEndpoints,
  ...personalOfferEndpoints,
  ...personalOfferTemplateEndpoints,
  ...planEndpoints,
  ...promoCodeBatchEndpoints,
  ...promoCodeEndpoints,
  ...promoGroupEndpoints,
  ...referralEndpoints,
  ...serverEndpoints,
  ...statsEndpoints,
  ...subscriptionEndpoints,
  ...ticketEndpoints,
  ...transactionEndpoints,
  ...userEndpoints,
  ...walletEndpoints,
  ...walletStatementEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;

/** Is it the name of an endpoint? */
export const isEndpointName = (name: string): name is EndpointName => Object.hasOwn(endpoints, name);

/** The endpoint of a name. */
export const endpointOf = (name: EndpointName): Endpoint => endpoints[name];
