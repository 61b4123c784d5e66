import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** A movement of a partner's balance, or of what of it is reserved; the sums of both are the partner's. */
@Table(table('partner_transactions'))
export class PartnerTransaction extends Model<
  InferAttributes<PartnerTransaction>,
  InferCreationAttributes<PartnerTransaction>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.TEXT))
  declare kind: string;

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(tomanColumn('reservedToman', { defaultValue: 0 }))
  declare reservedToman: CreationOptional<number>;

  @Column(tomanColumn('balanceAfterToman'))
  declare balanceAfterToman: number;

  @Column(tomanColumn('reservedAfterToman'))
  declare reservedAfterToman: number;

  @Column(required(DataType.TEXT))
  declare event: string;

  @Column(optional(DataType.DATE))
  declare availableAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare fromUserId: CreationOptional<string | null>;

  @Column(tomanColumn('paidToman', { allowNull: true }))
  declare paidToman: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare percent: CreationOptional<number | null>;

  @Column(optional(DataType.BIGINT))
  declare earnedId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare payoutId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare referenceKind: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare referenceId: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
