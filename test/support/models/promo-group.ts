import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A group of people who pay less. */
@Table(table('promo_groups'))
export class PromoGroup extends Model<InferAttributes<PromoGroup>, InferCreationAttributes<PromoGroup>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare name: string;

  @Column(defaulted(DataType.INTEGER, 0))
  declare priority: CreationOptional<number>;

  @Column(defaulted(DataType.JSONB, {}))
  declare periodPercents: CreationOptional<Readonly<Record<string, number>>>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare trafficPercent: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare devicePercent: CreationOptional<number>;

  @Column(optional(DataType.BIGINT))
  declare spentToman: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
