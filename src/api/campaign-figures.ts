import { z } from 'zod';
import { id, shownNumber, shownToman, time } from './schemas.js';

/** Of whom the figures are. */
export const figuresQuery = {
  from: time.optional().meta({ description: 'People who first opened the link from then on; left out: all' }),
  until: time.optional().meta({ description: 'Before, without, this instant' }),
  format: z.enum(['json', 'csv']).default('json').meta({ description: 'Form of the answer' }),
};

const percent = z.number().nullable();
const shares = {
  registered_percent: percent.meta({ description: 'Of the people, who registered; null: nobody came' }),
  bought_percent: percent.meta({ description: 'Of the registrations, who bought; null: nobody registered' }),
};
const costs = {
  cost_toman: shownToman.nullable().meta({ description: 'Null: not known' }),
  cost_per_registration_toman: shownToman.nullable().meta({
    description: 'Rounded; null: nobody registered, no cost is known, or the figures are of a period only',
  }),
  cost_per_buyer_toman: shownToman.nullable(),
};
const figures = {
  visits: shownNumber.meta({ description: 'How often the link was opened' }),
  people: shownNumber.meta({ description: 'By how many people' }),
  registrations: shownNumber.meta({
    description: 'Those who registered by it; what follows is of them, up to now',
  }),
  bonuses: shownNumber.meta({ description: 'Who got the bonus' }),
  trials: shownNumber.meta({ description: 'Who took the trial, or was given a subscription' }),
  buyers: shownNumber.meta({ description: 'Who paid for something that was not taken back' }),
  sales_toman: shownToman.meta({
    description: 'What they bought from their wallets, less what was paid back there',
  }),
  revenue_toman: shownToman.meta({
    description:
      'What they paid in through payment methods, less what went back by them; bonuses are none of it',
  }),
  ...shares,
  ...costs,
};

/** What campaigns brought, together. */
export const campaignTotals = z.object(figures).meta({
  id: 'CampaignTotals',
  description: 'What campaigns brought together; costs of those that have one',
});

/** What a campaign brought. */
export const campaignFigures = z
  .object({ campaign_id: id, name: z.string(), ...figures })
  .meta({ id: 'CampaignFigures', description: 'What a campaign brought' });
export type CampaignFiguresView = z.output<typeof campaignFigures>;

/** The columns of their CSV. */
export const figuresColumns = [
  'campaign_id',
  'name',
  ...Object.keys(figures),
] as readonly (keyof CampaignFiguresView)[];
