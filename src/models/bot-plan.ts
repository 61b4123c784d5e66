import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/**
 * Who may buy a plan. new: who has bought nothing yet. existing: who has. group: who is in one of its groups. link: who opens
 * its link.
 */
export type PlanAudience = 'all' | 'new' | 'existing' | 'group' | 'link';

/** A plan that a bot sells. */
@Table(table('bot_plans'))
export class BotPlan extends Model<InferAttributes<BotPlan>, InferCreationAttributes<BotPlan>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare name: string;

  @Column(required(DataType.INTEGER))
  declare periodDays: number;

  @Column(tomanColumn('priceToman'))
  declare priceToman: number;

  @Column(defaulted(DataType.INTEGER, 0))
  declare trafficLimitGb: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 1))
  declare deviceLimit: CreationOptional<number>;

  /** Squads of the panel that it gives; none: all that the bot may sell. */
  @Column(defaulted(DataType.ARRAY(DataType.UUID), []))
  declare squads: CreationOptional<string[]>;

  /** Who may buy it. */
  @Column(defaulted(DataType.TEXT, 'all'))
  declare audience: CreationOptional<PlanAudience>;

  /** Groups whose people may buy it, where they alone may. */
  @Column(defaulted(DataType.ARRAY(DataType.BIGINT), []))
  declare groupIds: CreationOptional<string[]>;

  /** What its link carries after `plan_`; null: it has had none. */
  @Column(optional(DataType.TEXT))
  declare linkCode: CreationOptional<string | null>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isActive: CreationOptional<boolean>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare sortOrder: CreationOptional<number>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
