import type { Shape } from '../shape.js';
import type { amountsEn, shopAlertsEn, shopButtonsEn, shopCountsEn } from './en-buttons.js';
import type { shopEn } from './en.js';

/** What another language must have of each part. */
export type ShopTranslation<Part extends 'alerts' | 'amounts' | 'buttons' | 'counts' | 'shop'> = Shape<
  {
    alerts: typeof shopAlertsEn;
    amounts: typeof amountsEn;
    buttons: typeof shopButtonsEn;
    counts: typeof shopCountsEn;
    shop: typeof shopEn;
  }[Part]
>;
