/** English texts about information pages; the shape of the other languages. */
export const infoEn = {
  title: 'Information',
  ask: 'What would you like to read?',
  rulesTitle: 'Terms of use',
  privacyTitle: 'Privacy policy',
  offerTitle: 'Terms of sale',
  page: 'Page {page} of {pages}',
  demand: {
    privacyAsk: 'Please read the privacy policy. We continue as soon as you accept it.',
    privacyDeclined:
      'That is up to you. Without accepting the privacy policy, though, we cannot offer you the service. It stays here in case you change your mind.',
    readOn: 'Please read to the end; you can accept it there.',
    renewed:
      'This text has been renewed. Please read it and accept it, then we go on. What you have bought keeps working.',
    changed: 'The text changed while you were reading. Please look at the new one.',
    thanks: 'Thank you! It is noted.',
  },
  faq: {
    title: 'Frequent questions',
    ask: 'Choose a question, or search for it.',
    entry: '{title}',
    heading: '<b>{title}</b>',
    searchAsk: 'Type one or more words of your question.',
    found: 'Found for “{words}”:',
    foundNone: 'Nothing was found for “{words}”. Please try other words.',
  },
  buttons: {
    info: '📖 Information',
    rules: '📜 Terms of use',
    privacy: '🔐 Privacy policy',
    offer: '📄 Terms of sale',
    faq: '❔ Frequent questions',
    search: '🔎 Search',
  },
} as const;
