import { botBounds } from '../bounds.js';
import type { ErrorKind } from './error-kind.js';

/** What the rules of the fleet refuse: bots, their settings, people, money, sales. Alphabetical. */
export const fleetCodes = {
  'api_token.expiry_past': { status: 422, means: 'The time of expiry is over already.' },
  'api_token.too_many': {
    status: 409,
    means: `The bot has as many API tokens as it may: ${botBounds.liveTokens}. Revoke one first.`,
  },
  'blacklist.aborted': { means: 'The reading of a black list was given up by its caller.' },
  'blacklist.off': { status: 409, means: 'The bot has no black list: `blacklist_enabled` is off.' },
  'blacklist.timeout': {
    means: 'The address of a black list did not answer in time; it is asked again in an hour.',
  },
  'blacklist.unreachable': {
    means:
      'The address of a black list does not answer, breaks off, or answers too much or elsewhere; it is asked again in an hour.',
  },
  'bot.changed_meanwhile': {
    means: 'The bot was changed while it was connected; it is connected anew.',
    isQuiet: true,
  },
  'bot.exists': { status: 409, means: 'The fleet has this Telegram bot already.' },
  'bot.gone': { means: 'The bot was deleted while its update waited.' },
  'bot.is_master': { status: 409, means: 'The master bot can be neither switched off nor deleted.' },
  'bot.name_mismatch': { status: 409, means: '`confirm` is not the name of the bot.' },
  'bot.not_published': { means: 'The directory does not know the bot yet; it is published in a moment.' },
  'bot.other_bot': {
    status: 409,
    means: 'The Telegram token belongs to another bot; give `force` to change over.',
  },
  'bot.other_master': { means: '`BOT_TOKEN` belongs to another bot than the master of this database.' },
  'bot.sealed_otherwise': {
    means: 'The token of the bot was sealed under another `APP_SECRET`; a worker that has it goes on.',
  },
  'bot.second_master': { means: 'The fleet has a master bot already.' },
  'bot.unknown': { status: 404, means: 'No bot that this token may reach has this id.' },
  'bot_admin.exists': { status: 409, means: 'The person runs this bot already.' },
  'bot_admin.too_many': {
    status: 409,
    means: `The bot has as many admins as it may: ${botBounds.admins}. Remove one first.`,
  },
  'canned_answer.exists': { status: 409, means: 'The bot has an answer with this word already.' },
  'canned_answer.too_many': {
    status: 409,
    means: 'The bot has as many answers kept ready as it may: 200. Delete one first.',
  },
  'card.exists': { status: 409, means: 'The bot has a card with this number already.' },
  'card.in_use': {
    status: 409,
    means: 'Payments were made on the card, so its number stays: add a new card.',
  },
  'card.limits_crossed': {
    status: 422,
    means:
      'The limits of the card do not go together: its least amount is above its greatest, or its hours lack one end or begin when they end.',
  },
  'card.too_many': {
    status: 409,
    means: `The bot has as many cards as it may: ${botBounds.cards}. Delete one first.`,
  },
  'card.unreadable': {
    means:
      'The number of the card is sealed under another `APP_SECRET` than the fleet has; its tenant sees its last four digits, and can delete and add it again.',
  },
  'feature.planned': {
    status: 404,
    means: 'The feature is planned: this version does nothing with it, so it can be neither set nor read.',
  },
  'feature.refused': {
    status: 422,
    means: 'The feature cannot be configured like this; `errors` says why.',
  },
  'feature.unknown': { status: 404, means: 'There is no feature of this key.' },
  'operator_token.exists': { means: 'A token of this name exists already.' },
  'operator_token.too_many': { means: 'The fleet has as many tokens of operators as it may: a hundred.' },
  'operator_token.unknown': { means: 'No token of an operator has this name.' },
  'order.account_blocked': { means: 'The person may not buy anything.' },
  'order.choose_subscription': { means: 'The person has several subscriptions and named none.' },
  'order.devices_most': { means: 'More devices than a subscription may have.' },
  'order.gift_gone': { means: 'The gift was taken, given back, or its time is over.' },
  'order.gift_of_other': { means: 'The gift is for another person.' },
  'order.gift_waits': { means: 'The gift cannot be set up now, and stays as it is.' },
  'order.not_for_trial': { means: 'A trial is not changed; a plan takes its place.' },
  'order.not_for_you': { means: 'The plan is for other people: see its `audience`.' },
  'order.not_offered': { means: 'The bot does not sell this now.' },
  'order.plan_gone': { means: 'The plan is no longer sold.' },
  'order.subscription_disabled': { means: 'An administrator switched the subscription off.' },
  'order.subscription_gone': { means: 'The person has no such subscription.' },
  'order.subscription_limit': { means: 'The person has as many subscriptions as one may.' },
  'order.subscription_over': { means: 'The subscription has ended and must be renewed first.' },
  'order.tenant_wallet': { means: "The bot's wallet with the fleet does not pay for the traffic." },
  'order.too_long': { means: 'The subscription would last too long.' },
  'order.traffic_unlimited': { means: 'The traffic is unlimited already.' },
  'order.trial_used': { means: 'The person had a trial already.' },
  'plan.groups_unknown': {
    status: 422,
    means: 'A plan of groups must name at least one, and the bot must have each that it names.',
  },
  'plan.in_use': {
    status: 409,
    means:
      'Subscriptions were bought by the plan, or promo codes give it, and they keep naming it: deactivate it instead.',
  },
  'plan.order_incomplete': {
    status: 409,
    means: 'The order must name every plan of the bot once: read it again, then order anew.',
  },
  'plan.squads_not_sellable': {
    status: 422,
    means:
      'The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.',
  },
  'plan.too_many': {
    status: 409,
    means: `The bot has as many plans as it may: ${botBounds.plans}. Delete one first.`,
  },
  'plan.unknown': { status: 422, means: 'The bot has no plan of this id.' },
  'setting.conflict': { status: 409, means: 'The value does not fit another setting; `detail` says which.' },
  'setting.master_only': { status: 403, means: 'Only the master token may set this setting.' },
  'setting.no_room': {
    status: 409,
    means: `All settings of the bot together would be larger than they may: ${botBounds.settingBytes} bytes. Shorten or reset some.`,
  },
  'setting.refused': {
    status: 422,
    means: 'The value has the wrong type or is out of range; `errors` says why.',
  },
  'setting.unknown': { status: 404, means: 'There is no setting of this key.' },
  'subscription.no_account': {
    status: 409,
    means: 'The panel has made no account for the subscription yet, so there is no link to replace.',
  },
  'subscription.pending': { status: 409, means: 'The subscription is not paid yet.' },
  'subscription.removed': {
    status: 409,
    means: 'The account on the panel was given up for good: the person needs a new subscription.',
  },
  'subscription.sale_open': {
    status: 409,
    means: 'The panel has not taken over yet what was sold of it last; ask again in a moment.',
  },
  'subscription.too_long': { status: 409, means: 'It would last longer than a hundred years.' },
  'subscription.unpriced': {
    status: 409,
    means:
      'So much traffic has no price: more than can be counted, or unlimited where the bot pays the fleet by the gigabyte. The master token may give it.',
  },
  'subscription.wallet_too_low': {
    status: 409,
    means: "The bot's wallet with the fleet does not pay for the traffic that this would give.",
  },
  'ticket.file_gone': {
    status: 404,
    means: 'The message has no file, or Telegram has it no more.',
  },
  'ticket.file_too_large': {
    status: 409,
    means: 'Files over 3 MB are not given over the API; the group of support has it.',
  },
  'ticket.full': {
    status: 409,
    means: 'The ticket has as many messages as it may: 2,000. Close it; the person opens another.',
  },
  'user.balance_too_large': {
    status: 409,
    means: 'The wallet would hold more than can be counted exactly.',
  },
  'user.balance_too_low': { status: 409, means: 'The wallet has less than that.' },
  'user.blocked': { status: 409, means: 'The person is blocked: unblock them first.' },
  'user.deleted': { status: 409, means: 'The data of the person are erased.' },
  'user.has_balance': {
    status: 409,
    means: 'The wallet is not empty: pay it out, or say `forfeit_balance=true`.',
  },
  'user.unknown': { means: 'Nobody with this Telegram id has started the bot.' },
  'wallet.charge_lost': {
    means: 'The charge of the tenant for an order is not in the ledger, so it cannot be given back.',
  },
  'wallet.insufficient': { status: 409, means: 'The wallet has less than that.' },
  'wallet.too_large': { status: 409, means: 'The wallet would hold more than can be counted exactly.' },
} as const satisfies Readonly<Record<string, ErrorKind>>;
