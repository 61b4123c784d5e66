import { Op } from 'sequelize';

/** A condition on an instant: from the first, up to and without the second; undefined when neither is given. */
export function between(from: string | undefined, to: string | undefined): object | undefined {
  if (from === undefined && to === undefined) return undefined;
  return {
    ...(from !== undefined && { [Op.gte]: new Date(from) }),
    ...(to !== undefined && { [Op.lt]: new Date(to) }),
  };
}

/** The conditions that are there. */
export const given = (conditions: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
