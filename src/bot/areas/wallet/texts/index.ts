import { areaTexts } from '../../../texts/shape.js';
import { walletEn } from './en.js';
import { walletFa } from './fa.js';
import { walletRu } from './ru.js';

/** The texts about the wallet and the ways to fill it, in every language. */
export const walletTexts = areaTexts({ en: walletEn, fa: walletFa, ru: walletRu });
