import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** What a promo code or a campaign gave of a subscription, until the panel has taken it over. */
@Table(table('promotion_deliveries'))
export class PromotionDelivery extends Model<
  InferAttributes<PromotionDelivery>,
  InferCreationAttributes<PromotionDelivery>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.BIGINT))
  declare subscriptionId: string;

  @Column(optional(DataType.BIGINT))
  declare useId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare campaignId: CreationOptional<string | null>;

  @Column(optional(DataType.JSONB))
  declare before: CreationOptional<object | null>;

  @Column(required(DataType.JSONB))
  declare after: object;

  @Column(required(DataType.INTEGER))
  declare soldGb: number;

  @Column(optional(DataType.BIGINT))
  declare walletTransactionId: CreationOptional<string | null>;

  @Column(required(DataType.DATE))
  declare givenAt: Date;

  @Column(required(DataType.BIGINT))
  declare panelRevision: string;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
