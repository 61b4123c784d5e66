import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A discount that a person has for a while. */
@Table(table('discount_offers'))
export class DiscountOffer extends Model<
  InferAttributes<DiscountOffer>,
  InferCreationAttributes<DiscountOffer>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.TEXT))
  declare kind: string;

  @Column(optional(DataType.INTEGER))
  declare percent: CreationOptional<number | null>;

  @Column(optional(DataType.BIGINT))
  declare amountToman: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'any'))
  declare appliesTo: CreationOptional<'any' | 'purchase' | 'renewal'>;

  @Column(optional(DataType.ARRAY(DataType.BIGINT)))
  declare planIds: CreationOptional<string[] | null>;

  @Column(optional(DataType.TEXT))
  declare event: CreationOptional<string | null>;

  @Column(required(DataType.DATE))
  declare validUntil: Date;

  @Column(optional(DataType.BIGINT))
  declare subscriptionId: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare endsAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare usedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare usedOrderId: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
