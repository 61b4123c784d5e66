import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, owner, required } from './columns.js';
import { table } from './table-options.js';

/** Promo codes that were made at once, each for one use. */
@Table(table('promo_code_batches'))
export class PromoCodeBatch extends Model<
  InferAttributes<PromoCodeBatch>,
  InferCreationAttributes<PromoCodeBatch>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare name: string;

  @Column(required(DataType.INTEGER))
  declare size: number;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
