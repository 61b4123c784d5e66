import type { Shape } from '../shape.js';
import type { amountsEn, shopAlertsEn, shopButtonsEn, shopCountsEn } from './en-buttons.js';
import type { changeButtonsEn, changesEn } from './en-changes.js';
import type { shopEn } from './en.js';

interface Parts {
  readonly alerts: typeof shopAlertsEn;
  readonly amounts: typeof amountsEn;
  readonly buttons: typeof shopButtonsEn;
  readonly changeButtons: typeof changeButtonsEn;
  readonly changes: typeof changesEn;
  readonly counts: typeof shopCountsEn;
  readonly shop: typeof shopEn;
}

/** What another language must have of each part. */
export type ShopTranslation<Part extends keyof Parts> = Shape<Parts[Part]>;
