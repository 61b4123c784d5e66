import { z } from 'zod';
import { id, shownNumber, shownToman } from './schemas.js';

/** A sum that a campaign may cost or give. */
export const someToman = z
  .int('must be a whole number of toman')
  .min(1)
  .max(100_000_000_000)
  .meta({ description: 'Whole toman', examples: [50_000] });

const unique = (list: readonly string[]): boolean => new Set(list).size === list.length;
const appliesTo = z.enum(['any', 'purchase', 'renewal']);

/** What a campaign shall give. */
export const campaignBonus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('balance'), amount_toman: someToman }),
  z.strictObject({
    kind: z.literal('subscription'),
    days: z.int().min(1).max(3_650),
    traffic_gb: z.int().min(0).max(1_000_000).meta({ description: 'Gigabytes; 0: unlimited' }),
    device_limit: z.int().min(1).max(1_000).default(1),
    squads: z
      .array(z.uuid())
      .max(200)
      .refine(unique, 'names a squad twice')
      .default([])
      .meta({ description: 'Squads of the panel that it gives; none: those of the trial' }),
  }),
  z
    .strictObject({
      kind: z.literal('discount'),
      percent: z.int().min(1).max(100).nullable().default(null),
      amount_toman: someToman.nullable().default(null),
      valid_days: z.int().min(1).max(3_650).meta({ description: 'From the registration on' }),
      applies_to: appliesTo.default('any').meta({ description: 'What it comes off' }),
      plan_ids: z
        .array(id)
        .min(1)
        .max(200)
        .refine(unique, 'names a plan twice')
        .nullable()
        .default(null)
        .meta({ description: 'Plans that it is for; null: all' }),
    })
    .refine(
      (off) => (off.percent === null) !== (off.amount_toman === null),
      'must have either percent or amount_toman',
    ),
]);

/** The same in an answer. */
export const shownCampaignBonus = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('balance'), amount_toman: shownToman }),
    z.object({
      kind: z.literal('subscription'),
      days: shownNumber,
      traffic_gb: shownNumber,
      device_limit: shownNumber,
      squads: z.array(z.string()),
    }),
    z.object({
      kind: z.literal('discount'),
      percent: shownNumber.nullable(),
      amount_toman: shownToman.nullable(),
      valid_days: shownNumber,
      applies_to: appliesTo,
      plan_ids: z.array(id).nullable(),
    }),
  ])
  .meta({
    id: 'CampaignBonus',
    description:
      'What people get who register by the link, once a person: money in the wallet, a subscription in place of the trial, or a discount',
  });
