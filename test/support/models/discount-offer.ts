import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required } from '#models/columns.js';
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

  @Column(required(DataType.INTEGER))
  declare percent: number;

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
