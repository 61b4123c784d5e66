import { DataType, type Model } from 'sequelize-typescript';
import type { ModelAttributeColumnOptions } from 'sequelize';

type Options = Partial<ModelAttributeColumnOptions>;

/** The identity column of a table; PostgreSQL fills it. */
export const identity: Options = { type: DataType.BIGINT, primaryKey: true, autoIncrement: true };

/** The bot that owns the row; the guard stamps it. */
export const owner: Options = { type: DataType.BIGINT, allowNull: false };

/** The bot that owns the row, in tables whose key starts with it. */
export const ownerKey: Options = { type: DataType.BIGINT, allowNull: false, primaryKey: true };

/** An amount in toman, a number in TypeScript (safe below 2^53). */
export function tomanColumn(attribute: string, options: Options = {}): Options {
  return {
    type: DataType.BIGINT,
    allowNull: false,
    ...options,
    get(this: Model) {
      const stored = this.getDataValue(attribute) as unknown;
      return stored === null || stored === undefined ? stored : Number(stored);
    },
  };
}
/** A column that must be given at creation. */
export function required(type: Options['type']): Options {
  return { type, allowNull: false };
}

/** A column that PostgreSQL fills when it is not given. */
export function defaulted(type: Options['type'], defaultValue: unknown): Options {
  return { type, allowNull: false, defaultValue };
}

/** A column that may be empty. */
export function optional(type: Options['type']): Options {
  return { type, allowNull: true };
}
