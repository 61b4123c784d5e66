import { areaTexts } from '../../../texts/shape.js';
import { menuEn } from './en.js';
import { menuFa } from './fa.js';
import { menuRu } from './ru.js';

/** The texts about the menu, the account, help and the answers to what is none of ours, in every language. */
export const menuTexts = areaTexts({ en: menuEn, fa: menuFa, ru: menuRu });
