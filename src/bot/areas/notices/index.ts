import type { NoticeKind } from '#services/notices/catalog.js';
import { sayBlocked, sayUnblocked } from './account-sayings.js';
import {
  sayApprovalUndone,
  sayCardPaymentEnds,
  sayPictureWanted,
  sayReceiptRejected,
  sayReceiptsWait,
  sayRejectionUndone,
  sayReviewChatTrouble,
} from './card-sayings.js';
import {
  sayChargeFailed,
  sayChargePriceRose,
  sayChargeUnheard,
  sayPaymentUnmatched,
  sayRepeatFailed,
  sayRepeatNotEnded,
} from './agreement-sayings.js';
import { sayAutopayAsks, sayAutopayDone, sayAutopayShort, sayAutopayStopped } from './autopay-sayings.js';
import { sayUnclearMessage } from './bank-sayings.js';
import { sayBonusFailed, sayBonusReturned, sayCampaignRegistration } from './campaign-sayings.js';
import { sayChannelLeft } from './channel-sayings.js';
import { sayBlacklistBroken, sayPersonListed } from './list-sayings.js';
import { sayMaintenanceBegan, sayMaintenanceEnded, sayMaintenanceOver } from './maintenance-sayings.js';
import { sayOffer } from './offer-sayings.js';
import { sayGift, sayGiftHandedOver, sayGiftWaits } from './gift-sayings.js';
import { sayGroupJoined, sayGroupReached } from './group-sayings.js';
import { sayOrder, saySale } from './order-sayings.js';
import {
  sayPartnerAsks,
  sayPartnerDecided,
  sayPartnerMoved,
  sayPayoutDecided,
  sayPayoutRequested,
  saySeenDecided,
} from './partner-sayings.js';
import {
  sayGatewayHidden,
  sayPaymentContradicted,
  sayPaymentCredited,
  sayPaymentHeld,
  sayPaymentReceived,
  sayPaymentRefunded,
  sayPaymentReversed,
  sayRefundRefused,
  saySettledTwice,
} from './payment-sayings.js';
import { sayPromoCodeFailed, sayPromoCodeReturned, sayPromoCodeUsed } from './promo-sayings.js';
import { sayRateRefused, sayRatesStale } from './rate-sayings.js';
import { sayDailyReport, sayFleetReport } from './report-sayings.js';
import {
  sayReferralEarned,
  sayReferralJoined,
  sayReferralPaid,
  sayReferralTakenBack,
  sayReferralWelcome,
} from './referral-sayings.js';
import type { Saying } from './saying.js';
import { sayDevicesRemoved, sayLink, saySubscription, saySurplusDevices } from './subscription-sayings.js';
import { sayTicketClosed, sayTicketGroupTrouble, sayTicketWaits } from './ticket-sayings.js';
import { sayHeavyTraffic } from './traffic-sayings.js';
import {
  sayCardsFull,
  sayCardUnreadable,
  sayChannelTrouble,
  sayMenuRefused,
  sayMoneyDiffers,
  sayNode,
  saySquadsRemoved,
  sayTokenRevoked,
  sayTopicTrouble,
} from './trouble-sayings.js';
import { sayWalletEmpty, sayWalletFilled, sayWalletLow } from './wallet-sayings.js';
import { sayNear, sayOver, sayTraffic, sayUnused, sayWinback } from './word-sayings.js';

/** What is said of each kind of notice, alphabetical; a missing one does not compile. */
export const sayings: { readonly [K in NoticeKind]: Saying<K> } = {
  account_blocked: sayBlocked,
  account_unblocked: sayUnblocked,
  approval_undone: sayApprovalUndone,
  autopay_asks: sayAutopayAsks,
  autopay_done: sayAutopayDone,
  autopay_short: sayAutopayShort,
  autopay_stopped: sayAutopayStopped,
  bank_message_unclear: sayUnclearMessage,
  blacklist_broken: sayBlacklistBroken,
  campaign_bonus_failed: sayBonusFailed,
  campaign_bonus_returned: sayBonusReturned,
  campaign_registration: sayCampaignRegistration,
  card_payment_ends: sayCardPaymentEnds,
  card_unreadable: sayCardUnreadable,
  cards_full: sayCardsFull,
  channel_left: sayChannelLeft,
  channel_trouble: sayChannelTrouble,
  charge_failed: sayChargeFailed,
  charge_price_rose: sayChargePriceRose,
  charge_unheard: sayChargeUnheard,
  daily_report: sayDailyReport,
  devices_removed: sayDevicesRemoved,
  devices_surplus: saySurplusDevices,
  expiry_near: sayNear,
  expiry_reminder: sayOver,
  fleet_report: sayFleetReport,
  gateway_hidden: sayGatewayHidden,
  gift_ends_soon: sayGift('ends_soon'),
  gift_handed_over: sayGiftHandedOver,
  gift_over: sayGift('over'),
  gift_taken: sayGift('taken'),
  gift_waits: sayGiftWaits,
  group_joined: sayGroupJoined,
  group_reached: sayGroupReached,
  link_ready: sayLink(true),
  link_replaced: sayLink(false),
  menu_refused: sayMenuRefused,
  maintenance_began: sayMaintenanceBegan,
  maintenance_ended: sayMaintenanceEnded,
  maintenance_over: sayMaintenanceOver,
  money_differs: sayMoneyDiffers,
  node_back: sayNode(true),
  node_lost: sayNode(false),
  order_changed: sayOrder('changed'),
  order_completed: sayOrder('completed'),
  order_expired: sayOrder('expired'),
  order_funded: sayOrder('funded'),
  order_refunded: sayOrder('refunded'),
  order_refused: sayOrder('refused'),
  partner_asks: sayPartnerAsks,
  partner_decided: sayPartnerDecided,
  partner_moved: sayPartnerMoved,
  payment_contradicted: sayPaymentContradicted,
  payment_credited: sayPaymentCredited,
  payment_held: sayPaymentHeld,
  payment_received: sayPaymentReceived,
  payment_refunded: sayPaymentRefunded,
  payment_reversed: sayPaymentReversed,
  payment_settled_twice: saySettledTwice,
  payment_unmatched: sayPaymentUnmatched,
  person_listed: sayPersonListed,
  personal_offer: sayOffer,
  payout_decided: sayPayoutDecided,
  payout_requested: sayPayoutRequested,
  payout_seen_decided: saySeenDecided,
  picture_wanted: sayPictureWanted,
  promo_code_failed: sayPromoCodeFailed,
  promo_code_returned: sayPromoCodeReturned,
  promo_code_used: sayPromoCodeUsed,
  rate_refused: sayRateRefused,
  rates_stale: sayRatesStale,
  receipt_rejected: sayReceiptRejected,
  receipts_wait: sayReceiptsWait,
  referral_earned: sayReferralEarned,
  referral_joined: sayReferralJoined,
  referral_paid: sayReferralPaid,
  referral_taken_back: sayReferralTakenBack,
  referral_welcome: sayReferralWelcome,
  refund_refused: sayRefundRefused,
  rejection_undone: sayRejectionUndone,
  repeat_failed: sayRepeatFailed,
  repeat_not_ended: sayRepeatNotEnded,
  review_chat_trouble: sayReviewChatTrouble,
  sale_made: saySale('sold'),
  sale_refunded: saySale('refunded'),
  squads_removed: saySquadsRemoved,
  subscription_expired: saySubscription('expired'),
  subscription_flowing: saySubscription('flowing'),
  subscription_limited: saySubscription('limited'),
  ticket_closed: sayTicketClosed,
  ticket_escalated: sayTicketWaits({ isEscalated: true }),
  ticket_group_trouble: sayTicketGroupTrouble,
  ticket_waits: sayTicketWaits({ isEscalated: false }),
  token_revoked: sayTokenRevoked,
  topic_trouble: sayTopicTrouble,
  traffic_heavy: sayHeavyTraffic,
  traffic_low: sayTraffic,
  trial_ends: sayNear,
  trial_unused: sayUnused,
  wallet_empty: sayWalletEmpty,
  wallet_filled: sayWalletFilled,
  wallet_low: sayWalletLow,
  winback_offer: sayWinback,
};
