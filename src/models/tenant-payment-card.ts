import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** A bank card on which a bot receives card-to-card payments. */
@Table(table('tenant_payment_cards'))
export class TenantPaymentCard extends Model<
  InferAttributes<TenantPaymentCard>,
  InferCreationAttributes<TenantPaymentCard>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  /** In clear, as versions before this one wrote it; null: it is sealed. Read it by `openNumber` (services/cards). */
  @Column(optional(DataType.TEXT))
  declare cardNumber: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare cardNumberSealed: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare cardNumberLastFour: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare cardNumberFingerprint: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare cardHolderName: string;

  @Column(defaulted(DataType.TEXT, 'round_robin'))
  declare rotationStrategy: CreationOptional<'round_robin' | 'random' | 'time_based' | 'weighted'>;

  @Column(defaulted(DataType.INTEGER, 60))
  declare rotationIntervalMinutes: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 1))
  declare weight: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare successCount: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare failureCount: CreationOptional<number>;

  @Column(optional(DataType.INTEGER))
  declare dayCountLimit: CreationOptional<number | null>;

  @Column(tomanColumn('daySumLimitToman', { allowNull: true }))
  declare daySumLimitToman: CreationOptional<number | null>;

  @Column(tomanColumn('minToman', { allowNull: true }))
  declare minToman: CreationOptional<number | null>;

  @Column(tomanColumn('maxToman', { allowNull: true }))
  declare maxToman: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare hoursFrom: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare hoursUntil: CreationOptional<number | null>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isActive: CreationOptional<boolean>;

  @Column(optional(DataType.DATE))
  declare lastUsedAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare currentUsageCount: CreationOptional<number>;

  @Column(optional(DataType.BIGINT))
  declare createdBy: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare deletedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
