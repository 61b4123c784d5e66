import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

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

  /** Percent off a plan, by the days of its period. */
  @Column(defaulted(DataType.JSONB, {}))
  declare periodPercents: CreationOptional<Readonly<Record<string, number>>>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare trafficPercent: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare devicePercent: CreationOptional<number>;

  /** Who has spent so much comes into it by itself; null: nobody does. */
  @Column(tomanColumn('spentToman', { allowNull: true }))
  declare spentToman: CreationOptional<number | null>;

  /** Squads of the panel that its people have beside those that a plan names. */
  @Column(defaulted(DataType.ARRAY(DataType.UUID), []))
  declare squads: CreationOptional<string[]>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
