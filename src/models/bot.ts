import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** A bot of the fleet: the master bot or a tenant. */
@Table(table('bots'))
export class Bot extends Model<InferAttributes<Bot>, InferCreationAttributes<Bot>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare name: string;

  @Column(required(DataType.TEXT))
  declare telegramBotToken: string;

  @Column(required(DataType.TEXT))
  declare telegramBotTokenHash: string;

  @Column(required(DataType.BIGINT))
  declare telegramBotId: string;

  @Column(optional(DataType.TEXT))
  declare username: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare apiTokenHash: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare apiTokenUsedAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isMaster: CreationOptional<boolean>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isActive: CreationOptional<boolean>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare cardToCardEnabled: CreationOptional<boolean>;

  @Column(optional(DataType.BIGINT))
  declare cardReceiptTopicId: CreationOptional<string | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare zarinpalEnabled: CreationOptional<boolean>;

  @Column(optional(DataType.TEXT))
  declare zarinpalMerchantId: CreationOptional<string | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare zarinpalSandbox: CreationOptional<boolean>;

  @Column(defaulted(DataType.TEXT, 'fa'))
  declare defaultLanguage: CreationOptional<'fa' | 'en' | 'ru'>;

  @Column(optional(DataType.TEXT))
  declare supportUsername: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare adminChatId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare adminTopicId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare notificationGroupId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare notificationTopicId: CreationOptional<string | null>;

  @Column(tomanColumn('walletBalanceToman', { defaultValue: 0 }))
  declare walletBalanceToman: CreationOptional<number>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare trafficConsumedBytes: CreationOptional<string>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare trafficSoldBytes: CreationOptional<string>;

  @Column(defaulted(DataType.TEXT, 'none'))
  declare billingModel: CreationOptional<'none' | 'traffic_consumption' | 'subscription_sale' | 'hybrid'>;

  @Column(tomanColumn('trafficRateToman', { defaultValue: 0 }))
  declare trafficRateToman: CreationOptional<number>;

  @Column(tomanColumn('minWalletBalanceToman', { defaultValue: 0 }))
  declare minWalletBalanceToman: CreationOptional<number>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare autoSuspendOnLowBalance: CreationOptional<boolean>;

  @Column(defaulted(DataType.DECIMAL(38, 0), 0))
  declare trafficOwed: CreationOptional<string>;

  @Column(optional(DataType.DATE))
  declare trafficChargedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare salesStoppedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare lowToldStage: CreationOptional<'low' | 'stopped' | 'still' | null>;

  @Column(optional(DataType.DATE))
  declare lowDueAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare wordsSince: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare createdBy: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
