import { Op, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { refuse } from './refuse.js';

/** What a list is asked for. */
export interface PageWish {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** A column of the contract, `-` for downwards. */
  readonly sort?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next_cursor: string | null;
}

type Value = string | number;
type Place = readonly [sort: string, value: Value, id: string];

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
  const from = wish.cursor === undefined ? undefined : readCursor(model, sort, wish.cursor);
  const direction = isDown ? 'DESC' : 'ASC';
  const found = await model.findAll({
    where: from ? { [Op.and]: [where, after(column, isDown, from)] } : where,
    order:
      column === 'id'
        ? [['id', direction]]
        : [
            [column, direction],
            ['id', direction],
          ],
    limit: wish.limit + 1,
  });
  const rows = found.slice(0, wish.limit);
  const last = rows.at(-1);
  const isMore = found.length > wish.limit;
  return { rows, next_cursor: last && isMore ? writeCursor(sort, column, last) : null };
}

const attributeOf = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function after(column: string, isDown: boolean, [, value, id]: Place): WhereOptions {
  const beyond = isDown ? Op.lt : Op.gt;
  if (column === 'id') return { id: { [beyond]: id } };
  return {
    [Op.or]: [{ [column]: { [beyond]: value } }, { [column]: value, id: { [beyond]: id } }],
  };
}

function writeCursor(sort: string, column: string, row: Model): string {
  const place = [sort, row.get(column), row.get('id')];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor(model: ModelStatic<Model>, sort: string, cursor: string): Place {
  const place = parse(cursor);
  const column = attributeOf(sort.replace(/^-/, ''));
  if (!place || place[0] !== sort || !isValueOf(model, column, place[1])) refuse('cursor.invalid');
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
  const type = (model.getAttributes() as Record<string, { type: { toString(): string } }>)[column]?.type;
  const isText = type?.toString() === 'TEXT';
  return isText
    ? typeof value === 'string' && !/[\0\p{Cs}]/u.test(value)
    : /^-?\d{1,18}$/.test(String(value));
}

/** A condition on part of a text, whatever signs of patterns are in it. */
export const contains = (part: string): { [Op.iLike]: string } => ({
  [Op.iLike]: `%${part.replace(/[\\%_]/g, '\\$&')}%`,
});
