import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** A movement of a tenant's wallet with the fleet. */
@Table(table('tenant_wallet_transactions'))
export class TenantWalletTransaction extends Model<
  InferAttributes<TenantWalletTransaction>,
  InferCreationAttributes<TenantWalletTransaction>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare type: 'deposit' | 'traffic_charge' | 'consumption_charge' | 'refund' | 'adjustment';

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(tomanColumn('balanceAfterToman'))
  declare balanceAfterToman: number;

  @Column(required(DataType.TEXT))
  declare idempotencyKey: string;

  @Column(optional(DataType.TEXT))
  declare description: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare createdBy: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
