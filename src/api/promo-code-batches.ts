import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { batchTermsWish, promoCodeRefusals, promoEffect } from './promo-code-values.js';
import { id, pageOf, pageQuery, shownNumber, sortBy, text, time } from './schemas.js';

const batch = z
  .object({
    id,
    name: z.string(),
    size: shownNumber.meta({ description: 'Codes that were made' }),
    active_count: shownNumber.meta({ description: 'Codes that can be used, their time and audience aside' }),
    used_count: shownNumber.meta({ description: 'Codes that were used' }),
    deleted_count: shownNumber.meta({ description: 'Used codes that were deleted' }),
    created_at: time,
  })
  .meta({ id: 'PromoCodeBatch', description: 'Promo codes that were made at once, each for one use' });

const batchParams = z.object({ batch_id: id });
const batchPath = '/bots/{bot_id}/promo-codes/batches/{batch_id}';
const ofBatch = {
  access: 'tenant',
  params: batchParams,
  output: batch,
  errors: ['resource.unknown'],
} as const;
/** Promo codes that are made at once. */
export const promoCodeBatchEndpoints = {
  'promo-code-batches.activate': botEndpoint({
    ...ofBatch,
    method: 'POST',
    path: `${batchPath}/activate`,
    summary: 'Let the codes of a batch be used',
  }),
  'promo-code-batches.create': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/promo-codes/batches',
    access: 'tenant',
    body: z.strictObject({
      name: text(100).meta({ description: 'Name that admins see' }),
      size: z.int().min(1).max(10_000).meta({ description: 'How many codes are made' }),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9]{0,12}$/, 'must be at most 12 Latin letters and digits')
        .default('')
        .meta({ description: 'What each begins with' }),
      effect: promoEffect,
      ...batchTermsWish,
    }),
    output: batch,
    status: 201,
    location: '/bots/{bot_id}/promo-codes/batches/{id}',
    summary: 'Make many codes at once, each for one use',
    description:
      'Nobody guesses them: each has 60 random bits. `…/promo-codes?batch_id=…&format=csv` lists them.',
    errors: promoCodeRefusals,
  }),
  'promo-code-batches.deactivate': botEndpoint({
    ...ofBatch,
    method: 'POST',
    path: `${batchPath}/deactivate`,
    summary: 'Let no code of a batch be used any more',
  }),
  'promo-code-batches.delete': botEndpoint({
    method: 'DELETE',
    path: batchPath,
    access: 'tenant',
    params: batchParams,
    summary: 'Delete the codes of a batch',
    description: 'Those that were used are kept for their uses, out of every list.',
    errors: ['resource.unknown'],
  }),
  'promo-code-batches.get': botEndpoint({
    ...ofBatch,
    method: 'GET',
    path: batchPath,
    summary: 'Read a batch',
  }),
  'promo-code-batches.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/promo-codes/batches',
    access: 'tenant',
    query: z.object({ ...pageQuery, sort: sortBy('id', 'created_at') }),
    output: pageOf(batch),
    summary: 'List batches of promo codes',
    errors: ['cursor.invalid'],
  }),
} as const;
