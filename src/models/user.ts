import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** A person in one bot; the same account in two bots is two rows. */
@Table(table('users'))
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare telegramId: string;

  @Column(optional(DataType.TEXT))
  declare username: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, ''))
  declare firstName: CreationOptional<string>;

  @Column(optional(DataType.TEXT))
  declare lastName: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare language: 'fa' | 'en' | 'ru';

  @Column(optional(DataType.DATE))
  declare languageChosenAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.TEXT, 'active'))
  declare status: CreationOptional<'active' | 'blocked' | 'deleted'>;

  @Column(tomanColumn('balanceToman', { defaultValue: 0 }))
  declare balanceToman: CreationOptional<number>;

  @Column(required(DataType.TEXT))
  declare referralCode: string;

  @Column(optional(DataType.BIGINT))
  declare referredBy: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare campaignCode: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare startPayload: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare startAction: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare rulesAcceptedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.INTEGER))
  declare rulesVersion: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare privacyVersion: CreationOptional<number | null>;

  @Column(optional(DataType.DATE))
  declare channelCheckedAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare canReceive: CreationOptional<boolean>;

  @Column(optional(DataType.DATE))
  declare unreachableSince: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare registeredAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare lastSeenAt: CreationOptional<Date>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare hasHadTrial: CreationOptional<boolean>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare hasPaid: CreationOptional<boolean>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isReturning: CreationOptional<boolean>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare wantsReminders: CreationOptional<boolean>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isPartner: CreationOptional<boolean>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare wrongCodeCount: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare wrongCodeSince: CreationOptional<Date | null>;

  /** The names as lists are searched by them; PostgreSQL makes them. */
  @Column(optional(DataType.TEXT))
  declare usernameKey: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare firstNameKey: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare lastNameKey: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare email: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
