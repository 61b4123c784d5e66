import { expect } from 'chai';
import { z } from 'zod';
import type { Endpoint } from '#api/endpoint.js';
import { endpoints } from '#api/index.js';
import { id } from '#api/schemas.js';

/** What is ours alone, and no row of a tenant: limits of settings in the catalogue, the status of an answer. */
const ours = [
  ...['campaigns.figures ', 'campaigns.statistics items[].', 'campaigns.statistics total.'].flatMap(
    (place) => [`${place}registered_percent`, `${place}bought_percent`],
  ),
  'config.catalog items[].max',
  'config.catalog items[].min',
  'jobs.get result.status',
  'cards.statistics cards[].success_percent',
  'tickets.statistics ratings.average',
];
const extremes = [-1e30, -(2 ** 63), -1, 0, 2 ** 53, 2 ** 63, 1e30];

interface Leaf {
  readonly place: string;
  readonly schema: z.ZodType;
}

/** The schemas of single values in a schema, with their places. */
function leavesOf(schema: z.core.$ZodType, place: string): Leaf[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, part]) =>
      leavesOf(part, `${place}${/ $/.test(place) ? '' : '.'}${name}`),
    );
  if (schema instanceof z.ZodArray) return leavesOf(schema.element, `${place}[]`);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return leavesOf(schema.unwrap(), place);
  return [{ place, schema: schema as z.ZodType }];
}

const isNumber = (schema: z.ZodType): boolean => {
  const { type } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return type === 'integer' || type === 'number';
};

describe('the numbers in answers of the admin API', () => {
  const leaves = (Object.entries(endpoints) as [string, Endpoint][]).flatMap(([name, { output }]) =>
    output ? leavesOf(output, `${name} `) : [],
  );

  it('are shown whatever a row holds, as the nearest that JSON has exactly', () => {
    const numbers = leaves.filter(({ schema }) => isNumber(schema));
    expect(numbers.length).to.be.above(100);
    for (const { place, schema } of numbers.filter((one) => !ours.includes(one.place)))
      for (const value of extremes) {
        const result = schema.safeParse(value);
        expect(result.success, `${place} refuses ${value}`).to.equal(true);
        expect(Number.isSafeInteger(result.data), place).to.equal(true);
      }
    expect(ours.filter((place) => !numbers.some((one) => one.place === place))).to.deep.equal([]);
  });

  it('have ids beside them that are shown whatever a row holds', () => {
    const digits = leaves.filter(
      ({ schema }) =>
        schema instanceof z.ZodString && schema.safeParse('5').success && !schema.safeParse('five').success,
    );
    expect(digits.length).to.be.above(50);
    // Numbers of rows and tokens are PostgreSQL's own: from 1 upwards, whatever a tenant does.
    const isOwn = (schema: z.ZodType): boolean =>
      !schema.safeParse('-5').success && schema.safeParse('100000000000000000').success;
    expect(isOwn(id)).to.equal(true);
    for (const { place, schema } of digits.filter((one) => !isOwn(one.schema)))
      for (const value of ['-9223372036854775808', '0', '9223372036854775807'])
        expect(schema.safeParse(value).success, `${place} refuses ${value}`).to.equal(true);
  });
});
