import { z } from 'zod';
import { hasVisibleText } from '#platform/visible-text.js';

/*
 * What fields of the admin API look like. Ids are PostgreSQL's BIGINT and Telegram's ids, both strings of digits, since
 * JSON numbers are not exact above 2^53. Instants are ISO 8601 in UTC. Money is whole toman. Names are snake_case.
 */

const largestId = 9_223_372_036_854_775_807n;
/** Also asked of what the pattern has refused already. */
const fits = (text: string): boolean => /^\d+$/.test(text) && BigInt(text) <= largestId;

/** A row's number. */
export const id = z
  .string()
  .regex(/^[1-9]\d{0,18}$/, 'must be a number above 0, as a string of digits')
  .refine(fits, 'is too large')
  .meta({ description: 'Number of a row, as a string of digits', examples: ['42'] });

/** A Telegram account, bot, or topic. */
export const telegramId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'must be a Telegram id, as a string of digits')
  .meta({ description: 'Telegram id, as a string of digits', examples: ['123456789'] });

/** A Telegram chat; groups and channels are negative. */
export const chatId = z
  .string()
  .regex(/^-?[1-9]\d{0,15}$/, 'must be the id of a Telegram chat, as a string of digits')
  .meta({
    description: 'Telegram chat, as a string of digits; groups are negative',
    examples: ['-1001234567890'],
  });

/** PostgreSQL has no year 0, and an offset can lead out of the years of four digits. */
const isKeepable = (written: string): boolean => /^(?!0000)\d{4}-/.test(new Date(written).toISOString());

/** An instant. */
export const time = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-01-31T12:00:00Z', abort: true })
  .refine(isKeepable, 'must be in the years 1 to 9999')
  .meta({ description: 'Instant, ISO 8601', examples: ['2026-01-31T12:00:00.000Z'] });

/** A day of the calendar. */
export const day = z.iso
  .date({ error: 'must be a day such as 2026-01-31' })
  .refine((date) => date >= '2000-01-01' && date <= '2999-12-31', 'must be between 2000 and 2999')
  .meta({ description: 'Day, ISO 8601', examples: ['2026-01-31'] });

const nearest = (value: number): number =>
  Math.trunc(Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER));

/**
 * A whole number in an answer. What no JSON number holds exactly is shown as ±(2^53 - 1): one value of one bot, however it
 * came about, never fails an answer, a list or a total.
 */
export const shownNumber = z.number().transform(nearest).pipe(z.int());

/** An amount in an answer. */
export const shownToman = shownNumber.meta({ description: 'Whole toman', examples: [150_000] });

/** A number of bytes in an answer. */
export const shownBytes = shownNumber.meta({ description: 'Bytes' });

/** An id of Telegram in an answer; what Telegram would never give is shown too. */
export const shownTelegramId = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .meta({ description: 'Telegram id, as a string of digits', examples: ['123456789'] });

/** An amount that is not below zero. */
export const toman = z
  .int('must be a whole number of toman')
  .min(0)
  .meta({ description: 'Whole toman', examples: [150_000] });

/** An amount that goes up or down. */
export const tomanChange = z.int('must be a whole number of toman').meta({ description: 'Whole toman' });

/** A text of people's, of 1 to `most` characters after trimming, some of which can be seen. */
export const text = (most: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((written) => written === '' || hasVisibleText(written), 'must have text that can be seen');

export const language = z.enum(['fa', 'en', 'ru']).meta({ description: 'Language' });

/** `true` or `false` in a query. */
export const queryFlag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** What every list takes: how many rows, and where to go on. */
export const pageQuery = {
  limit: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'Rows of a page' }),
  cursor: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: '`next_cursor` of the page before; goes with the same `sort`' }),
};

/** A page of a list; `next_cursor` is null on the last one. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page' }),
  });

/** Columns that a list can be sorted by, `-` for downwards; the first is what it does unasked. */
export const sortBy = <const C extends readonly [string, ...string[]]>(...columns: C) =>
  z
    .enum(columns.flatMap((column) => [column, `-${column}`]) as [C[number] | `-${C[number]}`])
    .optional()
    .meta({ description: 'Order; `-` turns it round' });
