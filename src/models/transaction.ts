import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { BelongsTo, Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';
import { User } from './user.js';

/** Why money moved; the sign of the amount follows it. */
export type TransactionType =
  | 'deposit'
  | 'withdrawal'
  | 'subscription_payment'
  | 'refund'
  | 'referral_reward'
  | 'campaign_bonus'
  | 'promo_bonus'
  | 'poll_reward'
  | 'adjustment';

/** A movement of a user's wallet; the sum of the amounts is the balance. */
@Table(table('transactions'))
export class Transaction extends Model<InferAttributes<Transaction>, InferCreationAttributes<Transaction>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @BelongsTo(() => User, 'userId')
  declare user: NonAttribute<User | null>;

  @Column(required(DataType.TEXT))
  declare type: TransactionType;

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(tomanColumn('balanceAfterToman'))
  declare balanceAfterToman: number;

  @Column(required(DataType.TEXT))
  declare idempotencyKey: string;

  @Column(optional(DataType.TEXT))
  declare referenceKind: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare referenceId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare paymentMethod: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare externalId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare description: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
