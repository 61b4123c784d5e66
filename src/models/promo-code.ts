import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** A word that gives something to the people who send it to the bot; what it gives never changes. */
@Table(table('promocodes'))
export class PromoCode extends Model<InferAttributes<PromoCode>, InferCreationAttributes<PromoCode>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare code: string;

  @Column(required(DataType.TEXT))
  declare codeKey: string;

  @Column(required(DataType.TEXT))
  declare kind: 'balance' | 'days' | 'discount' | 'group' | 'traffic' | 'trial';

  @Column(tomanColumn('amountToman', { allowNull: true }))
  declare amountToman: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare percent: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare validHours: CreationOptional<number | null>;

  @Column(optional(DataType.TEXT))
  declare appliesTo: CreationOptional<'any' | 'purchase' | 'renewal' | null>;

  @Column(optional(DataType.ARRAY(DataType.BIGINT)))
  declare discountPlanIds: CreationOptional<string[] | null>;

  @Column(optional(DataType.INTEGER))
  declare days: CreationOptional<number | null>;

  @Column(optional(DataType.BIGINT))
  declare planId: CreationOptional<string | null>;

  @Column(optional(DataType.INTEGER))
  declare trafficGb: CreationOptional<number | null>;

  @Column(optional(DataType.BIGINT))
  declare groupId: CreationOptional<string | null>;

  @Column(optional(DataType.INTEGER))
  declare mostUses: CreationOptional<number | null>;

  @Column(defaulted(DataType.INTEGER, 1))
  declare mostPerPerson: CreationOptional<number>;

  @Column(optional(DataType.INTEGER))
  declare mostPerDay: CreationOptional<number | null>;

  @Column(optional(DataType.DATE))
  declare startsAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare endsAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.TEXT, 'everyone'))
  declare audience: CreationOptional<'before_purchase' | 'everyone' | 'newcomers' | 'plan_buyers'>;

  @Column(optional(DataType.ARRAY(DataType.BIGINT)))
  declare audiencePlanIds: CreationOptional<string[] | null>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isActive: CreationOptional<boolean>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare useCount: CreationOptional<number>;

  @Column(optional(DataType.DATEONLY))
  declare countedDay: CreationOptional<string | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare dayCount: CreationOptional<number>;

  @Column(optional(DataType.BIGINT))
  declare batchId: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare deletedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
