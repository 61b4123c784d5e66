import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A setting of a bot; no row means the default of the catalogue. */
@Table(table('bot_configurations'))
export class BotConfiguration extends Model<
  InferAttributes<BotConfiguration>,
  InferCreationAttributes<BotConfiguration>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare configKey: string;

  @Column(required(DataType.JSONB))
  declare configValue: unknown;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
