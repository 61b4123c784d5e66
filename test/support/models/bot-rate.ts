import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A rate that a bot's source told. */
@Table(table('bot_rates'))
export class BotRate extends Model<InferAttributes<BotRate>, InferCreationAttributes<BotRate>> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare currency: string;

  @Column(required(DataType.TEXT))
  declare source: string;

  @Column(optional(DataType.DECIMAL(24, 8)))
  declare rateToman: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare toldAt: CreationOptional<Date | null>;

  @Column(required(DataType.DATE))
  declare askedAt: Date;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
