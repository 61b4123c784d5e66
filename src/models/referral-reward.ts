import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/**
 * What is earned by a payment of an invited person. commission: the inviter's part of it. first: the inviter's for the first sufficient
 * one. welcome: the newcomer's for that.
 */
export type RewardKind = 'commission' | 'first' | 'welcome';

/** What somebody earned by a payment from outside of a person who was invited. */
@Table(table('referral_rewards'))
export class ReferralReward extends Model<
  InferAttributes<ReferralReward>,
  InferCreationAttributes<ReferralReward>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.BIGINT))
  declare inviterId: string;

  @Column(required(DataType.BIGINT))
  declare invitedId: string;

  @Column(required(DataType.TEXT))
  declare kind: RewardKind;

  @Column(required(DataType.TEXT))
  declare paymentTable: string;

  @Column(required(DataType.BIGINT))
  declare paymentId: string;

  @Column(tomanColumn('depositToman'))
  declare depositToman: number;

  @Column(optional(DataType.INTEGER))
  declare percent: CreationOptional<number | null>;

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(tomanColumn('withheldToman', { defaultValue: 0 }))
  declare withheldToman: CreationOptional<number>;

  @Column(optional(DataType.BIGINT))
  declare transactionId: CreationOptional<string | null>;

  @Column(tomanColumn('takenBackToman', { defaultValue: 0 }))
  declare takenBackToman: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare takenBackAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
