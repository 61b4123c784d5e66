import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A difference between a ledger and what it must agree with. */
@Table(table('money_differences'))
export class MoneyDifference extends Model<
  InferAttributes<MoneyDifference>,
  InferCreationAttributes<MoneyDifference>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare kind: string;

  @Column(required(DataType.BIGINT))
  declare rowId: string;

  @Column(required(DataType.TEXT))
  declare expected: string;

  @Column(required(DataType.TEXT))
  declare found: string;

  @Column(required(DataType.DATE))
  declare seenAt: Date;

  @Column(optional(DataType.DATE))
  declare goneAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
