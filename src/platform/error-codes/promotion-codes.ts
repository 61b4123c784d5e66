import { botBounds } from '../bounds.js';
import type { ErrorKind } from './error-kind.js';

/** Errors of campaigns, codes, groups, offers, gifts, referrals and partners, alphabetical. */
export const promotionCodes = {
  'campaign.deleted': {
    status: 409,
    means: 'The campaign is deleted; it is kept for its statistics only.',
  },
  'campaign.parameter_reserved': {
    status: 422,
    means:
      'The start parameter begins as links of the bot do that open something else, or as codes of people who invite.',
  },
  'campaign.parameter_taken': {
    status: 409,
    means:
      'The start parameter is that of another campaign, maybe of a deleted one, or the code of a person who invites.',
  },
  'campaign.period': { status: 422, means: 'The campaign would end before it begins.' },
  'campaign.too_many': {
    status: 409,
    means: `The bot has as many campaigns as it may: ${botBounds.campaigns}. Delete one first.`,
  },
  'gift.moved': {
    means:
      'A gift was taken, or came back, in this instant, or who took it is at something else; it is tried again.',
  },
  'gift.not_open': {
    status: 409,
    means: 'The gift was taken, given back or has ended, so that its money stays where it is.',
  },
  'partner.balance_too_large': {
    status: 409,
    means: 'The balance of the partner would be larger than can be counted exactly.',
  },
  'partner.state_step': {
    status: 409,
    means:
      'Who was accepted as a partner has a balance and is not refused but ended; who was never accepted cannot be ended, but refused.',
  },
  'partner_payout.decided': {
    status: 409,
    means: 'The payout is no longer in a state in which this can be done: somebody was first.',
  },
  'partner_payout.maybe_sent': {
    status: 409,
    means:
      'It was shown where the money of the payout shall go (`shown_at`), so that it may have been sent. If it was, note it as paid; if you are certain that it was not, reject it with `nothing_was_sent: true`.',
  },
  'partner_payout.not_covered': {
    status: 409,
    means:
      'The balance of the partner does not cover the payout: payments were refunded. Reject it; nobody was shown yet where to send it.',
  },
  'partner_payout.partner_gone': {
    status: 409,
    means: 'The partner is blocked or erased: nothing is paid to them. Reject the payout.',
  },
  'partner_payout.unreadable': {
    status: 409,
    means:
      'The requisites are sealed under another `APP_SECRET` than the fleet has, or were erased; reject the payout, so that the partner asks anew.',
  },
  'personal_offer.archived': {
    status: 409,
    means: 'The template of the offer is archived: it is neither sent nor changed any more.',
  },
  'personal_offer.ended': { status: 409, means: 'It has ended already, or was used.' },
  'personal_offer.group_unknown': { status: 422, means: 'The bot has no discount group of this id.' },
  'personal_offer.nobody_suits': {
    status: 422,
    means: 'Servers are tried with a running subscription, and people of this segment have none.',
  },
  'personal_offer.squads_not_sellable': {
    status: 422,
    means:
      'The offer names servers that the bot may not sell; the setting `sellable_squads` has those it may.',
  },
  'personal_offer.template_unknown': { status: 422, means: 'The bot has no template of this id.' },
  'personal_offer.terms': {
    status: 422,
    means:
      'A discount is a percentage or a sum, not both, and has no servers; test access names servers, and has nothing of a discount.',
  },
  'personal_offer.too_many': {
    status: 409,
    means: `The bot has as many templates of offers as it may: ${botBounds.personalOfferTemplates}. Archive one first.`,
  },
  'personal_offer.unreachable': {
    status: 409,
    means:
      'The person cannot hear of the offer: unknown, not registered, blocked or erased, or they have blocked the bot.',
  },
  'promo_code.exists': {
    status: 409,
    means: 'The bot has this promo code already, or one that people would take for it.',
  },
  'promo_code.group_unknown': { status: 422, means: 'The bot has no group of people of this id.' },
  'promo_code.terms_crossed': {
    status: 422,
    means:
      'The terms of the code do not go together: it ends before it begins, or it names plans without being for their buyers, or the other way round.',
  },
  'promo_code.too_many': {
    status: 409,
    means: `The bot has as many promo codes as it may: ${botBounds.promoCodes}. Delete some first.`,
  },
  'promo_group.exists': { status: 409, means: 'The bot has a group of this name already.' },
  'promo_group.has_members': {
    status: 409,
    means: 'People are in the group; give `drop_members=true` to take them out with it.',
  },
  'promo_group.in_use': {
    status: 409,
    means: 'Plans or codes name the group: change or delete them first.',
  },
  'promo_group.too_many': {
    status: 409,
    means: `The bot has as many groups as it may: ${botBounds.promoGroups}. Delete one first.`,
  },
  'referral.circle': {
    status: 409,
    means: 'The inviter is the person, or came by them, however far: nobody invites who brought them.',
  },
  'referral.has_inviter': { status: 409, means: 'Somebody else is known to have invited the person.' },
  'referral.not_open': {
    status: 409,
    means: 'One of the two is not registered, or the inviter is blocked or may invite nobody.',
  },
} as const satisfies Readonly<Record<string, ErrorKind>>;
