import { z } from 'zod';
import { csvOf } from './csv.js';
import { botEndpoint } from './endpoint.js';
import {
  day,
  id,
  pageOf,
  pageQuery,
  shownNumber,
  shownTelegramId,
  shownToman,
  sortBy,
  text,
  time,
} from './schemas.js';

const state = z.enum(['open', 'taken', 'ended', 'refunded', 'cancelled']).meta({
  description:
    '`open`: it can be taken. `ended`: nobody took it in time. `refunded`: its money is back in the wallet of its buyer. `cancelled`: the payment of its buyer went back',
});

const gift = z
  .object({
    id,
    state,
    buyer_id: id,
    order_id: id.meta({ description: 'Order that paid for it' }),
    plan_id: id.nullable().meta({ description: 'null: the plan was deleted since' }),
    plan_name: z.string().meta({ description: 'As it was sold, as everything below' }),
    period_days: shownNumber,
    traffic_limit_gb: shownNumber.meta({ description: 'Gigabytes; 0: unlimited' }),
    device_limit: shownNumber,
    price_toman: shownToman.meta({ description: 'What its buyer has paid' }),
    recipient_telegram_id: shownTelegramId.nullable().meta({ description: 'Who alone may take it' }),
    recipient_username: z
      .string()
      .nullable()
      .meta({ description: 'Who alone may take it; both null: whoever has the link' }),
    valid_until: time.meta({ description: 'Until when it can be taken' }),
    refundable_until: time
      .nullable()
      .meta({ description: 'Until when its buyer may have the money back; null: never' }),
    is_refunded_at_end: z.boolean().meta({ description: 'Does the money go back by itself at the end?' }),
    taken_by: id.nullable().meta({ description: 'User who took it' }),
    taken_at: time.nullable(),
    subscription_id: id.nullable().meta({ description: 'Subscription for which it was taken' }),
    ended_at: time.nullable().meta({ description: 'When it ended, or its money went back' }),
    created_at: time,
    updated_at: time,
  })
  .meta({
    id: 'Gift',
    description:
      'A plan that a user has paid for somebody else. Its code is not shown: who has it can take it',
  });
type GiftView = z.output<typeof gift>;

const filters = {
  state: state.optional(),
  buyer_id: id.optional(),
  taken_by: id.optional(),
  created_from: time.optional(),
  created_to: time.optional().meta({ description: 'Up to, without, this instant' }),
};

const columns = Object.keys(gift.shape) as (keyof GiftView)[];
const counted = z.object({
  count: shownNumber,
  toman: shownToman.meta({ description: 'What was paid for them' }),
});

const params = z.object({ gift_id: id });

/** Plans that people buy for somebody else. */
export const giftEndpoints = {
  'gifts.export': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/gifts/export',
    access: 'tenant',
    query: z.object({
      ...filters,
      after_id: id
        .optional()
        .meta({ description: 'Only those of a larger number: `last_id` of the part before' }),
      format: z.enum(['json', 'csv']).default('csv').meta({ description: 'Form of the answer' }),
    }),
    output: z.object({
      items: z.array(gift).meta({ description: 'At most 5,000, oldest first' }),
      last_id: id.nullable().meta({ description: 'Where the next part begins; null: there is none' }),
    }),
    asCsv: ({ items }: { readonly items: readonly GiftView[] }) => csvOf(columns, items),
    summary: 'Export the gifts',
    description: 'As CSV unless `format=json`; more than 5,000 come in parts by `after_id`.',
  }),
  'gifts.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/gifts/{gift_id}',
    access: 'tenant',
    params,
    output: gift,
    etag: 'gives',
    summary: 'Read a gift',
    errors: ['resource.unknown'],
  }),
  'gifts.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/gifts',
    access: 'tenant',
    query: z.object({ ...pageQuery, ...filters, sort: sortBy('id') }),
    output: pageOf(gift),
    summary: 'List the gifts',
    errors: ['cursor.invalid'],
  }),
  'gifts.revoke': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/gifts/{gift_id}/revoke',
    access: 'tenant',
    params,
    body: z.strictObject({
      reason: text(500).optional().meta({ description: 'Why; for the audit log' }),
    }),
    output: gift,
    summary: 'Give the money of a gift back that nobody has taken',
    description:
      'Its link opens nothing any more, and the money is in the wallet of its buyer, whatever the rule of the sale says.',
    errors: ['resource.unknown', 'gift.not_open'],
  }),
  'gifts.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/gifts/statistics',
    access: 'tenant',
    query: z.object({
      from: day.optional().meta({ description: 'First day; left out: 30 days up to `to`' }),
      to: day.optional().meta({ description: 'Last day; left out: today' }),
    }),
    output: z.object({
      from: day,
      to: day,
      time_zone: z.string(),
      sold: counted,
      taken: counted,
      refunded: counted,
      cancelled: counted,
      ended: counted,
      open: counted.meta({ description: 'Those that wait to be taken now' }),
    }),
    summary: 'Count the gifts of some days',
    description: "Each by the day on which it happened, by the bot's time zone. At most 366 days.",
    errors: ['stats.period'],
  }),
} as const;
