import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** Traffic of a bot's users on one day, and what the tenant was charged for it. */
@Table(table('tenant_traffic_usage'))
export class TenantTrafficUsage extends Model<
  InferAttributes<TenantTrafficUsage>,
  InferCreationAttributes<TenantTrafficUsage>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.DATEONLY))
  declare usageDate: string;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare consumedBytes: CreationOptional<string>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare soldBytes: CreationOptional<string>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare giftedBytes: CreationOptional<string>;

  @Column(tomanColumn('chargedToman', { defaultValue: 0 }))
  declare chargedToman: CreationOptional<number>;

  @Column(optional(DataType.BIGINT))
  declare walletTransactionId: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
