import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** What a person wanted to buy, at which price, and what became of it. */
@Table(table('orders'))
export class Order extends Model<InferAttributes<Order>, InferCreationAttributes<Order>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.TEXT))
  declare kind: 'plan' | 'simple' | 'trial' | 'traffic' | 'devices' | 'reset' | 'gift' | 'taking';

  @Column(required(DataType.JSONB))
  declare wish: object;

  @Column(required(DataType.TEXT))
  declare wishKey: string;

  @Column(defaulted(DataType.TEXT, 'draft'))
  declare state: CreationOptional<'draft' | 'waiting' | 'paid' | 'refunded' | 'expired' | 'cancelled'>;

  @Column(defaulted(DataType.INTEGER, 1))
  declare revision: CreationOptional<number>;

  @Column(required(DataType.JSONB))
  declare quote: object;

  @Column(tomanColumn('priceToman'))
  declare priceToman: number;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare quotedAt: CreationOptional<Date>;

  @Column(required(DataType.DATE))
  declare expiresAt: Date;

  @Column(optional(DataType.BIGINT))
  declare planId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare subscriptionId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare transactionId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare refundTransactionId: CreationOptional<string | null>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare soldGb: CreationOptional<string>;

  @Column(optional(DataType.BIGINT))
  declare walletTransactionId: CreationOptional<string | null>;

  @Column(optional(DataType.JSONB))
  declare before: CreationOptional<object | null>;

  @Column(optional(DataType.BIGINT))
  declare panelRevision: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare paidAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare fulfilledAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare refundedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare refundReason: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
