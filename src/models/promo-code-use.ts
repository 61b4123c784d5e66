import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

/** A person used a promo code: when, and the rows that came of it. */
@Table(table('promo_code_uses'))
export class PromoCodeUse extends Model<
  InferAttributes<PromoCodeUse>,
  InferCreationAttributes<PromoCodeUse>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare codeId: string;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(optional(DataType.BIGINT))
  declare transactionId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare subscriptionId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare discountId: CreationOptional<string | null>;

  /** When what it gave was taken back, so that it does not count. */
  @Column(optional(DataType.DATE))
  declare takenBackAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
