import { languages, type Language } from '#platform/language.js';
import { billingTexts } from '../areas/billing/texts/index.js';
import { campaignsTexts } from '../areas/campaigns/texts/index.js';
import { cardsTexts } from '../areas/cards/texts/index.js';
import { codesTexts } from '../areas/codes/texts/index.js';
import { deskTexts } from '../areas/desk/texts/index.js';
import { gatesTexts } from '../areas/gates/texts/index.js';
import { giftsTexts } from '../areas/gifts/texts/index.js';
import { infoTexts } from '../areas/info/texts/index.js';
import { levelsTexts } from '../areas/levels/texts/index.js';
import { maintenanceTexts } from '../areas/maintenance/texts/index.js';
import { menuTexts } from '../areas/menu/texts/index.js';
import { noticesTexts } from '../areas/notices/texts/index.js';
import { offersTexts } from '../areas/offers/texts/index.js';
import { partnersTexts } from '../areas/partners/texts/index.js';
import { paymentsTexts } from '../areas/payments/texts/index.js';
import { referralsTexts } from '../areas/referrals/texts/index.js';
import { registrationTexts } from '../areas/registration/texts/index.js';
import { reportsTexts } from '../areas/reports/texts/index.js';
import { reviewsTexts } from '../areas/reviews/texts/index.js';
import { serversTexts } from '../areas/servers/texts/index.js';
import { sharedTexts } from '../areas/shared/texts/index.js';
import { shopTexts } from '../areas/shop/texts/index.js';
import { starsTexts } from '../areas/stars/texts/index.js';
import { subscriptionsTexts } from '../areas/subscriptions/texts/index.js';
import { supportTexts } from '../areas/support/texts/index.js';
import { walletTexts } from '../areas/wallet/texts/index.js';
import type { Template } from './shape.js';

/**
 * The texts of every area, alphabetical; `areas.ts` lists what the areas do. Two lists, since what they do needs the texts:
 * one would make a circle. Whoever is in one and not in the other does not compile.
 */
const areasTexts = {
  billing: billingTexts,
  campaigns: campaignsTexts,
  cards: cardsTexts,
  codes: codesTexts,
  desk: deskTexts,
  gates: gatesTexts,
  gifts: giftsTexts,
  info: infoTexts,
  levels: levelsTexts,
  maintenance: maintenanceTexts,
  menu: menuTexts,
  notices: noticesTexts,
  offers: offersTexts,
  partners: partnersTexts,
  payments: paymentsTexts,
  referrals: referralsTexts,
  registration: registrationTexts,
  reports: reportsTexts,
  reviews: reviewsTexts,
  servers: serversTexts,
  shared: sharedTexts,
  shop: shopTexts,
  stars: starsTexts,
  subscriptions: subscriptionsTexts,
  support: supportTexts,
  wallet: walletTexts,
} as const;

/** The texts of a language, as screens use them: `texts.shop.buttons.buy`. */
export type Texts = { readonly [Name in keyof typeof areasTexts]: (typeof areasTexts)[Name]['en'] };

const textsIn = (language: Language): Texts =>
  Object.fromEntries(
    Object.entries(areasTexts).map(([name, texts]) => [name, texts[language]]),
  ) as unknown as Texts;

/** The texts of every language. To add a language: a file in each area's `texts`, and its code in `platform/language`. */
export const textsOf = Object.fromEntries(
  languages.map((language) => [language, textsIn(language)]),
) as Readonly<Record<Language, Texts>>;

/** What a person reads of a `UserFacingError`, by its text key: from the `errors` of any area; undefined when none has it. */
export function findErrorText(texts: Texts, key: string): Template<string> | undefined {
  const sections = Object.values(texts).map((area) => ('errors' in area ? area.errors : {}));
  const found: Readonly<Record<string, Template<string>>> | undefined = sections.find((errors) =>
    Object.hasOwn(errors, key),
  );
  return found?.[key];
}
