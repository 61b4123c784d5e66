import { areaTexts } from '../../../texts/shape.js';
import { serversEn } from './en.js';
import { serversFa } from './fa.js';
import { serversRu } from './ru.js';

/** The texts about how the servers are, in every language. */
export const serversTexts = areaTexts({ en: serversEn, fa: serversFa, ru: serversRu });
