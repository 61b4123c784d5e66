import { areaTexts } from '../../../texts/shape.js';
import { maintenanceEn } from './en.js';
import { maintenanceFa } from './fa.js';
import { maintenanceRu } from './ru.js';

/** The texts about times in which a bot serves its admins alone, in every language. */
export const maintenanceTexts = areaTexts({ en: maintenanceEn, fa: maintenanceFa, ru: maintenanceRu });
