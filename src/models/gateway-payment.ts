import { randomUUID } from 'node:crypto';
import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { BelongsTo, Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';
import { User } from './user.js';

/** Where a payment through a gateway stands; `held`: money is there that a person must decide about. */
export type PaymentStatus = 'pending' | 'paid' | 'failed' | 'cancelled' | 'expired' | 'refunded' | 'held';

/** A payment through a gateway without a table of its own. */
@Table(table('gateway_payments'))
export class GatewayPayment extends Model<
  InferAttributes<GatewayPayment>,
  InferCreationAttributes<GatewayPayment>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @BelongsTo(() => User, 'userId')
  declare user: NonAttribute<User | null>;

  @Column(optional(DataType.BIGINT))
  declare transactionId: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare gateway: string;

  @Column(optional(DataType.TEXT))
  declare externalId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'pending'))
  declare status: CreationOptional<PaymentStatus>;

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(defaulted(DataType.TEXT, 'IRT'))
  declare currency: CreationOptional<string>;

  @Column(optional(DataType.DECIMAL(24, 8)))
  declare currencyAmount: CreationOptional<string | null>;

  @Column(optional(DataType.DECIMAL(24, 8)))
  declare rateToman: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare paymentUrl: CreationOptional<string | null>;

  @Column(optional(DataType.JSONB))
  declare purchase: CreationOptional<Record<string, unknown> | null>;

  @Column(optional(DataType.DATE))
  declare paidAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare expiresAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare receipt: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, () => randomUUID().replaceAll('-', '')))
  declare reference: CreationOptional<string>;

  @Column(optional(DataType.TEXT))
  declare account: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare askedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare checkAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare checks: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare checkUntil: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare messageId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare creditedToman: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare problem: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare note: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare refundedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare refundTransactionId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare refundedToman: CreationOptional<string | null>;

  @Column(optional(DataType.INTEGER))
  declare repeatDays: CreationOptional<number | null>;

  @Column(optional(DataType.DATE))
  declare repeatUntil: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare repeatState: CreationOptional<'active' | 'canceled' | 'failed' | null>;

  @Column(optional(DataType.BIGINT))
  declare repeatOf: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare repeatMandate: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare repeatCheckAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare repeatTries: CreationOptional<number>;

  @Column(optional(DataType.DECIMAL(24, 8)))
  declare payableAmount: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare refundingToman: CreationOptional<string | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isByHand: CreationOptional<boolean>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
