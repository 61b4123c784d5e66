/** Whether a person is on the black list: a constant of `access/find-listing`, but for the name of the table. */
const ofLists =
  /^src\/services\/(?:orders\/(?:facts|read-menu-facts)|payments\/judge-checkout)\.ts: listedText\('\w+'\)$/;

/** What a person is given off, which groups they are in and what they have paid: constants of the files that say what it is. */
const ofBuyers =
  /^src\/services\/(?:discounts\/(?:list-discounts|read-discounts|read-group)|orders\/(?:facts|groups-by-spending|read-levels|read-menu-facts))\.ts: (?:columns|spentText|(?:discounts|group|groupIds|offerHints)Text\('[\w.$]+'\))$/;

/** Who invited whom: a person as JSON, whether two are one, and which way a page goes, are constants of their files. */
const ofReferrals =
  /^src\/services\/referrals\/[\w-]+\.ts: (?:beside|order|isSamePersonText|namedText\('\w+'\))$/;

/** Columns, and how many messages are shown again, stand in their files. */
const ofTickets = /^src\/services\/tickets\/[\w-]+\.ts: (?:columns|own|shownAgain)$/;

/** How a wallet stands is one condition for everybody who asks: constants of `money/wallet-standing`. */
const ofWallets =
  /^src\/services\/(?:(?:billing|money)\/[\w-]+|orders\/(?:read-menu-facts|terms))\.ts: (?:isLow|owed|stopsSales)Text$/;

/**
 * Payments are in three tables: their names, columns and conditions are constants of `payment-rows`, `method-lacks`, or of the file;
 * `write-payment` puts together the columns that it names itself.
 */
const ofPayments =
  /^src\/services\/payments\/(?:agreements\/)?[\w-]+\.ts: (table(\.table)?|one\.table|method|columnsOf\((table|one|cardTable)\)|condition\(one\)|pause|pageLength|rates|setupColumns|faults|hidden|isOwn \? '' : ', [$\w, ]+'|paymentTables\s[^$]*|\[\.\.\.sets, \.\.\.moments, [^$]*\]\.join\(', '\))$/;

/** Columns and bounds of what is found about receipts stand in their files. */
const ofReceipts =
  /^src\/services\/card-payments\/(find-copies|find-pictures|list-receipts)\.ts: (pointedColumns|most\w+)$/;

/** Checks of the audit are put together from parts that stand in their file, with names of tables and kinds. */
const ofAudits =
  /^src\/services\/audits\/checks\.ts: (list\(.*\)|creditOf\('\w+'\)|ledgerRow|orderRow|partnerRow|refundRow|walletRow|checksOfLedger)$/;

/** Parts of statements that are lists of columns, conditions or other statements, never values from outside. */
const constants = [
  'src/services/menus/replace-menu.ts: menuText',
  'src/services/tickets/put-ticket.ts: deskOf',
  'src/services/snapshots/bot-snapshot.ts: menuText',
  'src/services/maintenance/follow-panel.ts: wishes',
  'src/services/reconcile/compare-accounts.ts: mayUseText',
  'src/services/reconcile/compare-accounts.ts: squadsText',
  'src/services/card-payments/match-bank-message.ts: endedAt',
  'src/services/orders/resume-carts.ts: pageLength',
  'src/services/payments/second-money.ts: longestNote',
  'src/services/payments/agreements/charges.ts: waitsForTenant',
  'src/services/payments/agreements/resume-charges.ts: waitsForTenant',
  'src/services/payments/agreements/resume-charges.ts: mostCharges',
  'src/services/card-payments/review-messages.ts: columns',
  'src/services/card-payments/waiting-receipts.ts: isWaiting',
  'src/services/cards/card-payments.ts: sums',
  'src/services/cards/has-card-for.ts: isOpen',
  'src/services/cards/pick-card.ts: by',
  'src/services/cards/pick-card.ts: isOpen',
  'src/services/cards/pick-card.ts: join',
  'src/services/cards/tell-cards-full.ts: hasRoomToday',
  'src/services/cards/tell-cards-full.ts: isOnDuty',
  'src/services/cards/tell-cards-full.ts: takesSum',
  'src/services/money/wallet-history.ts: columns',
  'src/services/partners/payout-rows.ts: columns',
  'src/services/people/admit-update.ts: columns',
  'src/services/settings/move-chat.ts: column',
  'src/services/snapshots/bot-snapshot.ts: pagesText',
  'src/services/card-payments/receipt-targets.ts: columnsOf(tableOf(cardMethod))',
  'src/services/card-payments/receipt-targets.ts: mostTargets',
  'src/services/card-payments/submit-receipt.ts: mostParts',
  'src/services/subscriptions/autopay-due.ts: pageLength',
  'src/services/subscriptions/renew-by-itself.ts: isDue',
  'src/services/bots/publish-bot.ts: hasEarlierSecret',
  'src/services/bots/publish-bot.ts: selectBots',
  'src/workers/handlers/bot-connect.ts: column',
  'src/workers/handlers/bot-connect.ts: at',
];

const families = [ofLists, ofBuyers, ofReferrals, ofTickets, ofWallets, ofPayments, ofReceipts, ofAudits];

/** Whether what a statement of src is put together with, as `file: expression`, is a constant: never a value from outside. */
export const isConstant = (place: string): boolean =>
  constants.includes(place) || families.some((family) => family.test(place));
