import type { JobName } from '#jobs/catalog.js';
import type { WorkerDeps } from '../worker-deps.js';
import { adminFleetRequestHandler, adminRequestHandler } from './admin-request.js';
import { auditFleetHandler, auditMoneyHandler } from './audit-jobs.js';
import { autopayDueHandler, autopayFleetHandler, autopayHandler } from './autopay-jobs.js';
import { watchBillingHandler } from './billing-watch.js';
import { findBlacklistsHandler, readBlacklistHandler } from './blacklist-jobs.js';
import { connectBotHandler } from './bot-connect.js';
import { publishBotHandler } from './bot-publish.js';
import { showAnewHandler } from './bot-show-anew.js';
import { tokenRevokedHandler } from './bot-token-revoked.js';
import { earlierAdminsHandler, earlierBuyerHandler, earlierWalletHandler } from './earlier-notices.js';
import { checkChannelHandler, checkChannelsHandler } from './channel-jobs.js';
import { eraseIdleHandler, findIdlePeopleHandler } from './idle-people-jobs.js';
import { putReviewHandler } from './card-review-put.js';
import { cleanUpHandler } from './fleet-clean-up.js';
import { connectBotsHandler } from './fleet-connect-bots.js';
import { expireOrdersOfFleetHandler } from './fleet-expire-orders.js';
import { provisionOwedHandler } from './fleet-provision-owed.js';
import { publishDirectoryHandler } from './fleet-publish-directory.js';
import { reconcilePanelHandler } from './fleet-reconcile-panel.js';
import { relayOutboxHandler } from './fleet-relay-outbox.js';
import { sweepQueuesHandler } from './fleet-sweep-queues.js';
import { watchBillingOfFleetHandler } from './fleet-watch-billing.js';
import { takeIntoGroupsHandler } from './group-jobs.js';
import type { Handler } from './handler.js';
import {
  checkPanelHandler,
  followMaintenanceHandler,
  lookAtNodesHandler,
  tellEndHandler,
} from './maintenance-jobs.js';
import { sendCardHandler } from './message-send-card.js';
import { sendChartHandler } from './message-send-chart.js';
import { sendMenuHandler } from './message-send-menu.js';
import { sendPayoutHandler } from './message-send-payout.js';
import { sendQrHandler } from './message-send-qr.js';
import { sendMessageHandler } from './message-send.js';
import { sendNoticeHandler } from './notice-send.js';
import { endOffersHandler, findOffersHandler, sendOffersHandler } from './offer-jobs.js';
import { findTicketsHandler, lookAtTicketsHandler, planTicketsHandler } from './ticket-time-jobs.js';
import { endGiftsHandler, findGiftsHandler } from './gift-jobs.js';
import { completeWaitingHandler } from './orders-complete-waiting.js';
import { expireOrdersHandler } from './orders-expire.js';
import { resumeCartHandler, resumeOrdersHandler } from './orders-resume.js';
import { comparePanelHandler, findMissingHandler } from './panel-compare.js';
import { panelEventHandler } from './panel-event.js';
import { bankMessageHandler } from './payment-bank-message.js';
import {
  cardPaymentDueHandler,
  cancelPaymentHandler,
  checkDueHandler,
  checkPaymentHandler,
  confirmPaymentHandler,
  checkPaymentsHandler,
  findLostHandler,
  findLostPaymentsHandler,
  lookAtReceiptHandler,
  makePaymentHandler,
  paymentCallbackHandler,
  pollRatesHandler,
  pollRatesOfFleetHandler,
  refundPaymentHandler,
  reviewCardPaymentHandler,
  showPaymentHandler,
} from './payment-jobs.js';
import { findReportsHandler, tellReportHandler } from './report-jobs.js';
import { lookHandler, removeDevicesHandler } from './subscription-look.js';
import { preCheckoutHandler } from './payment-pre-checkout.js';
import { provisionHandler } from './subscription-provision.js';
import { sweepFleetStarsHandler, sweepStarsHandler } from './star-jobs.js';
import {
  agreementHandler,
  agreementsDueHandler,
  agreementsOfFleetHandler,
  chargeHandler,
  stopRepeatingHandler,
} from './agreement-jobs.js';
import { trimDevicesHandler } from './subscription-trim-devices.js';
import { telegramUpdateHandler } from './telegram-update.js';
import { putTicketHandler } from './ticket-put.js';
import { findWordsHandler, planWordsHandler, tellWordsHandler } from './word-jobs.js';

export type HandlerTable = { readonly [N in JobName]: Handler<N> };

/** Every job's handler, alphabetical; a missing one does not compile. */
export const makeHandlers = (deps: WorkerDeps): HandlerTable => ({
  'admin.fleet-request': adminFleetRequestHandler(deps),
  'admin.request': adminRequestHandler(deps),
  'billing.watch': watchBillingHandler(deps),
  'blacklist.read': readBlacklistHandler(deps),
  'bot.connect': connectBotHandler(deps),
  'bot.publish': publishBotHandler(deps),
  'bot.show-anew': showAnewHandler(),
  'bot.token-revoked': tokenRevokedHandler(),
  'card-payment.due': cardPaymentDueHandler(deps),
  'card-payment.review': reviewCardPaymentHandler(deps),
  'card-review.put': putReviewHandler(deps),
  'card-receipt.look': lookAtReceiptHandler(deps),
  'fleet.audit-money': auditFleetHandler(),
  'fleet.autopay': autopayFleetHandler(),
  'fleet.check-channels': checkChannelsHandler(),
  'fleet.check-panel': checkPanelHandler(deps),
  'fleet.check-payments': checkPaymentsHandler(),
  'fleet.clean-up': cleanUpHandler(deps),
  'fleet.connect-bots': connectBotsHandler(deps),
  'fleet.expire-orders': expireOrdersOfFleetHandler(),
  'fleet.find-blacklists': findBlacklistsHandler(),
  'fleet.find-gifts': findGiftsHandler(),
  'fleet.find-idle-people': findIdlePeopleHandler(),
  'fleet.find-lost-payments': findLostPaymentsHandler(),
  'fleet.find-offers': findOffersHandler(),
  'fleet.find-reports': findReportsHandler(),
  'fleet.find-words': findWordsHandler(),
  'fleet.look-at-nodes': lookAtNodesHandler(deps),
  'fleet.poll-rates': pollRatesOfFleetHandler(),
  'fleet.provision-owed': provisionOwedHandler(deps),
  'fleet.publish-directory': publishDirectoryHandler(deps),
  'fleet.reconcile-panel': reconcilePanelHandler(deps.panel),
  'fleet.relay-outbox': relayOutboxHandler(deps),
  'fleet.repeat-payments': agreementsOfFleetHandler(),
  'fleet.sweep-queues': sweepQueuesHandler(deps),
  'fleet.sweep-stars': sweepFleetStarsHandler(),
  'fleet.watch-billing': watchBillingOfFleetHandler(),
  'gifts.end-due': endGiftsHandler(),
  'maintenance.follow': followMaintenanceHandler(),
  'maintenance.tell-end': tellEndHandler(),
  'fleet.find-tickets': findTicketsHandler(),
  'tickets.look-at-due': lookAtTicketsHandler(),
  'tickets.plan': planTicketsHandler(),
  'message.send': sendMessageHandler(deps),
  'message.send-card': sendCardHandler(deps),
  'message.send-chart': sendChartHandler(deps),
  'message.send-menu': sendMenuHandler(deps),
  'message.send-payout': sendPayoutHandler(deps),
  'message.send-qr': sendQrHandler(deps),
  'panel.compare': comparePanelHandler(),
  'panel.event': panelEventHandler(),
  'panel.find-missing': findMissingHandler(),
  'payment.bank-message': bankMessageHandler(deps),
  'payment.callback': paymentCallbackHandler(deps),
  'payment.cancel': cancelPaymentHandler(deps),
  'payment.charge': chargeHandler(deps),
  'payment.check': checkPaymentHandler(deps),
  'payment.confirm': confirmPaymentHandler(deps),
  'payment.create': makePaymentHandler(deps),
  'payment.refund': refundPaymentHandler(deps),
  'payment.repeat': agreementHandler(deps),
  'payment.show': showPaymentHandler(deps),
  'payment.pre-checkout': preCheckoutHandler(deps),
  'payment.stop-repeating': stopRepeatingHandler(deps),
  'payments.check-due': checkDueHandler(),
  'payments.find-lost': findLostHandler(deps),
  'payments.repeat-due': agreementsDueHandler(),
  'payments.sweep-stars': sweepStarsHandler(deps),
  'rates.poll': pollRatesHandler(deps),
  'report.tell': tellReportHandler(deps),
  'subscription.autopay': autopayHandler(),
  'subscriptions.autopay-due': autopayDueHandler(),
  'subscription.look': lookHandler(deps),
  'subscription.provision': provisionHandler(deps),
  'subscription.remove-devices': removeDevicesHandler(deps),
  'subscription.trim-devices': trimDevicesHandler(deps.panel),
  'money.audit': auditMoneyHandler(),
  'notice.admins': earlierAdminsHandler(deps),
  'notice.buyer': earlierBuyerHandler(deps),
  'notice.send': sendNoticeHandler(deps),
  'notice.wallet-empty': earlierWalletHandler(deps),
  'offers.end': endOffersHandler(),
  'offers.send': sendOffersHandler(),
  'orders.complete-waiting': completeWaitingHandler(),
  'orders.expire': expireOrdersHandler(),
  'orders.resume': resumeOrdersHandler(),
  'orders.resume-cart': resumeCartHandler(),
  'people.check-channel': checkChannelHandler(deps),
  'people.erase-idle': eraseIdleHandler(),
  'people.take-into-groups': takeIntoGroupsHandler(),
  'telegram.update': telegramUpdateHandler(deps),
  'ticket.put': putTicketHandler(deps),
  'words.plan': planWordsHandler(),
  'words.tell': tellWordsHandler(),
});
