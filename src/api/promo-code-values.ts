import { z } from 'zod';
import { readPromoCode } from '#platform/promo-code-key.js';
import { id, shownNumber, shownToman, time } from './schemas.js';

/*
 * What a promo code gives, and on which terms, as requests say it and answers show it.
 */

const toman = z.int('must be a whole number of toman').min(1).max(1_000_000_000);
const days = z.int().min(1).max(3_650);
const appliesTo = z
  .enum(['any', 'purchase', 'renewal'])
  .meta({ description: 'What it comes off: what begins, what goes on or is taken up again, or both' });
const planIds = z
  .array(id)
  .min(1)
  .max(100)
  .refine((list) => new Set(list).size === list.length, 'names a plan twice');

const discount = z
  .strictObject({
    kind: z.literal('discount'),
    percent: z.int().min(1).max(100).nullable().default(null).meta({ description: 'Percent of the price' }),
    amount_toman: toman.nullable().default(null).meta({ description: 'A sum, in place of `percent`' }),
    valid_hours: z.int().min(1).max(8_760).meta({ description: 'How long it can be used' }),
    applies_to: appliesTo.default('any'),
    plan_ids: planIds
      .nullable()
      .default(null)
      .meta({ description: 'Plans that it is for; null: all, and the simple offer' }),
  })
  .refine(
    ({ percent, amount_toman: amount }) => (percent === null) !== (amount === null),
    'must have either percent or amount_toman',
  );

/** A code as it is written, with its key. */
export const writtenCode = z
  .string()
  .max(200)
  .meta({
    description:
      '3 to 32 letters of any language, digits, `-` and `_`. Capitals, dashes, accents, digits of any keyboard and letters that look alike (O and 0, I and 1, Cyrillic А) make no difference.',
    examples: ['SUMMER-25'],
  })
  .transform((written, check) => {
    const code = readPromoCode(written);
    if (code !== undefined) return code;
    check.issues.push({
      code: 'custom',
      input: written,
      message: 'must be 3 to 32 letters, digits, - and _',
    });
    return z.NEVER;
  });

/** What a code gives, as a request says it. */
export const promoEffect = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('balance'), amount_toman: toman }),
    z.strictObject({
      kind: z.literal('days'),
      days,
      plan_id: id.nullable().default(null).meta({
        description:
          'Plan whose limits a subscription has that the days start; null: those of the simple offer',
      }),
    }),
    z.strictObject({ kind: z.literal('trial'), days }),
    discount,
    z.strictObject({ kind: z.literal('group'), group_id: id }),
    z.strictObject({ kind: z.literal('traffic'), gb: z.int().min(1).max(1_000_000) }),
  ])
  .meta({ description: 'What the code gives; it never changes' });

/** The same in an answer: fields of other kinds are null. */
export const shownEffect = z
  .object({
    kind: z.enum(['balance', 'days', 'discount', 'group', 'traffic', 'trial']),
    amount_toman: shownToman.nullable(),
    days: shownNumber.nullable(),
    plan_id: id.nullable().meta({ description: 'Plan whose limits the days start with' }),
    percent: shownNumber.nullable(),
    valid_hours: shownNumber.nullable(),
    applies_to: appliesTo.nullable(),
    plan_ids: z.array(id).nullable().meta({ description: 'Plans that the discount is for; null: all' }),
    group_id: id.nullable(),
    gb: shownNumber.nullable(),
  })
  .meta({ id: 'PromoEffect', description: 'What a promo code gives; fields of other kinds are null' });

const audience = z.enum(['everyone', 'newcomers', 'before_purchase', 'plan_buyers']).meta({
  description:
    'Who may use it: everybody; people who never paid and never had a subscription; people who have bought nothing yet (a trial is none); buyers of `audience_plan_ids`',
});
const uses = z.int().min(1).max(1_000_000);

const nullableTime = (description: string) => time.nullable().meta({ description });

/** On which terms the codes of a batch can be used, as a request says it; each is used once. */
export const batchTermsWish = z
  .object({
    starts_at: nullableTime('It can be used from then on; null, or left out: at once'),
    ends_at: nullableTime('It can be used until then; null, or left out: for good'),
    audience,
    audience_plan_ids: planIds.nullable().meta({ description: 'Plans of `plan_buyers`' }),
    is_active: z.boolean().meta({ description: 'Left out: true' }),
  })
  .partial().shape;

/** The same of a code of its own. */
export const codeTermsWish = z
  .object({
    ...batchTermsWish,
    max_uses: uses.nullable().meta({ description: 'Uses in all; null, or left out: any number' }),
    max_uses_per_person: uses.meta({ description: 'Left out: 1' }),
    max_uses_per_day: uses
      .nullable()
      .meta({ description: 'Uses on a day by the bot’s clocks; null, or left out: any number' }),
  })
  .partial().shape;

/** The same in an answer. */
export const codeTerms = {
  max_uses: shownNumber.nullable().meta({ description: 'Uses in all; null: any number' }),
  max_uses_per_person: shownNumber,
  max_uses_per_day: shownNumber.nullable().meta({ description: 'Uses on a day by the bot’s clocks' }),
  starts_at: time.nullable(),
  ends_at: time.nullable(),
  audience,
  audience_plan_ids: z.array(id).nullable().meta({ description: 'Plans of `plan_buyers`' }),
  is_active: z.boolean().meta({ description: 'Can it be used?' }),
};

/** Why no code is made. */
export const promoCodeRefusals = [
  'plan.unknown',
  'promo_code.exists',
  'promo_code.group_unknown',
  'promo_code.terms_crossed',
  'promo_code.too_many',
] as const;
