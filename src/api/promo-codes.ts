import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { csvOf } from './csv.js';
import { botEndpoint } from './endpoint.js';
import {
  codeTerms,
  codeTermsWish,
  promoCodeRefusals,
  promoEffect,
  shownEffect,
  writtenCode,
} from './promo-code-values.js';
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

const format = z.enum(['json', 'csv']).default('json').meta({
  description:
    'Form of the answer. As CSV it has up to 10,000 rows, whatever `limit` says; `after_id` has those that follow.',
});
const afterId = id.optional().meta({
  description: 'Only those with a greater number: so CSV that is sorted by `id` goes on after its last line',
});

const promoCode = z
  .object({
    id,
    code: z.string().meta({ description: 'As it is written' }),
    link: z
      .string()
      .nullable()
      .meta({ description: 'Link that uses it; null: it has letters that no link of Telegram takes' }),
    effect: shownEffect,
    ...codeTerms,
    use_count: shownNumber.meta({ description: 'Uses so far' }),
    batch_id: id.nullable().meta({ description: 'Batch that it was made in' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'PromoCode', description: 'A word that gives something to who sends it to the bot' });

const use = z
  .object({
    id,
    code_id: id,
    code: z.string(),
    batch_id: id.nullable(),
    user_id: id,
    telegram_id: shownTelegramId,
    transaction_id: id.nullable().meta({ description: 'Movement of the wallet that it gave' }),
    subscription_id: id.nullable().meta({ description: 'Subscription that got time or traffic' }),
    discount_id: id.nullable().meta({ description: 'Discount that it gave; null: none, or forgotten since' }),
    used_at: time,
    taken_back_at: time.nullable().meta({
      description: 'When what it gave was taken back, since the panel refused it: the use does not count',
    }),
  })
  .meta({ id: 'PromoCodeUse', description: 'A person used a promo code' });

const sums = z
  .object({
    kind: z.enum(['balance', 'days', 'discount', 'group', 'traffic', 'trial']),
    use_count: shownNumber,
    person_count: shownNumber.meta({ description: 'Different people' }),
    given_toman: shownToman.meta({ description: 'Put into wallets' }),
    given_days: shownNumber,
    given_gb: shownNumber,
    discounted_sales_count: shownNumber.meta({
      description: 'Sales with a discount that was given, and stand',
    }),
    discounted_sales_toman: shownToman.meta({ description: 'What these brought in' }),
  })
  .meta({ id: 'PromoCodeSums', description: 'What codes of a kind gave' });

const codeColumns = ['id', 'code', 'is_active', 'use_count', 'batch_id', 'created_at'] as const;
const useColumns = [
  ...['id', 'used_at', 'code', 'code_id', 'batch_id', 'user_id', 'telegram_id'],
  ...['transaction_id', 'subscription_id', 'discount_id', 'taken_back_at'],
] as const;

const params = z.object({ promo_code_id: id });
const path = '/bots/{bot_id}/promo-codes/{promo_code_id}';
const period = {
  from: time.optional().meta({ description: 'Used from then on' }),
  to: time.optional().meta({ description: 'Used before' }),
};

/** Promo codes, and who used which. */
export const promoCodeEndpoints = {
  'promo-codes.create': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/promo-codes',
    access: 'tenant',
    body: z.strictObject({
      code: writtenCode,
      effect: promoEffect,
      ...codeTermsWish,
    }),
    output: promoCode,
    status: 201,
    location: '/bots/{bot_id}/promo-codes/{id}',
    summary: 'Make a promo code',
    description: `A bot has at most ${botBounds.promoCodes} of them.`,
    errors: promoCodeRefusals,
  }),
  'promo-codes.delete': botEndpoint({
    method: 'DELETE',
    path,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Delete a promo code',
    description:
      'One that was used is kept for its uses, out of every list; what it gave stays. The same code may be made anew.',
    errors: ['resource.unknown'],
  }),
  'promo-codes.get': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    params,
    output: promoCode,
    etag: 'gives',
    summary: 'Read a promo code',
    errors: ['resource.unknown'],
  }),
  'promo-codes.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/promo-codes',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      after_id: afterId,
      sort: sortBy('id', 'use_count', 'created_at'),
      kind: sums.shape.kind.optional(),
      is_active: queryFlag.optional(),
      batch_id: id.optional().meta({ description: 'Codes of this batch' }),
      is_single: queryFlag.optional().meta({ description: 'true: codes of no batch; false: of any' }),
      code: text(200).optional().meta({ description: 'The code, in any way to type it' }),
      format,
    }),
    output: pageOf(promoCode),
    asCsv: ({ items }: { readonly items: readonly z.output<typeof promoCode>[] }) =>
      csvOf(codeColumns, items),
    summary: 'List promo codes',
    errors: ['cursor.invalid'],
  }),
  'promo-codes.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/promo-codes/statistics',
    access: 'tenant',
    query: z.object({ ...period, code_id: id.optional().meta({ description: 'Of one code' }) }),
    output: z.object({ items: z.array(sums).meta({ description: 'A row for each kind that was used' }) }),
    summary: 'Read what promo codes gave',
  }),
  'promo-codes.update': botEndpoint({
    method: 'PUT',
    path,
    access: 'tenant',
    params,
    body: z
      .strictObject(codeTermsWish)
      .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field'),
    output: promoCode,
    etag: 'checks',
    summary: 'Change the terms of a promo code',
    description: 'What it gives stays as it is: another gift is another code.',
    errors: ['plan.unknown', 'promo_code.terms_crossed', 'resource.unknown'],
  }),
  'promo-codes.uses': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/promo-codes/uses',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      after_id: afterId,
      sort: sortBy('id', 'created_at'),
      code_id: id.optional(),
      batch_id: id.optional().meta({ description: 'Of codes of this batch' }),
      user_id: id.optional(),
      ...period,
      format,
    }),
    output: pageOf(use),
    asCsv: ({ items }: { readonly items: readonly z.output<typeof use>[] }) => csvOf(useColumns, items),
    summary: 'List who used which promo code, and when',
    errors: ['cursor.invalid'],
  }),
} as const;
