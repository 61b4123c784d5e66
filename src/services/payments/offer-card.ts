import type { MethodConfig } from '#gateways/method-feature.js';
import { toCurrency } from '#platform/money.js';
import type { LocalizedText } from '#platform/setting-kinds.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { hasCardFor } from '../cards/has-card-for.js';
import { tellCardsFull } from '../cards/tell-cards-full.js';
import { featureOf } from '../features/catalog.js';
import type { MethodTerms, PlacedOffer, WantedOffer } from './offer-methods.js';
import { cardMethod } from './on-card.js';

/** What paying from card to card is called where a bot has not named it. */
export const cardBrand: LocalizedText = featureOf(cardMethod).title;
/** Banks of Iran count in rial. */
export const cardCurrency = 'IRR';
/** Ten of them are a toman. */
const rial = { currency: cardCurrency, rateToman: '0.1' } as const;

/** Paying a sum from card to card: offered while it is on, the sum within its limits, and a card free to take it. */
export async function offerCard(
  tenant: Tenant,
  tx: Tx,
  { amountToman: wantedToman, terms }: WantedOffer,
): Promise<PlacedOffer[]> {
  const { isOn, config } = terms.features.card_to_card;
  if (!isOn) return [];
  const { max_toman: most, title, sort_order: place } = config as unknown as MethodConfig;
  const amountToman = askedOnCard(wantedToman, terms);
  if (amountToman > most) return [];
  if (!(await hasCardFor(tenant, tx, amountToman))) {
    await tellCardsFull(tenant, tx, amountToman);
    return [];
  }
  return [
    {
      method: cardMethod,
      title: { ...cardBrand, ...title },
      amountToman,
      isRaised: amountToman > wantedToman,
      ...rial,
      currencyAmount: toCurrency(amountToman, rial.currency, rial.rateToman),
      place,
    },
  ];
}

/** What is asked for where a sum is wanted, in toman: the sum, or the least that the bot takes from card to card. */
export const askedOnCard = (wantedToman: number, { features }: MethodTerms): number =>
  Math.max(wantedToman, (features.card_to_card.config as unknown as MethodConfig).min_toman);
