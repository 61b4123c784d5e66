/** How much of each thing one bot may have: its tenant's programs can make all of it grow. docs/operations.md lists every table. */
export const botBounds = {
  /** People who run it in Telegram. */
  admins: 100,
  /** Campaigns; those that were deleted and are kept for their statistics do not count. */
  campaigns: 500,
  /** Bank cards, shown or not; those that were deleted and are kept for their payments do not count. */
  cards: 500,
  /** Frequent questions, shown or not. */
  faqEntries: 200,
  /** Bytes of the configuration of one feature. */
  featureBytes: 16_384,
  /** People on the black list that it reads. */
  listedPeople: 50_000,
  /** API tokens that are neither revoked nor expired. */
  liveTokens: 20,
  /** API tokens that are revoked or expired; the oldest are forgotten. */
  endedTokens: 100,
  /** Notes for the main menu, shown or not. */
  menuNotes: 30,
  /** Orders that a person has looked at and not paid; the oldest are forgotten. */
  openOrdersOfPerson: 20,
  /** Templates of personal offers that are not archived. */
  personalOfferTemplates: 200,
  /** Plans, on sale or not. */
  plans: 1_000,
  /** Promo codes; those that were used, then deleted, do not count. */
  promoCodes: 100_000,
  /** Groups of people who pay less. */
  promoGroups: 20,
  /** Answers that staff keep ready. */
  cannedAnswers: 200,
  /** Messages of one ticket, notes among them; who has more to say opens another. */
  messagesOfTicket: 2_000,
  /** Messages that one person may write into tickets in a minute, and tickets in a day. */
  ticketMessagesAMinute: 20,
  ticketsADay: 20,
  /** Bytes of all values of its settings together. */
  settingBytes: 262_144,
} as const;
