import { areaTexts } from '../../../texts/shape.js';
import { campaignsEn } from './en.js';
import { campaignsFa } from './fa.js';
import { campaignsRu } from './ru.js';

/** The texts about what people get who come by an advertising link, in every language. */
export const campaignsTexts = areaTexts({ en: campaignsEn, fa: campaignsFa, ru: campaignsRu });
