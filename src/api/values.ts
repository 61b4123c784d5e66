import { z } from 'zod';

/** Any JSON value; what it may be is said elsewhere. */
export const json = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.unknown()),
    z.record(z.string(), z.unknown()),
  ])
  .meta({ description: 'Any JSON value' });

/** Words of ours in the three languages. */
export const perLanguage = z
  .object({ fa: z.string(), en: z.string(), ru: z.string() })
  .meta({ id: 'PerLanguage', description: 'A text in three languages' });
