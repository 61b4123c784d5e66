import { areaTexts } from '../../../texts/shape.js';
import { subscriptionsEn } from './en.js';
import { subscriptionsFa } from './fa.js';
import { subscriptionsRu } from './ru.js';

/** The texts about what a person has: facts, devices, the link, what can be changed, in every language. */
export const subscriptionsTexts = areaTexts({
  en: subscriptionsEn,
  fa: subscriptionsFa,
  ru: subscriptionsRu,
});
