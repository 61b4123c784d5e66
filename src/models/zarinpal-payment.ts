import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { BelongsTo, Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';
import { User } from './user.js';

/** A payment through Zarinpal, settled when Zarinpal verifies it. */
@Table(table('zarinpal_payments'))
export class ZarinpalPayment extends Model<
  InferAttributes<ZarinpalPayment>,
  InferCreationAttributes<ZarinpalPayment>
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

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(optional(DataType.TEXT))
  declare zarinpalAuthority: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare zarinpalRefId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'pending'))
  declare status: CreationOptional<'pending' | 'paid' | 'failed' | 'cancelled' | 'expired'>;

  @Column(optional(DataType.TEXT))
  declare callbackUrl: CreationOptional<string | null>;

  @Column(optional(DataType.JSONB))
  declare purchase: CreationOptional<Record<string, unknown> | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
