import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { parseCardNumber } from '#platform/card-number.js';
import { botEndpoint } from './endpoint.js';
import {
  id,
  pageOf,
  pageQuery,
  queryFlag,
  shownNumber,
  shownTelegramId,
  shownToman,
  sortBy,
  text,
  time,
} from './schemas.js';
import { perLanguage } from './values.js';

const cardNumber = z
  .string()
  .max(64)
  .meta({
    description: '16 digits; Persian digits, blanks and dashes are understood, the check digit must be right',
    examples: ['6037-9975-9981-2345'],
  })
  .transform((written, check) => {
    const number = parseCardNumber(written);
    if (number !== undefined) return number;
    check.issues.push({
      code: 'custom',
      input: written,
      message: 'must be the 16 digits of a bank card with a right check digit',
    });
    return z.NEVER;
  });
const strategy = z.enum(['round_robin', 'random', 'time_based', 'weighted']).meta({
  description:
    'How the next card is picked: the longest unused, by chance, one for an interval, by chance and weight',
});
const interval = z
  .int()
  .min(1)
  .max(525_600)
  .meta({ description: 'Minutes a card stays in use with `time_based`' });
const weight = z.int().min(1).max(1_000_000).meta({ description: 'Share of the card with `weighted`' });
const dayCount = z
  .int()
  .min(1)
  .max(1_000_000)
  .nullable()
  .meta({ description: 'Payments that may begin on it in a day, by the bot’s clocks; null: any number' });
const limit = z.int('must be a whole number of toman').min(1).max(1_000_000_000_000).nullable();
const hour = z.int().min(0).max(23).nullable();
const limits = {
  day_count_limit: dayCount,
  day_sum_limit_toman: limit.meta({ description: 'Sum of those payments; null: any' }),
  min_toman: limit.meta({ description: 'Least amount of a payment on it; null: any' }),
  max_toman: limit.meta({ description: 'Greatest amount of a payment on it; null: any' }),
  hours_from: hour.meta({
    description: 'Full hour by the bot’s clocks from which it is shown; null, like `hours_until`: always',
  }),
  hours_until: hour.meta({
    description: 'Full hour from which it is shown no more; below `hours_from`: that of the next day',
  }),
};
const count = shownNumber;
const shownLimits = {
  day_count_limit: count.nullable().meta({ description: 'Payments that may begin on it in a day' }),
  day_sum_limit_toman: shownToman.nullable().meta({ description: 'Sum of those payments' }),
  min_toman: shownToman.nullable().meta({ description: 'Least amount of a payment on it' }),
  max_toman: shownToman.nullable().meta({ description: 'Greatest amount of a payment on it' }),
  hours_from: count.nullable().meta({ description: 'Full hour by the bot’s clocks from which it is shown' }),
  hours_until: count.nullable().meta({ description: 'Full hour from which it is shown no more' }),
};

const shownCard = {
  card_number: z.string().meta({
    description:
      '16 digits. Masked (`603799******2345`) in an answer that is given again; all but the last four are `*` when the fleet lost the `APP_SECRET` it was sealed under',
  }),
  last_four: z.string().meta({ description: 'Its last four digits' }),
  bank: z
    .object({ code: z.string(), name: perLanguage })
    .nullable()
    .meta({ description: 'The bank by the first six digits; null: none that is known' }),
};

const card = z
  .object({
    id,
    ...shownCard,
    card_holder_name: z.string(),
    rotation_strategy: strategy,
    rotation_interval_minutes: shownNumber.meta({
      description: 'Minutes a card stays in use with `time_based`',
    }),
    weight: shownNumber.meta({ description: 'Share of the card with `weighted`' }),
    ...shownLimits,
    is_active: z.boolean().meta({ description: 'Is it shown to payers?' }),
    success_count: count.meta({ description: 'Payments approved on it' }),
    failure_count: count.meta({ description: 'Payments rejected on it' }),
    current_usage_count: count.meta({ description: 'Times shown since the last reset' }),
    last_used_at: time.nullable().meta({ description: 'When it was last shown' }),
    created_by: shownTelegramId
      .nullable()
      .meta({ description: 'Admin who added it; null: through this API' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Card', description: 'A bank card on which a bot receives card-to-card payments' });

const required = {
  card_number: cardNumber,
  card_holder_name: text(100).meta({ description: 'Name on the card' }),
};
const choices = z.object({
  rotation_strategy: strategy,
  rotation_interval_minutes: interval,
  weight,
  ...limits,
  is_active: z.boolean(),
});
const change = z
  .strictObject({ ...required, ...choices.shape })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

const sums = {
  payment_count: count.meta({ description: 'Payments ever made, whatever became of them' }),
  approved_count: count,
  approved_toman: shownToman,
  pending_count: count.meta({ description: 'Not decided yet, with or without a receipt: no failure' }),
  pending_toman: shownToman,
  rejected_count: count,
  rejected_toman: shownToman,
  ended_count: count.meta({ description: 'Cancelled or expired' }),
};
const cardStatistics = z
  .object({
    card_id: id,
    ...shownCard,
    card_holder_name: z.string(),
    is_active: z.boolean(),
    current_usage_count: count,
    last_used_at: time.nullable(),
    success_percent: z
      .number()
      .min(0)
      .max(100)
      .nullable()
      .meta({ description: 'Approved among approved and rejected, to a tenth; null: none was judged' }),
    ...sums,
  })
  .meta({ id: 'CardStatistics', description: 'What came in on a card' });

const params = z.object({ card_id: id });
const one = { access: 'tenant', params, output: card, errors: ['resource.unknown'] } as const;
const path = '/bots/{bot_id}/cards/{card_id}';

/** Bank cards on which a bot receives card-to-card payments. */
export const cardEndpoints = {
  'cards.activate': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/activate`,
    summary: 'Show a card to payers',
  }),
  'cards.create': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/cards',
    access: 'tenant',
    body: z.strictObject({ ...required, ...choices.partial().shape }),
    output: card,
    status: 201,
    location: '/bots/{bot_id}/cards/{id}',
    summary: 'Add a card',
    description: `A bot has at most ${botBounds.cards}, shown or not.`,
    errors: ['card.exists', 'card.limits_crossed', 'card.too_many'],
  }),
  'cards.deactivate': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/deactivate`,
    summary: 'Hide a card from payers',
    description: 'Payments that wait for a receipt on it go on.',
  }),
  'cards.delete': botEndpoint({
    method: 'DELETE',
    path,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Delete a card',
    description:
      'One on which payments were made is kept for them, out of every list; no payment can begin on it any more, and its number may be added anew.',
    errors: ['resource.unknown'],
  }),
  'cards.get': botEndpoint({ ...one, method: 'GET', path, etag: 'gives', summary: 'Read a card' }),
  'cards.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/cards',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      is_active: queryFlag.optional(),
      sort: sortBy('id', 'card_holder_name', 'current_usage_count', 'success_count'),
    }),
    output: pageOf(card),
    summary: 'List the cards of a bot',
    errors: ['cursor.invalid'],
  }),
  'cards.reset-usage': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/reset-usage`,
    summary: 'Count how often a card is shown from zero again',
  }),
  'cards.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/cards/statistics',
    access: 'tenant',
    output: z
      .object({
        total: z.object(sums).meta({ description: 'Of all cards, those that were deleted since too' }),
        cards: z.array(cardStatistics),
      })
      .meta({ id: 'CardsStatistics', description: 'What came in on each card, since the start' }),
    summary: 'Compare the cards of a bot',
  }),
  'cards.update': botEndpoint({
    ...one,
    method: 'PUT',
    path,
    body: change,
    etag: 'checks',
    summary: 'Change a card',
    description:
      'Fields that are left out stay as they are. The number stays once a payment was made on the card.',
    errors: ['card.exists', 'card.in_use', 'card.limits_crossed', 'resource.unknown'],
  }),
} as const;
