import { Op, literal, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { refuse } from './refuse.js';

/** What a list is asked for. */
export interface PageWish {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** A column of the contract, `-` for downwards. */
  readonly sort?: string | undefined;
}

export interface Page<Row> {
  readonly rows: Row[];
  readonly next_cursor: string | null;
}

type Value = string | number;
type Place = readonly [sort: string, value: Value | ReturnType<typeof literal>, id: string];

/**
 * One page of a model's rows, by keys, so that it costs the same at any depth and rows that come or go in between are
 * neither lost nor shown twice. `sort` may name columns without nulls. Refuses a cursor that is not of this list.
 */
export async function readPage<M extends Model>(
  model: ModelStatic<M>,
  wish: PageWish,
  where: WhereOptions = {},
): Promise<Page<M>> {
  const sort = wish.sort ?? 'id';
  const column = attributeOf(sort.replace(/^-/, ''));
  const isDown = sort.startsWith('-');
  const isTime = typeOf(model, column) === 'time';
  const from = wish.cursor === undefined ? undefined : readCursor(model, sort, wish.cursor);
  const direction = isDown ? 'DESC' : 'ASC';
  const found = await model.findAll({
    where: from ? { [Op.and]: [where, after(column, isDown, isTime ? instantOf(from) : from)] } : where,
    order:
      column === 'id'
        ? [['id', direction]]
        : [
            [column, direction],
            ['id', direction],
          ],
    limit: wish.limit + 1,
    ...(isTime && { attributes: { include: [[microsecondsOf(sort), exactTime]] } }),
  });
  const rows = found.slice(0, wish.limit);
  const last = rows.at(-1);
  const isMore = found.length > wish.limit;
  return { rows, next_cursor: last && isMore ? writeCursor(sort, column, last) : null };
}

/** Instants of PostgreSQL are finer than JavaScript's: a cursor has them in microseconds since 1970. */
const exactTime = 'placeOfRow';
const microsecondsOf = (sort: string) =>
  literal(`(extract(epoch from ${sort.replace(/^-/, '')}) * 1000000)::bigint`);
const instantOf = ([sort, value, id]: Place): Place => [
  sort,
  literal(`timestamptz 'epoch' + ${value as string} * interval '1 microsecond'`),
  id,
];

/** One page over several tables whose rows are numbered by one sequence, in the order of the numbers. */
export async function readMergedPage<Row extends { readonly id: string }>(
  sources: readonly ((wish: PageWish) => Promise<Page<Row>>)[],
  wish: PageWish,
): Promise<Page<Row>> {
  const pages: Page<Row>[] = [];
  // Queries of one transaction go one after another.
  for (const read of sources) pages.push(await read(wish));
  const sort = wish.sort ?? 'id';
  const up = pages
    .flatMap((page) => page.rows)
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  const all = sort.startsWith('-') ? up.reverse() : up;
  const rows = all.slice(0, wish.limit);
  const last = rows.at(-1);
  const isMore = all.length > wish.limit || pages.some(({ next_cursor }) => next_cursor !== null);
  return { rows, next_cursor: last && isMore ? cursorOf([sort, last.id, last.id]) : null };
}

const attributeOf = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function after(column: string, isDown: boolean, [, value, id]: Place): WhereOptions {
  const beyond = isDown ? Op.lt : Op.gt;
  if (column === 'id') return { id: { [beyond]: id } };
  // The first condition says no more than the second; by it the index is entered at the place.
  return {
    [column]: { [isDown ? Op.lte : Op.gte]: value },
    [Op.or]: [{ [column]: { [beyond]: value } }, { id: { [beyond]: id } }],
  };
}

/** As PostgreSQL gave the values: a getter's number is not exact above 2^53, and would point at another place. */
function writeCursor(sort: string, column: string, row: Model): string {
  return cursorOf([sort, row.get(exactTime) ?? row.getDataValue(column), row.get('id')]);
}

const cursorOf = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(model: ModelStatic<Model>, sort: string, cursor: string): Place {
  const place = parse(cursor);
  const column = attributeOf(sort.replace(/^-/, ''));
  if (!place || place[0] !== sort || !isValueOf(model, column, place[1] as Value)) refuse('cursor.invalid');
  return place;
}

function parse(cursor: string): Place | undefined {
  try {
    const [sort, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const isPlace = typeof sort === 'string' && typeof id === 'string' && /^[1-9]\d{0,17}$/.test(id);
    return isPlace && (typeof value === 'string' || typeof value === 'number')
      ? [sort, value, id]
      : undefined;
  } catch {
    return undefined;
  }
}

/** Cursors come from outside: PostgreSQL must be able to compare them with the column. */
function isValueOf(model: ModelStatic<Model>, column: string, value: Value): boolean {
  const type = typeOf(model, column);
  if (type === 'text') return typeof value === 'string' && !/[\0\p{Cs}]/u.test(value);
  if (type === 'time') return /^-?\d{1,17}$/.test(String(value));
  return /^-?\d{1,19}$/.test(String(value)) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

function typeOf(model: ModelStatic<Model>, column: string): 'number' | 'text' | 'time' {
  const attributes = model.getAttributes() as Record<string, { type: { toString(): string } } | undefined>;
  const type = attributes[column]?.type.toString();
  if (type === 'TEXT') return 'text';
  return type?.startsWith('TIMESTAMP') ? 'time' : 'number';
}

/** A condition on part of a text, whatever signs of patterns are in it. */
export const contains = (part: string): { [Op.iLike]: string } => ({
  [Op.iLike]: `%${part.replace(/[\\%_]/g, '\\$&')}%`,
});
