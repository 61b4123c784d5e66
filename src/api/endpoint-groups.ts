import type { EndpointName } from './index.js';

/** The first part of an endpoint's name. */
type Group = EndpointName extends infer Name
  ? Name extends `${infer First}.${string}`
    ? First
    : never
  : never;

/** What a group of endpoints is about, in a line; a missing one does not compile. */
export const groupMeanings: Readonly<Record<Group, string>> = {
  'api-tokens': 'Tokens with which programs reach this API: named, to read or to write, for a time',
  'audit-log': 'Who changed what, with the values before and after; secrets are masked',
  blacklist: 'People whom a bot neither registers nor sells to, as a list at an address names them',
  'bot-admins': 'The people who run a bot from inside Telegram',
  bots: 'The bots of the fleet: make, change, switch, check and delete them',
  campaigns: 'Advertising links: what they give, who came by them, and what they brought',
  'canned-answers': 'Answers that staff keep ready for tickets',
  cards: 'Bank cards that buyers pay to by card-to-card transfer',
  config: 'Settings of a bot, each with its type, range and default, as they are and as they were',
  faq: 'Frequent questions and their answers, in their order',
  features: 'What of the product a bot offers, with the configuration of each part',
  gifts: 'Plans that people bought for somebody else',
  jobs: 'Results of requests that were answered 202',
  maintenance: 'Whether a bot serves its admins alone, since when and why',
  menu: 'The main menu: order, words and buttons, its picture, and how it looks',
  'menu-notes': 'Short notes, one of which the main menu shows',
  pages: 'Rules, policies, offers and welcomes: their versions, and who accepted which',
  'partner-payouts': 'Money that partners ask for: approve, pay out, reject',
  partners: 'People who earn on those they brought: terms, balance, ledger',
  'payment-methods': 'Payment gateways, as they stand in a bot',
  payments: 'Payments of all methods',
  'personal-offer-sendings': 'Offers on their way to everybody of a segment',
  'personal-offer-templates': 'What is offered: a discount, or servers to try',
  'personal-offers': 'Offers that single people have, and what became of them',
  plans: 'What a bot sells: period, traffic, devices and price',
  'promo-code-batches': 'Codes that are used once each, made many at a time',
  'promo-codes': 'Words that give something to who sends them: limits, uses, statistics',
  'promo-groups': 'Groups of people who pay less: percents, thresholds, members',
  'referral-rewards': 'What people earned by inviting others, one by one',
  referrals: 'Inviting: who brought whom, on which terms, and what it brought',
  servers: 'The servers of the panel, as people of a bot see them',
  stats: 'Figures of a bot or of the whole fleet',
  subscriptions: 'What people have bought or try: extend, change, disable, give a new link',
  tickets: 'What people ask the support: read, answer, close, and keep somebody from writing',
  transactions: 'Movements of the people’s wallets',
  users: 'The people of a bot: find, block, credit, debit and erase them',
  wallet: 'What a tenant has with the fleet, and pays from for traffic',
  'wallet-statements': 'What a tenant was charged in a month, with its lines',
  'wallet-transactions': 'Movements of a tenant’s wallet',
};

/** The group that an endpoint is in. */
export const groupOf = (name: string): Group => name.split('.')[0] as Group;
