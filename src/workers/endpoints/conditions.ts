import { Op } from 'sequelize';

/** A condition on an instant: from the first, up to and without the second; undefined when neither is given. */
export function between(from: string | undefined, to: string | undefined): object | undefined {
  if (from === undefined && to === undefined) return undefined;
  return {
    ...(from !== undefined && { [Op.gte]: new Date(from) }),
    ...(to !== undefined && { [Op.lt]: new Date(to) }),
  };
}

/** A condition on a number: both ends belong to it; undefined when neither is given. */
export function within(least: number | undefined, most: number | undefined): object | undefined {
  if (least === undefined && most === undefined) return undefined;
  return { ...(least !== undefined && { [Op.gte]: least }), ...(most !== undefined && { [Op.lte]: most }) };
}

/** The conditions that are there. */
export const given = (conditions: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
